/** 鉴定 */
import { Option, program } from 'commander';
import type { Input, Output } from '#contract/index.ts';
import { windowed } from '../desk.ts';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('鉴定：');

type Opinion = Input<'appraisal.propose'>['opinion'];
type List = Input<'appraisal.queue'>['list'];

program
  .command('appraisals <archive>')
  .description('列出待鉴定、待复核、退回或已定的材料')
  .addOption(
    new Option('--list <list>', '哪一列')
      .choices(['pending', 'proposed', 'returned', 'confirmed'])
      .default('pending'),
  )
  .action(async (archive: string, own: { list: List }) =>
    runIn(archive, async (desk) => {
      const { ids } = await desk.must('appraisal.queue', { list: own.list });
      const rows: Output<'catalogue.rows'>['rows'] = [];
      for (const part of windowed(ids)) rows.push(...(await desk.must('catalogue.rows', { ids: part })).rows);
      return rows.map(({ id, personName, title, appraisalState }) => ({
        id,
        personName,
        title,
        appraisalState,
      }));
    }),
  );

program
  .command('opinions <archive> <itemId>')
  .description('列出一件的鉴定意见与复核')
  .action(async (archive: string, itemId: string) =>
    runIn(
      archive,
      async (desk) =>
        (await desk.must('appraisal.history', { itemId: numberOf(itemId, '件编号') })).appraisals,
    ),
  );

program
  .command('resubmit <archive> <itemId>')
  .description('补正后再送鉴定（档案员）')
  .requiredOption('--note <text>', '补正说明')
  .action(async (archive: string, itemId: string, own: { note: string }) =>
    runIn(archive, async (desk) =>
      desk.must('appraisal.resubmit', { itemId: numberOf(itemId, '件编号'), note: own.note }),
    ),
  );

program
  .command('appraise <archive> <itemId> <opinion>')
  .description('提出鉴定意见（鉴定员）；意见取自一个 JSON 文件')
  .action(async (archive: string, item: string, file: string) =>
    runIn(archive, async (desk) => {
      const itemId = numberOf(item, '件编号');
      const { revision } = await desk.must('catalogue.get', { id: itemId });
      return desk.must('appraisal.propose', { itemId, revision, opinion: desk.readJson<Opinion>(file) });
    }),
  );

program
  .command('confirm <archive> <appraisalId>')
  .description('复核鉴定意见（另一人）')
  .option('--reject', '退回重鉴')
  .option('--note <text>', '复核意见', '')
  .action(async (archive: string, id: string, own: { reject?: boolean; note: string }) =>
    runIn(archive, async (desk) =>
      desk.must('appraisal.decide', {
        appraisalId: numberOf(id, '鉴定编号'),
        confirm: own.reject !== true,
        note: own.note,
      }),
    ),
  );
