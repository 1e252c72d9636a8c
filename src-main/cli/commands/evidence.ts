/** 存证: seals for the paper register, segments of the audit record, the stand-alone verifier. */
import { resolve } from 'node:path';
import { program } from 'commander';
import { Failed } from '../desk.ts';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('存证：');

program
  .command('seal-make <archive>')
  .description('制作今日封条并给出编码（安全审计员、安全保密管理员）')
  .option('--docx <file>', '同时写出可打印的封条')
  .action(async (archive: string, own: { docx?: string }) =>
    runIn(archive, async (desk) => {
      const seal = await desk.must('evidence.makeSeal', {});
      const printed =
        own.docx === undefined
          ? {}
          : {
              文件: (
                await desk.must('evidence.exportSeal', {
                  id: seal.id,
                  target: desk.grant(resolve(own.docx)),
                })
              ).fileName,
            };
      return {
        封条号: seal.number,
        编码: seal.code,
        审计记录: seal.events,
        入库文件: seal.blobs,
        ...printed,
      };
    }),
  );

program
  .command('seal-check <archive> <code>')
  .description('核对纸上的封条：今天的库是否承接此日的库；断裂时退出码 65')
  .action(async (archive: string, code: string) =>
    runIn(archive, async (desk) => {
      const checked = await desk.must('evidence.checkSeal', { code });
      if (checked.verdict !== 'continues') throw Failed.damaged(checked.message);
      return { 结论: checked.message };
    }),
  );

program
  .command('audit-export <archive> <folder>')
  .description('导出审计日志（JSON 行），供 廉档核验.mjs 在别的机器上核对（安全审计员）')
  .requiredOption('--purpose <text>', '用途，记入输出登记簿')
  .option('--from <number>', '起始记录号')
  .option('--to <number>', '终止记录号')
  .option('--verifier', '同时写出核验程序')
  .action(
    async (
      archive: string,
      folder: string,
      own: { purpose: string; from?: string; to?: string; verifier?: boolean },
    ) =>
      runIn(archive, async (desk) => {
        const place = desk.grant(resolve(folder));
        const range = {
          ...(own.from === undefined ? {} : { fromEvent: numberOf(own.from, '起始记录号') }),
          ...(own.to === undefined ? {} : { toEvent: numberOf(own.to, '终止记录号') }),
        };
        const written = await desk.must('audit.exportLog', { ...range, purpose: own.purpose, folder: place });
        const verifier =
          own.verifier === true
            ? { 核验程序: (await desk.must('evidence.exportVerifier', { folder: place })).fileName }
            : {};
        return { 文件: written.fileName, 记录: written.events, 链头: written.head, ...verifier };
      }),
  );
