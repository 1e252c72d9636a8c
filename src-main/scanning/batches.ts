import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { theItem } from '#main/catalogue/index.ts';
import { theFile } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { BACK } from './filing.ts';
import { batchById, batchRecords, fedPages } from './queries.ts';
import { archiveMark, payloadOf, separatorCode, type Target } from './separator.ts';

export function listBatches(
  db: ReadDb,
  _input: Parsed<'scanning.batches'>,
  caller: Caller,
): Output<'scanning.batches'> {
  return { batches: batchRecords(db, caller.clearanceRank) };
}

const TRAY_WORDS: Readonly<Record<string, string>> = {
  waiting: '待处理',
  placed: '已从待处理归入',
  dismissed: '不予收存',
};
const SEPARATOR_WORDS = { front: '分件页', back: '分件页的背面' } as const;

/** A batch that holds anything above the caller's clearance is not there for the caller. */
export function viewBatch(
  db: ReadDb,
  input: Parsed<'scanning.pages'>,
  caller: Caller,
  scope: Scope,
): Output<'scanning.pages'> {
  const batch = batchById(db, input.batchId, caller.clearanceRank);
  if (!batch) throw new Refusal('not-found', '没有这一批扫描，列表可能已变化，请刷新。');
  scope.note.subject = `import:${batch.id}`;
  return {
    pages: fedPages(db, batch.id).map((one) => ({
      id: one.id,
      sequence: one.sequence,
      separator: one.separator !== '',
      pageId: one.pageId,
      // What was placed by hand since is seen with its item; what can't be read can't be shown.
      trayId: one.trayState === 'placed' || one.trayReason === 'unreadable' ? null : one.trayId,
      itemId: one.itemId,
      waiting: one.trayState === 'waiting',
      place:
        one.itemId === null
          ? one.separator === ''
            ? (TRAY_WORDS[one.trayState] ?? '')
            : SEPARATOR_WORDS[one.separator === BACK ? 'back' : 'front']
          : `${one.personName} ${one.classCode}「${one.title}」第 ${one.position} 页`,
    })),
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
  const base = { archive: archiveMark(scope.archiveId), volumeNumber: file.volume_number };
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
        const target = { ...base, kind: 'new' as const, classCode };
        return sheet(target, `${classCode} ${name}`, '其后为新的一件');
      }),
      ...input.itemIds.map((itemId) => {
        const item = theItem(db, itemId, caller);
        if (item.fileId !== file.id)
          throw new Refusal('validation-failed', '所选材料不在这一卷，请刷新后重选。');
        const target = { ...base, kind: 'item' as const, itemId };
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
