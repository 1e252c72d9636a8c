/** 编目 */
import { program } from 'commander';
import type { Input, Output } from '#contract/index.ts';
import { type Desk, Failed, windowed } from '../desk.ts';
import { numberOf, runIn } from '../session.ts';

program.commandsGroup('编目：');

type ItemDraft = Input<'catalogue.create'>['item'];
type Classes = Input<'catalogue.saveScheme'>['classes'];

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
      for (const part of windowed(ids)) rows.push(...(await desk.must('catalogue.rows', { ids: part })).rows);
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
  .command('item <archive> <itemId>')
  .description('显示一件材料的著录')
  .action(async (archive: string, itemId: string) =>
    runIn(archive, async (desk) => desk.must('catalogue.get', { id: numberOf(itemId, '件编号') })),
  );

program
  .command('item-new <archive> <fileId> <json>')
  .description('新建一件；JSON 里没写的项取分类方案的默认值，classCode 和 title 必写')
  .action(async (archive: string, fileId: string, json: string) =>
    runIn(archive, async (desk) => {
      const given = desk.readJson<Partial<ItemDraft>>(json);
      return desk.must('catalogue.create', {
        fileId: numberOf(fileId, '卷编号'),
        item: { ...(await defaultsOf(desk, given.classCode)), ...given },
      });
    }),
  );

program
  .command('item-save <archive> <itemId> <json>')
  .description('修改一件的著录；JSON 里只写要改的项')
  .action(async (archive: string, itemId: string, json: string) =>
    runIn(archive, async (desk) => {
      const now = await desk.must('catalogue.get', { id: numberOf(itemId, '件编号') });
      return desk.must('catalogue.save', {
        id: now.id,
        revision: now.revision,
        item: { ...draftOf(now), ...desk.readJson<Partial<ItemDraft>>(json) },
      });
    }),
  );

program
  .command('undo <archive>')
  .description('撤销自己上一步编目')
  .action(async (archive: string) => runIn(archive, async (desk) => desk.must('catalogue.undo', {})));

program
  .command('scheme <archive>')
  .description('显示分类方案（--json 可作 scheme-save 的底稿）')
  .action(async (archive: string) =>
    runIn(archive, async (desk) => {
      const scheme = await desk.must('catalogue.scheme', {});
      if (desk.json) return scheme;
      return scheme.classes.map(({ code, name, supplier, retention, secrecy }) => ({
        code,
        name,
        supplier,
        retention,
        secrecy,
      }));
    }),
  );

program
  .command('scheme-save <archive> <json>')
  .description('把改好的分类存为新版本（审核员）；JSON 为 classes 列表')
  .requiredOption('--reason <text>', '理由')
  .action(async (archive: string, json: string, own: { reason: string }) =>
    runIn(archive, async (desk) =>
      desk.must('catalogue.saveScheme', {
        fromVersion: (await desk.must('catalogue.scheme', {})).version,
        reason: own.reason,
        classes: desk.readJson<Classes>(json),
      }),
    ),
  );

/** @throws Failed when the scheme has no such class */
async function defaultsOf(desk: Desk, classCode: string | undefined): Promise<ItemDraft> {
  const { classes } = await desk.must('catalogue.scheme', {});
  const one = classes.find(({ code }) => code === classCode);
  if (!one) throw Failed.usage(`分类方案里没有「${classCode ?? ''}」这个类号（classCode）。`);
  return {
    classCode: one.code,
    title: '',
    date: '',
    author: '',
    documentNumber: '',
    sourceKind: one.sourceKind ?? 'organisation',
    nature: one.nature ?? 'statement',
    supplier: one.supplier,
    originality: 'original',
    signed: false,
    stamped: false,
    secrecy: one.secrecy ?? 'internal',
    secrecyYears: one.secrecyYears,
    retention: one.retention ?? 'D10',
    paperPages: null,
    remarks: '',
  };
}

function draftOf(item: Output<'catalogue.get'>): ItemDraft {
  const { classCode, title, date, author, documentNumber, sourceKind, nature, supplier } = item;
  const { originality, signed, stamped, secrecy, secrecyYears, retention, paperPages, remarks } = item;
  return {
    classCode,
    title,
    date,
    author,
    documentNumber,
    sourceKind,
    nature,
    supplier,
    originality,
    signed,
    stamped,
    secrecy,
    secrecyYears,
    retention,
    paperPages,
    remarks,
  };
}
