import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { theItem } from '#main/catalogue/index.ts';
import { theFile } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { batchById, batchRecords, fedPages } from './queries.ts';
import { payloadOf, separatorCode, type Target } from './separator.ts';

export function listBatches(db: ReadDb): Output<'scanning.batches'> {
  return { batches: batchRecords(db) };
}

export function viewBatch(
  db: ReadDb,
  input: Parsed<'scanning.pages'>,
  caller: Caller,
  scope: Scope,
): Output<'scanning.pages'> {
  const batch = batchById(db, input.batchId);
  if (!batch) throw new Refusal('not-found', '没有这一批扫描，列表可能已变化，请刷新。');
  scope.note.subject = `import:${batch.id}`;
  return {
    pages: fedPages(db, batch.id).map((one) => {
      const known = one.rank <= caller.clearanceRank;
      return {
        id: one.id,
        sequence: one.sequence,
        separator: one.separator !== '',
        pageId: known ? one.pageId : null,
        trayId: known ? one.trayId : null,
        itemId: known ? one.itemId : null,
        place: !known
          ? '不在知悉范围'
          : one.itemId === null
            ? one.separator === ''
              ? '待处理'
              : '分件页'
            : `${one.personName} ${one.classCode}「${one.title}」第 ${one.position} 页`,
      };
    }),
  };
}

export function printSeparators(
  db: ReadDb,
  input: Parsed<'scanning.separators'>,
  caller: Caller,
  scope: Scope,
): Output<'scanning.separators'> {
  const file = theFile(db, input.fileId);
  const names = classNames(db);
  const sheet = (target: Target, heading: string, detail: string) => ({
    payload: payloadOf(target),
    modules: separatorCode(target).map((row) => row.map((dark) => (dark ? '1' : '0')).join('')),
    personName: file.person_name,
    volumeNumber: file.volume_number,
    heading,
    detail,
  });
  scope.note.subject = `file:${file.id}`;
  return {
    sheets: [
      ...input.classCodes.map((classCode) => {
        const name = names.get(classCode);
        if (name === undefined) throw new Refusal('validation-failed', `分类方案中没有类号 ${classCode}。`);
        const target = { kind: 'new' as const, volumeNumber: file.volume_number, classCode };
        return sheet(target, `${classCode} ${name}`, '其后为新的一件');
      }),
      ...input.itemIds.map((itemId) => {
        const item = theItem(db, itemId, caller);
        if (item.fileId !== file.id)
          throw new Refusal('validation-failed', '所选材料不在这一卷，请刷新后重选。');
        const target = { kind: 'item' as const, volumeNumber: file.volume_number, itemId };
        // No title: the sheet lies about in the scanning room.
        return sheet(
          target,
          `${item.classCode} ${names.get(item.classCode) ?? ''}`,
          `其后归入第 ${itemId} 号材料`,
        );
      }),
    ],
  };
}
