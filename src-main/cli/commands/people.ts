/** 花名册 */
import { resolve } from 'node:path';
import { Option, program } from 'commander';
import type { Input, Output } from '#contract/index.ts';
import { windowed } from '../desk.ts';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('花名册：');

type Match = Input<'people.importRoster'>['match'];
type Axis = NonNullable<Input<'people.ids'>['axis']>;

program
  .command('roster <archive> <xlsx>')
  .description('导入干部名册；重复导入不会重复')
  .option('--headings', '只列出表头和认出的栏目（栏目 → 列号，从0起）')
  .option('--match <json>', '改用此 JSON 文件的栏目对应')
  .option('--check', '只检查，列出每一处问题，不写入')
  .action(
    async (archive: string, xlsx: string, own: { headings?: boolean; match?: string; check?: boolean }) =>
      runIn(archive, async (desk) => {
        const source = desk.grant(resolve(xlsx));
        const read = await desk.must('people.readRoster', { source });
        if (own.headings === true) return read;
        const match = own.match === undefined ? read.match : desk.readJson<Match>(own.match);
        return own.check === true
          ? desk.must('people.checkRoster', { source, match })
          : desk.must('people.importRoster', { source, match });
      }),
  );

program
  .command('roster-imports <archive>')
  .description('列出历次名册导入')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => (await desk.must('people.rosterImports', {})).imports),
  );

program
  .command('roster-undo <archive> <importId>')
  .description('整批撤销一次名册导入')
  .action(async (archive: string, importId: string) =>
    runIn(archive, async (desk) =>
      desk.must('people.undoRosterImport', { importId: numberOf(importId, '导入编号') }),
    ),
  );

program
  .command('axes <archive>')
  .description('按班子、级别职务、单位、部门统计人数')
  .action(async (archive: string) =>
    runIn(archive, async (desk) =>
      (await desk.must('people.axes', {})).axes.flatMap(({ axis, values }) =>
        values.map(({ value, people }) => ({ axis, value, people })),
      ),
    ),
  );

program
  .command('list <archive>')
  .description('列出干部')
  .option('--text <text>', '姓名的一部分、拼音或首字母')
  .addOption(
    new Option('--axis <axis>', '只列一类中的人').choices(['leading-group', 'rank', 'unit', 'department']),
  )
  .option('--value <value>', '类的值，与 --axis 合用')
  .action(async (archive: string, own: { text?: string; axis?: Axis; value?: string }) =>
    runIn(archive, async (desk) => {
      const { ids } = await desk.must('people.ids', { ...own, sort: 'roster', descending: false });
      const rows: Output<'people.rows'>['rows'] = [];
      for (const part of windowed(ids)) rows.push(...(await desk.must('people.rows', { ids: part })).rows);
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
