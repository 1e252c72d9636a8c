import type {
  AppraisalState,
  ItemState,
  Nature,
  Originality,
  Retention,
  SecrecyLevel,
  SourceKind,
} from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface ItemRecord {
  readonly id: number;
  readonly fileId: number;
  readonly personName: string;
  readonly classCode: string;
  readonly position: number;
  readonly importSequence: number | null;
  readonly title: string;
  readonly date: string;
  readonly dateSort: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly sourceKind: SourceKind;
  readonly nature: Nature;
  readonly supplier: string;
  readonly originality: Originality;
  readonly signed: number;
  readonly stamped: number;
  readonly secrecy: SecrecyLevel;
  readonly secrecyRank: number;
  readonly secrecyYears: number;
  readonly retention: Retention;
  readonly paperPages: number | null;
  readonly scannedPages: number;
  readonly remarks: string;
  readonly state: ItemState;
  readonly itemNumber: number | null;
  readonly classSequence: number | null;
  readonly archivalCode: string | null;
  readonly voidReason: string;
  readonly appraisalState: AppraisalState;
  readonly changedAt: string;
  readonly revision: number;
}

const SELECT = `SELECT i.id, i.file_id AS fileId, p.name AS personName, i.class_code AS classCode, i.position,
  i.import_sequence AS importSequence, i.title, i.date, i.date_sort AS dateSort, i.author,
  i.document_number AS documentNumber, i.source_kind AS sourceKind, i.nature, i.supplier, i.originality, i.signed,
  i.stamped, i.secrecy, i.secrecy_rank AS secrecyRank, i.secrecy_years AS secrecyYears, i.retention,
  i.paper_pages AS paperPages, i.scanned_pages AS scannedPages, i.remarks, i.state, i.item_number AS itemNumber,
  i.class_sequence AS classSequence, i.archival_code AS archivalCode, i.void_reason AS voidReason,
  i.appraisal_state AS appraisalState, i.changed_at AS changedAt, i.revision
  FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id`;

export function itemById(db: ReadDb, id: number): ItemRecord | undefined {
  return row(db, `${SELECT} WHERE i.id = ?`, [id]);
}
export function itemsOfFile(db: ReadDb, fileId: number): ItemRecord[] {
  return rows(db, `${SELECT} WHERE i.file_id = ? ORDER BY i.class_code, i.position, i.id`, [fileId]);
}
export function itemBySequence(
  db: ReadDb,
  fileId: number,
  classCode: string,
  sequence: number,
): ItemRecord | undefined {
  return row(
    db,
    `${SELECT} WHERE i.file_id = ? AND i.class_code = ? AND i.import_sequence = ? AND i.state <> 'void'`,
    [fileId, classCode, sequence],
  );
}
export function itemRows(db: ReadDb, ids: readonly number[], clearanceRank: number): ItemRecord[] {
  return rows(
    db,
    `${SELECT} JOIN json_each(?) AS wanted ON wanted.value = i.id WHERE i.secrecy_rank <= ? ORDER BY wanted.key`,
    [JSON.stringify(ids), clearanceRank],
  );
}

const SORTS = {
  arrangement: ['i.file_id', 'i.class_code', 'i.position'],
  title: ['i.title'],
  date: ['i.date_sort'],
  class: ['i.class_code'],
  state: ['i.state'],
  code: ['i.archival_code'],
  changed: ['i.changed_at'],
  author: ['i.author'],
  documentNumber: ['i.document_number'],
  supplier: ['i.supplier'],
  retention: ['i.retention'],
  secrecy: ['i.secrecy_rank', 'i.secrecy_years'],
  paperPages: ['i.paper_pages'],
  scannedPages: ['i.scanned_pages'],
  appraisal: ['i.appraisal_state'],
} as const;
export type ItemSort = keyof typeof SORTS;

export interface ItemFilter {
  readonly fileId?: number | undefined;
  readonly classPrefix?: string | undefined;
  readonly state?: ItemState | undefined;
  readonly appraisal?: AppraisalState | undefined;
  readonly incomplete?: boolean | undefined;
}
export function findItemIds(
  db: ReadDb,
  filter: ItemFilter,
  sort: ItemSort,
  descending: boolean,
  clearanceRank: number,
): number[] {
  // Over the whole archive by the ids to leave out, few as a rule: asking each item for its rank would read all of them,
  // 1.4 s for a million against 0.13 s for the list's index alone.
  const where = [
    filter.fileId === undefined
      ? 'i.id NOT IN (SELECT above.id FROM item above WHERE above.secrecy_rank > ?)'
      : 'i.secrecy_rank <= ?',
  ];
  const bound: (string | number)[] = [clearanceRank];
  const add = (sql: string, given: string | number | undefined) => {
    if (given === undefined) return;
    where.push(sql);
    bound.push(given);
  };
  add('i.file_id = ?', filter.fileId);
  add(`i.class_code GLOB ? || '*'`, filter.classPrefix);
  add('i.state = ?', filter.state);
  add('i.appraisal_state = ?', filter.appraisal);
  if (filter.appraisal !== undefined) where.push(`i.state <> 'void'`);
  if (filter.incomplete) {
    where.push(
      `i.state <> 'void' AND (i.date = '' OR i.paper_pages IS NULL OR i.paper_pages <> i.scanned_pages)`,
    );
  }
  const direction = descending ? 'DESC' : 'ASC';
  return column(
    db,
    `SELECT i.id FROM item i WHERE ${where.join(' AND ')}
     ORDER BY ${[...SORTS[sort], 'i.id'].map((name) => `${name} ${direction}`).join(', ')}`,
    bound,
  );
}

export interface ItemFields {
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly dateSort: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly sourceKind: SourceKind;
  readonly nature: Nature;
  readonly supplier: string;
  readonly originality: Originality;
  readonly signed: boolean;
  readonly stamped: boolean;
  readonly secrecy: SecrecyLevel;
  readonly secrecyRank: number;
  readonly secrecyYears: number;
  readonly retention: Retention;
  readonly paperPages: number | null;
  readonly remarks: string;
}
const FIELD_COLUMNS = `class_code, title, date, date_sort, author, document_number, source_kind, nature, supplier, originality,
  signed, stamped, secrecy, secrecy_rank, secrecy_years, retention, paper_pages, remarks`;
const bind = (item: ItemFields) => [
  item.classCode,
  item.title,
  item.date,
  item.dateSort,
  item.author,
  item.documentNumber,
  item.sourceKind,
  item.nature,
  item.supplier,
  item.originality,
  item.signed ? 1 : 0,
  item.stamped ? 1 : 0,
  item.secrecy,
  item.secrecyRank,
  item.secrecyYears,
  item.retention,
  item.paperPages,
  item.remarks,
];

export function insertItem(
  db: WriteDb,
  fileId: number,
  item: ItemFields,
  more: { importSequence: number | null; schemeVersion: number; at: string },
): number {
  return run(
    db,
    `INSERT INTO item (file_id, ${FIELD_COLUMNS}, scheme_version, import_sequence, position, state, changed_at, created_at)
     VALUES (?, ${bind(item)
       .map(() => '?')
       .join(', ')}, ?, ?,
       (SELECT coalesce(max(position), 0) + 1 FROM item WHERE file_id = ? AND class_code = ?), 'draft', ?, ?)`,
    [
      fileId,
      ...bind(item),
      more.schemeVersion,
      more.importSequence,
      fileId,
      item.classCode,
      more.at,
      more.at,
    ],
  ).id;
}
/** @returns false when the revision is no longer the one that was read */
export function updateItem(db: WriteDb, id: number, revision: number, item: ItemFields, at: string): boolean {
  const names = FIELD_COLUMNS.split(',').map((name) => name.trim());
  return (
    run(
      db,
      `UPDATE item SET ${names.map((name) => `${name} = ?`).join(', ')}, revision = revision + 1, changed_at = ? WHERE id = ? AND revision = ?`,
      [...bind(item), at, id, revision],
    ).changes === 1
  );
}
export function moveToEndOfClass(db: WriteDb, id: number): void {
  run(
    db,
    `UPDATE item SET import_sequence = NULL, position = (SELECT coalesce(max(o.position), 0) + 1 FROM item o
       WHERE o.file_id = item.file_id AND o.class_code = item.class_code AND o.id <> item.id) WHERE id = ?`,
    [id],
  );
}
export function setAppraisalState(db: WriteDb, id: number, state: AppraisalState): void {
  run(db, 'UPDATE item SET appraisal_state = ?, revision = revision + 1 WHERE id = ?', [state, id]);
}

export interface PageRecord {
  readonly id: number;
  readonly itemId: number;
  readonly position: number;
  readonly scanId: number;
  readonly pageIndex: number;
  readonly width: number;
  readonly height: number;
  readonly dpi: number | null;
  readonly blank: number;
  readonly damaged: number;
  readonly blobId: string;
  readonly displayBlob: string | null;
  readonly mediaType: string;
  readonly fileName: string;
  readonly hasText: number;
}
const PAGE = `SELECT g.id, g.item_id AS itemId, g.position, g.scan_id AS scanId, g.page_index AS pageIndex, g.width, g.height, g.dpi, g.blank, g.damaged,
  s.blob_id AS blobId, g.display_blob AS displayBlob, s.media_type AS mediaType, s.file_name AS fileName,
  EXISTS (SELECT 1 FROM page_text t WHERE t.page_id = g.id) AS hasText
  FROM page g JOIN scan s ON s.id = g.scan_id`;
export function pagesOf(db: ReadDb, itemId: number): PageRecord[] {
  return rows(db, `${PAGE} WHERE g.item_id = ? ORDER BY g.position`, [itemId]);
}
export function pageById(db: ReadDb, id: number): PageRecord | undefined {
  return row(db, `${PAGE} WHERE g.id = ?`, [id]);
}
export function recountPages(db: WriteDb, itemId: number): void {
  run(
    db,
    `UPDATE item SET scanned_pages = (SELECT count(*) FROM page g JOIN scan s ON s.id = g.scan_id
       WHERE g.item_id = item.id AND s.image_set = 'original') WHERE id = ?`,
    [itemId],
  );
}

/** 作废 and its taking back, of an item that never bore a number. */
export function setDraftState(
  db: WriteDb,
  id: number,
  state: 'draft' | 'void',
  reason: string,
  at: string,
): void {
  run(
    db,
    'UPDATE item SET state = ?, void_reason = ?, changed_at = ?, revision = revision + 1 WHERE id = ?',
    [state, reason, at, id],
  );
}

/** Another item of the volume with the same text in a field; only among those the caller may see. */
export function sameInFile(
  db: ReadDb,
  field: 'title' | 'document_number',
  one: { fileId: number; text: string; itemId: number | undefined; clearanceRank: number },
): { readonly title: string; readonly classCode: string } | undefined {
  return row(
    db,
    `SELECT title, class_code AS classCode FROM item WHERE file_id = ? AND ${field} = ? AND id <> ? AND state <> 'void'
     AND secrecy_rank <= ? LIMIT 1`,
    [one.fileId, one.text, one.itemId ?? 0, one.clearanceRank],
  );
}

export function draftAt(
  db: ReadDb,
  accountId: number,
  place: string,
): { body: string; saved_at: string } | undefined {
  return row(db, 'SELECT body, saved_at FROM draft WHERE account_id = ? AND place = ?', [accountId, place]);
}
export function putDraft(db: WriteDb, accountId: number, place: string, body: string, at: string): void {
  run(
    db,
    `INSERT INTO draft (account_id, place, body, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id, place) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
    [accountId, place, body, at],
  );
}
export function dropDraft(db: WriteDb, accountId: number, place: string): void {
  run(db, 'DELETE FROM draft WHERE account_id = ? AND place = ?', [accountId, place]);
}
export function appraisalNote(db: ReadDb, itemId: number): string {
  return (
    row<{ note: string }>(
      db,
      `SELECT coalesce(json_extract(opinion, '$.note'), '') || CASE WHEN decision_note <> '' THEN '；' || decision_note ELSE '' END AS note
       FROM appraisal WHERE item_id = ? ORDER BY id DESC LIMIT 1`,
      [itemId],
    )?.note ?? ''
  );
}
