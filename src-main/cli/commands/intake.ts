/** 收件 */
import { resolve } from 'node:path';
import { program } from 'commander';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('接收：');

program
  .command('scans <archive> <folder>')
  .description('导入扫描件')
  .option('--catalogue <xlsx>', '同时导入目录')
  .action(async (archive: string, folder: string, own: { catalogue?: string }) =>
    runIn(archive, async (desk) => {
      const catalogue = own.catalogue === undefined ? {} : { catalogue: desk.grant(resolve(own.catalogue)) };
      return desk.job(
        await desk.must('intake.importScans', { source: desk.grant(resolve(folder)), ...catalogue }),
      );
    }),
  );

program
  .command('texts <archive> <folder>')
  .description('导入文字底稿')
  .action(async (archive: string, folder: string) =>
    runIn(archive, async (desk) =>
      desk.job(await desk.must('intake.importTexts', { source: desk.grant(resolve(folder)) })),
    ),
  );

program
  .command('ocr <archive>')
  .description('文字识别：读完所有待识别的页')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => desk.job(await desk.must('ocr.run', {}))),
  );

program
  .command('tray <archive>')
  .description('待处理：列出放不进去的文件和原因')
  .action(async (archive: string) =>
    runIn(archive, async (desk) =>
      (await desk.must('intake.tray', { state: 'waiting' })).entries.map(
        ({ id, relativePath, reason, message }) => ({ id, relativePath, reason, message }),
      ),
    ),
  );

program
  .command('place <archive> <entryId> <fileId>')
  .description('把待处理的文件归入材料')
  .option('--item <itemId>', '接在这一件之后')
  .option('--class <code>', '新建一件，类号')
  .action(async (archive: string, entryId: string, fileId: string, own: { item?: string; class?: string }) =>
    runIn(archive, async (desk) =>
      desk.must('intake.place', {
        entryId: numberOf(entryId, '待处理编号'),
        fileId: numberOf(fileId, '卷编号'),
        ...(own.item === undefined ? {} : { itemId: numberOf(own.item, '件编号') }),
        ...(own.class === undefined ? {} : { classCode: own.class }),
      }),
    ),
  );

program
  .command('dismiss <archive> <entryId>')
  .description('不收待处理的文件')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, entryId: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('intake.dismiss', { entryId: numberOf(entryId, '待处理编号'), reason: own.reason }),
    ),
  );

program
  .command('gate <archive>')
  .description('漏扫闸门：列出纸质与扫描的全部差异')
  .action(async (archive: string) =>
    runIn(archive, async (desk) =>
      (await desk.must('intake.gate', {})).differences.map(
        ({ key, personName, label, message, acceptedBy }) => ({
          key,
          personName,
          label,
          message,
          acceptedBy,
        }),
      ),
    ),
  );

program
  .command('accept-difference <archive> <key>')
  .description('认可一处差异（审核员）')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, key: string, own: { reason: string }) =>
    runIn(archive, async (desk) => desk.must('intake.acceptDifference', { key, reason: own.reason })),
  );
