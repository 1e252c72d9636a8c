/** 鉴定 */
import { program } from 'commander';
import type { Input } from '#contract/index.ts';
import { numberOf, runIn } from '../session.ts';

type Opinion = Input<'appraisal.propose'>['opinion'];

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
