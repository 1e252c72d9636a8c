/** 花名册 */
import { resolve } from 'node:path';
import { program } from 'commander';
import type { Output } from '#contract/index.ts';
import { runIn } from '../session.ts';

/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

program
  .command('roster <archive> <xlsx>')
  .description('导入干部名册')
  .option('--check', '只检查，不写入')
  .action(async (archive: string, xlsx: string, own: { check?: boolean }) =>
    runIn(archive, async (desk) => {
      const source = desk.grant(resolve(xlsx));
      const { match } = await desk.must('people.readRoster', { source });
      return own.check === true
        ? desk.must('people.checkRoster', { source, match })
        : desk.must('people.importRoster', { source, match });
    }),
  );

program
  .command('list <archive>')
  .description('列出干部')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => {
      const { ids } = await desk.must('people.ids', { sort: 'roster', descending: false });
      const rows: Output<'people.rows'>['rows'] = [];
      for (let at = 0; at < ids.length; at += WINDOW)
        rows.push(...(await desk.must('people.rows', { ids: ids.slice(at, at + WINDOW) })).rows);
      return rows.map(({ fileId, name, unit, mainPost, volumeNumber, items, pages }) => ({
        fileId,
        name,
        unit,
        mainPost,
        volumeNumber,
        items,
        pages,
      }));
    }),
  );
