/** 编号、作废与重新整理 */
import { resolve } from 'node:path';
import { Option, program } from 'commander';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('编号：');

program
  .command('number <archive> <fileId>')
  .description('编号预览')
  .option('--fix', '提请定号（另一人批准后不变）')
  .option('--bind', '连同装订')
  .action(async (archive: string, file: string, own: { fix?: boolean; bind?: boolean }) =>
    runIn(archive, async (desk) => {
      const fileId = numberOf(file, '卷编号');
      const shown = await desk.must('numbering.preview', { fileId });
      if (own.fix === true || own.bind === true)
        return desk.must('numbering.proposeFixing', {
          fileId,
          basis: shown.basis,
          binds: own.bind === true,
        });
      return shown.items.map(({ itemId, itemNumber, pencilCode, archivalCode, title, state }) => ({
        itemId,
        itemNumber,
        pencilCode,
        archivalCode,
        title,
        state,
      }));
    }),
  );

program
  .command('fixings <archive>')
  .description('列出定号、装订的申请与结果')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => (await desk.must('numbering.fixings', {})).fixings),
  );

program
  .command('fix-decide <archive> <fixingId>')
  .description('批准定号、装订（审核员或审批人，须另一人）；--reject 退回')
  .option('--reject', '退回')
  .option('--note <text>', '意见，退回时必填', '')
  .action(async (archive: string, id: string, own: { reject?: boolean; note: string }) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.decideFixing', {
        id: numberOf(id, '定号申请编号'),
        approve: own.reject !== true,
        note: own.note,
      }),
    ),
  );

program
  .command('arrange <archive> <fileId>')
  .description('把未定号的材料按规则排好')
  .action(async (archive: string, fileId: string) =>
    runIn(archive, async (desk) => desk.must('numbering.arrange', { fileId: numberOf(fileId, '卷编号') })),
  );

program
  .command('void <archive> <itemId>')
  .description('作废一件的号')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, itemId: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.voidItem', { itemId: numberOf(itemId, '件编号'), reason: own.reason }),
    ),
  );

program
  .command('refile <archive> <itemId> <fileId>')
  .description('把归错的一件改归到另一卷，原号作废')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, itemId: string, fileId: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('pages.refile', {
        itemId: numberOf(itemId, '件编号'),
        fileId: numberOf(fileId, '卷编号'),
        reason: own.reason,
      }),
    ),
  );

program
  .command('contents <archive> <fileId> <target>')
  .description('写出卷内目录')
  .addOption(new Option('--format <format>', '格式').choices(['docx', 'xlsx']).default('docx'))
  .action(async (archive: string, fileId: string, target: string, own: { format: 'docx' | 'xlsx' }) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.exportCatalogue', {
        fileId: numberOf(fileId, '卷编号'),
        format: own.format,
        target: desk.grant(resolve(target)),
      }),
    ),
  );

program
  .command('rearrange <archive> <fileId>')
  .description('提请重新整理一卷（档案员）')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, fileId: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.proposeRearrangement', {
        fileId: numberOf(fileId, '卷编号'),
        reason: own.reason,
      }),
    ),
  );

program
  .command('rearrangements <archive>')
  .description('列出重新整理的申请与结果')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => {
      const { rearrangements } = await desk.must('numbering.rearrangements', {});
      if (desk.json) return rearrangements;
      return rearrangements.map(({ id, personName, reason, state, proposedBy, changes }) => ({
        id,
        personName,
        reason,
        state,
        proposedBy,
        改号: changes.length,
      }));
    }),
  );

program
  .command('rearrange-decide <archive> <rearrangementId>')
  .description('批准重新整理（审批人）；--reject 不批准')
  .option('--reject', '不批准')
  .option('--note <text>', '意见', '')
  .action(async (archive: string, id: string, own: { reject?: boolean; note: string }) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.decideRearrangement', {
        id: numberOf(id, '重新整理编号'),
        approve: own.reject !== true,
        note: own.note,
      }),
    ),
  );

program
  .command('re-pencil <archive> <rearrangementId> <target>')
  .description('写出改号清单（docx），照着用铅笔改')
  .action(async (archive: string, id: string, target: string) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.exportRePencil', {
        rearrangementId: numberOf(id, '重新整理编号'),
        target: desk.grant(resolve(target)),
      }),
    ),
  );
