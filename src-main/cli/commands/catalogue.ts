/** 编目、编号与检索 */
import { resolve } from 'node:path';
import { Option, program } from 'commander';
import type { Output } from '#contract/index.ts';
import { numberOf, runIn } from '../session.ts';

/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

program
  .command('items <archive> <fileId>')
  .description('列出一卷的材料')
  .action(async (archive: string, fileId: string) =>
    runIn(archive, async (desk) => {
      const { ids } = await desk.must('catalogue.ids', {
        fileId: numberOf(fileId, '卷编号'),
        sort: 'arrangement',
        descending: false,
      });
      const rows: Output<'catalogue.rows'>['rows'] = [];
      for (let at = 0; at < ids.length; at += WINDOW)
        rows.push(...(await desk.must('catalogue.rows', { ids: ids.slice(at, at + WINDOW) })).rows);
      return rows.map(({ id, pencilCode, classCode, title, date, state, paperPages, scannedPages }) => ({
        id,
        number: pencilCode || classCode,
        title,
        date,
        state,
        paperPages,
        scannedPages,
      }));
    }),
  );

program
  .command('number <archive> <fileId>')
  .description('编号预览')
  .option('--fix', '定号（装订入库，此后不变）')
  .action(async (archive: string, file: string, own: { fix?: boolean }) =>
    runIn(archive, async (desk) => {
      const fileId = numberOf(file, '卷编号');
      const shown = await desk.must('numbering.preview', { fileId });
      if (own.fix === true) return desk.must('numbering.fix', { fileId, basis: shown.basis });
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
  .command('void <archive> <itemId>')
  .description('作废一件的号')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, itemId: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('numbering.voidItem', { itemId: numberOf(itemId, '件编号'), reason: own.reason }),
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
  .command('search <archive> <text>')
  .description('检索')
  .action(async (archive: string, text: string) =>
    runIn(archive, async (desk) => {
      const found = await desk.must('search.find', { query: { text }, offset: 0, limit: 50 });
      if (desk.json) return found;
      return found.hits.map(({ personName, title, date, where, context }) => ({
        personName,
        title,
        date,
        where,
        context,
      }));
    }),
  );
