import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, type Retention, secrecyMark } from '#contract/vocabulary.ts';
import { type ItemRecord, itemById } from '#main/catalogue/index.ts';
import { type CatalogueTable, catalogueDocx, catalogueXlsx, rePencilDocx } from '#main/documents/index.ts';
import { theFile } from '#main/files/index.ts';
import { type Departure, type Described, leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { DECLASSIFIED, formerMarks } from '#main/secrecy/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import { preview } from './numbering.ts';
import { rearrangementById } from './queries.ts';
import { changesOf } from './rearrange.ts';
import { currentStyle } from './styles.ts';

/** 保管期限 as DA/T 13-2022 writes it. */
const RETENTION_WORDS: Readonly<Record<Retention, string>> = { Y: '永久', D30: '定期30年', D10: '定期10年' };

interface Listed {
  readonly table: CatalogueTable;
  readonly described: Described;
}

/** The list as the caller may see it, and what it is for the gate: it takes the highest mark of what it lists. */
function listOf(db: ReadDb, fileId: number, caller: Caller, scope: Scope): Listed {
  const file = theFile(db, fileId);
  const shown = preview(db, { fileId }, caller, scope).items.flatMap(
    (one): { one: typeof one; item: ItemRecord }[] => {
      const item = itemById(db, one.itemId);
      return item ? [{ one, item }] : [];
    },
  );
  const former = formerMarks(db, fileId);
  const rows = shown.map(({ one, item }) => ({
    itemNumber: one.state === 'draft' ? null : one.itemNumber,
    pencilCode: one.pencilCode,
    archivalCode: one.state === 'draft' ? '（未定号）' : one.archivalCode,
    author: item.author,
    title: one.title,
    date: one.date,
    pages: one.paperPages ?? one.scannedPages,
    secrecyMark: former.get(item.id)?.declassified
      ? DECLASSIFIED
      : secrecyMark(item.secrecy, item.secrecyYears),
    formerMark: former.get(item.id)?.struck ?? '',
    retention: RETENTION_WORDS[item.retention],
    remarks: one.state === 'void' ? item.voidReason : item.remarks,
    voided: one.state === 'void',
  }));
  const mark = highestSecrecy(shown.map(({ item }) => item));
  return {
    table: {
      fondsCode: setting(db, 'fondsCode'),
      fondsName: setting(db, 'fondsName'),
      personName: file.person_name,
      volumeNumber: file.volume_number,
      // Said of every list, so that it tells nobody whether anything was left out.
      style: `${currentStyle(db, scope.resources).name}　按打印人知悉范围列出`,
      mark: secrecyMark(mark.secrecy, mark.secrecyYears),
      rows,
      printedAt: scope.now().toISOString(),
    },
    described: {
      title: `${file.person_name} 第 ${file.volume_number} 卷`,
      ...mark,
      pages: Math.max(1, Math.ceil(rows.length / LINES_A_PAGE)),
      basis: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
    },
  };
}
/** Lines of a list on a landscape page, for the register's page count. */
const LINES_A_PAGE = 25;

export function describeCatalogue(db: ReadDb, fileId: number, caller: Caller, scope: Scope): Described {
  return listOf(db, fileId, caller, scope).described;
}

/** 卷内目录 as docx or xlsx, within the caller's clearance. */
export async function exportCatalogue(
  scope: ActScope,
  input: Parsed<'numbering.exportCatalogue'>,
): Promise<Output<'numbering.exportCatalogue'>> {
  const { table, described } = listOf(scope.db, input.fileId, scope.caller, scope);
  const { basis, ...what } = described;
  const departure: Departure = {
    kind: '卷内目录',
    subject: `file:${input.fileId}`,
    ...what,
    ...leavingOf(input.leaving, '整理归卷'),
    asked: { subject: { what: 'catalogue', id: input.fileId }, basis },
  };
  // Before the paper is made: a refusal costs nothing.
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await (input.format === 'docx' ? catalogueDocx(table) : catalogueXlsx(table));
  scope.note.detail = { format: input.format };
  return leave(scope, departure, scope.path(input.target), bytes);
}

function approvedRearrangement(db: ReadDb, id: number) {
  const one = rearrangementById(db, id);
  if (!one) throw new Refusal('not-found', '没有这次重新编号，列表可能已变化，请刷新。');
  if (one.state !== 'approved') throw new Refusal('state-refused', '重新编号尚未批准，还没有改号清单。');
  return one;
}

export function describeRePencil(db: ReadDb, id: number, caller: Caller): Described {
  const one = approvedRearrangement(db, id);
  const changes = changesOf(one.changes, caller.clearanceRank);
  const items = changes.flatMap((change) => itemById(db, change.itemId) ?? []);
  return {
    title: `${one.person_name} 改号清单`,
    ...highestSecrecy(items),
    pages: Math.max(1, Math.ceil(changes.length / LINES_A_PAGE)),
    basis: createHash('sha256').update(JSON.stringify(changes)).digest('hex'),
  };
}

/** 改号清单 of a re-arrangement. */
export async function exportRePencil(
  scope: ActScope,
  input: Parsed<'numbering.exportRePencil'>,
): Promise<Output<'numbering.exportRePencil'>> {
  const one = approvedRearrangement(scope.db, input.rearrangementId);
  const { basis, ...what } = describeRePencil(scope.db, one.id, scope.caller);
  const departure: Departure = {
    kind: '改号清单',
    subject: `rearrangement:${one.id}`,
    ...what,
    ...leavingOf(input.leaving, '改写铅笔号'),
    asked: { subject: { what: 're-pencil', id: one.id }, basis },
  };
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await rePencilDocx({
    fondsName: setting(scope.db, 'fondsName'),
    personName: one.person_name,
    reason: one.reason,
    decidedAt: one.decided_at ?? '',
    decidedBy: one.decider ?? '',
    mark: secrecyMark(what.secrecy, what.secrecyYears),
    rows: changesOf(one.changes, scope.caller.clearanceRank),
  });
  return leave(scope, departure, scope.path(input.target), bytes);
}
