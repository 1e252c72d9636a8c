/** 转递 */
import { resolve } from 'node:path';
import { Option, program } from 'commander';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('转递：');

program
  .command('card <archive> <target>')
  .description('导出单位密钥卡')
  .action(async (archive: string, target: string) =>
    runIn(archive, async (desk) =>
      desk.must('archive.exportKeyCard', { target: desk.grant(resolve(target)) }),
    ),
  );

program
  .command('partners <archive>')
  .description('列出往来单位')
  .action(async (archive: string) =>
    runIn(archive, async (desk) =>
      (await desk.must('transfer.partners', {})).partners.map(({ id, name, fondsCode, confirmedBy }) => ({
        id,
        name,
        fondsCode,
        confirmedBy,
      })),
    ),
  );

program
  .command('partner-add <archive> <card>')
  .description('登记对方密钥卡（档案员）')
  .action(async (archive: string, card: string) =>
    runIn(archive, async (desk) => {
      const { id, name } = await desk.must('transfer.addPartner', { source: desk.grant(resolve(card)) });
      // The fingerprint is left out on purpose: it is compared with what the other unit reads out.
      return { id, name };
    }),
  );

program
  .command('partner-confirm <archive> <partnerId> <fingerprint>')
  .description('照对方读出的指纹确认（审核员或审批人）')
  .action(async (archive: string, id: string, fingerprint: string) =>
    runIn(archive, async (desk) =>
      desk.must('transfer.confirmPartner', { id: numberOf(id, '单位编号'), fingerprint }),
    ),
  );

program
  .command('check <archive> <fileId>')
  .description('转递前检查：列出障碍')
  .action(async (archive: string, fileId: string) =>
    runIn(archive, async (desk) => desk.must('transfer.check', { fileId: numberOf(fileId, '卷编号') })),
  );

program
  .command('seal <archive> <fileId> <partnerId> <folder>')
  .description('封装转递包（审批人）')
  .requiredOption('--reason <text>', '转递原因')
  .action(
    async (archive: string, fileId: string, partnerId: string, folder: string, own: { reason: string }) =>
      runIn(archive, async (desk) =>
        desk.job(
          await desk.must('transfer.seal', {
            fileId: numberOf(fileId, '卷编号'),
            partnerId: numberOf(partnerId, '单位编号'),
            reason: own.reason,
            target: desk.grant(resolve(folder)),
          }),
        ),
      ),
  );

program
  .command('cases <archive>')
  .description('转递登记')
  .action(async (archive: string) =>
    runIn(archive, async (desk) =>
      (await desk.must('transfer.cases', {})).cases.map(
        ({ id, slipNumber, direction, personName, partnerName, items, pages, state }) => ({
          id,
          slipNumber,
          direction,
          personName,
          partnerName,
          items,
          pages,
          state,
        }),
      ),
    ),
  );

program
  .command('receive <archive> <bundle>')
  .description('接收转递包（核对并暂存，档案员）')
  .action(async (archive: string, bundle: string) =>
    runIn(archive, async (desk) =>
      desk.job(await desk.must('transfer.receive', { source: desk.grant(resolve(bundle)) })),
    ),
  );

program
  .command('staged <archive> <caseId>')
  .description('显示已暂存的转递包里有什么、能否接收')
  .action(async (archive: string, caseId: string) =>
    runIn(archive, async (desk) => desk.must('transfer.staged', { caseId: numberOf(caseId, '转递编号') })),
  );

program
  .command('accept <archive> <caseId> <receipt>')
  .description('接收入库并签发回执（审批人）')
  .action(async (archive: string, caseId: string, receipt: string) =>
    runIn(archive, async (desk) =>
      desk.must('transfer.accept', {
        caseId: numberOf(caseId, '转递编号'),
        receiptTarget: desk.grant(resolve(receipt)),
      }),
    ),
  );

program
  .command('refuse <archive> <caseId> <receipt>')
  .description('退回转递包并签发回执（审批人）')
  .requiredOption('--reason <text>', '退回原因')
  .action(async (archive: string, caseId: string, receipt: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('transfer.refuse', {
        caseId: numberOf(caseId, '转递编号'),
        reason: own.reason,
        receiptTarget: desk.grant(resolve(receipt)),
      }),
    ),
  );

program
  .command('close <archive> <receipt>')
  .description('收回执，办结转递（审批人）')
  .action(async (archive: string, receipt: string) =>
    runIn(archive, async (desk) =>
      desk.must('transfer.closeWithReceipt', { source: desk.grant(resolve(receipt)), note: '' }),
    ),
  );

program
  .command('paper <archive> <caseId> <target>')
  .description('写出转递单据')
  .addOption(new Option('--paper <paper>', '单据').choices(['slip', 'handover', 'receipt']).default('slip'))
  .action(
    async (
      archive: string,
      caseId: string,
      target: string,
      own: { paper: 'slip' | 'handover' | 'receipt' },
    ) =>
      runIn(archive, async (desk) =>
        desk.must('transfer.exportPaper', {
          caseId: numberOf(caseId, '转递编号'),
          paper: own.paper,
          target: desk.grant(resolve(target)),
        }),
      ),
  );
