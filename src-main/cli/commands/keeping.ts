/** 保管: the audit chain, verifying every byte, backup and restore. */
import { resolve } from 'node:path';
import { program } from 'commander';
import { type Desk, Failed } from '../desk.ts';
import { enter, givenLogin, givenPassword, run, runIn } from '../session.ts';

program.commandsGroup('保管：');

program
  .command('audit <archive>')
  .description('核对审计链（安全审计员）')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => {
      const report = await desk.must('audit.verify', {});
      if (!report.intact) throw Failed.damaged(report.message);
      return { 结论: report.message, 记录: report.events, 链头: report.head };
    }),
  );

program
  .command('verify <archive>')
  .description('全库核验：数据库、审计链、扫描件的每个字节；有问题时退出码 65')
  .action(async (archive: string) => runIn(archive, verified));

/** Checks everything of the archive that is open. @throws Failed when something is wrong */
async function verified(desk: Desk) {
  const result = await desk.job(await desk.must('backup.verify', {}));
  const { lastVerifyClean } = await desk.must('archive.overview', {});
  if (lastVerifyClean !== true) {
    const rows = Object.entries(result).map(([label, value]) => `${label}：${String(value)}`);
    throw Failed.damaged(`核验发现问题。${rows.join('；')}`);
  }
  return result;
}

program
  .command('backup <archive> <folder>')
  .description('备份到另一个文件夹或介质（系统管理员）；可重复，只补抄新增')
  .action(async (archive: string, folder: string) =>
    runIn(archive, async (desk) =>
      desk.job(await desk.must('backup.run', { target: desk.grant(resolve(folder)) })),
    ),
  );

program
  .command('backups <archive>')
  .description('列出历次备份')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => (await desk.must('backup.history', {})).backups),
  );

program
  .command('restore <backup> <parent> <name>')
  .description('从备份恢复为一个新库，不覆盖任何现有的库；给出登录名则接着全库核验，有问题时退出码 65')
  .action(async (backup: string, parent: string, name: string) =>
    run(async (desk) => {
      const done = await desk.must('backup.restore', {
        source: desk.grant(resolve(backup)),
        parent: desk.grant(resolve(parent)),
        name,
      });
      const told = { 已恢复到: done.place, 加密文件: done.blobs };
      if (givenLogin() === undefined) return { ...told, 核验: '未做；请登录后用 verify 核验' };
      await enter(desk, done.place, await givenPassword());
      return { ...told, ...(await verified(desk)) };
    }),
  );
