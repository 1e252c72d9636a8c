import type { z } from 'zod';
import type { LetterConclusion, LetterKind, LetterSource, LetterState } from '#contract/schemas/letter.ts';
import { column, type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export type Source = z.infer<typeof LetterSource>;
export type Conclusion = z.infer<typeof LetterConclusion>;
export type State = z.infer<typeof LetterState>;
export type Kind = z.infer<typeof LetterKind>;

export interface LetterRecord {
  readonly id: number;
  readonly batchId: number;
  readonly kind: Kind;
  readonly fileId: number;
  readonly personId: number;
  readonly personName: string;
  readonly idNumber: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly unit: string;
  readonly purpose: string;
  readonly fromUnit: string;
  readonly fromNumber: string;
  readonly fromDate: string;
  readonly dueOn: string;
  readonly asOf: string;
  readonly conclusion: Conclusion;
  readonly state: State;
  readonly revision: number;
  readonly number: string;
  readonly draftedById: number;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly reviewedById: number | null;
  readonly reviewedBy: string | null;
  readonly signedBy: string | null;
  readonly signedAt: string | null;
  readonly opening: string;
  readonly conclusionText: string;
  readonly itemId: number | null;
  readonly stateKept: string | null;
  readonly stateSha256: string | null;
  readonly rank: number;
}
/** As secret as the highest of what its sentences rest on, as that stands today, and as the item it was filed as. */
const RANK = `max((SELECT coalesce(max(i.secrecy_rank), 0) FROM letter_sentence n JOIN letter_source o ON o.sentence_id = n.id
    LEFT JOIN measure m ON m.id = o.measure_id JOIN item i ON i.id = coalesce(o.item_id, m.item_id) WHERE n.letter_id = l.id),
  (SELECT coalesce(max(secrecy_rank), 0) FROM item WHERE id = l.item_id))`;
const LETTER = `SELECT l.id, l.batch_id AS batchId, b.kind, l.file_id AS fileId, p.id AS personId, p.name AS personName,
  p.id_number AS idNumber, p.sex, p.birth_date AS birthDate, p.unit, b.purpose, b.from_unit AS fromUnit,
  b.from_number AS fromNumber, b.from_date AS fromDate, b.due_on AS dueOn, b.as_of AS asOf, l.conclusion, l.state, l.revision,
  coalesce(l.number, '') AS number, l.drafted_by AS draftedById, d.name AS draftedBy, l.drafted_at AS draftedAt,
  l.reviewed_by AS reviewedById, r.name AS reviewedBy, s.name AS signedBy, l.signed_at AS signedAt, l.opening,
  l.conclusion_text AS conclusionText, l.item_id AS itemId, l.state_kept AS stateKept, l.state_sha256 AS stateSha256,
  ${RANK} AS rank
  FROM letter l JOIN letter_batch b ON b.id = l.batch_id JOIN cadre_file f ON f.id = l.file_id
  JOIN person p ON p.id = f.person_id JOIN account d ON d.id = l.drafted_by LEFT JOIN account r ON r.id = l.reviewed_by
  LEFT JOIN account s ON s.id = l.signed_by`;

export function letterById(db: ReadDb, id: number): LetterRecord | undefined {
  return row(db, `${LETTER} WHERE l.id = ?`, [id]);
}
interface Filter {
  readonly states: readonly State[];
  readonly fileId: number | undefined;
  readonly batchId: number | undefined;
}
const FILTERED = `l.state IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR l.file_id = ?2)
  AND (?3 IS NULL OR l.batch_id = ?3) AND ${RANK} <= ?4`;
const bound = ({ states, fileId, batchId }: Filter, clearanceRank: number) => ({
  1: JSON.stringify(states),
  2: fileId ?? null,
  3: batchId ?? null,
  4: clearanceRank,
});
export function letters(db: ReadDb, filter: Filter, clearanceRank: number, limit: number): LetterRecord[] {
  return rows(db, `${LETTER} WHERE ${FILTERED} ORDER BY l.id DESC LIMIT ?5`, {
    ...bound(filter, clearanceRank),
    5: limit,
  });
}
export function countLetters(db: ReadDb, filter: Filter, clearanceRank: number): number {
  return theRow<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM letter l WHERE ${FILTERED}`,
    bound(filter, clearanceRank),
  ).n;
}
type SignedRecord = Pick<
  LetterRecord,
  | 'id'
  | 'kind'
  | 'fileId'
  | 'itemId'
  | 'personName'
  | 'number'
  | 'purpose'
  | 'fromUnit'
  | 'fromNumber'
  | 'fromDate'
  | 'dueOn'
  | 'conclusion'
  | 'draftedBy'
  | 'reviewedBy'
  | 'signedBy'
  | 'rank'
> & { readonly signedAt: string };
/** Letters signed, oldest first, without what they were written from. @param fileId undefined: of every file */
export function signedLetters(db: ReadDb, clearanceRank: number, fileId?: number): SignedRecord[] {
  return rows(
    db,
    `SELECT l.id, b.kind, l.file_id AS fileId, l.item_id AS itemId, p.name AS personName, coalesce(l.number, '') AS number,
       b.purpose, b.from_unit AS fromUnit, b.from_number AS fromNumber, b.from_date AS fromDate, b.due_on AS dueOn,
       l.conclusion, d.name AS draftedBy, r.name AS reviewedBy, s.name AS signedBy, l.signed_at AS signedAt, ${RANK} AS rank
     FROM letter l JOIN letter_batch b ON b.id = l.batch_id JOIN cadre_file f ON f.id = l.file_id
     JOIN person p ON p.id = f.person_id JOIN account d ON d.id = l.drafted_by
     LEFT JOIN account r ON r.id = l.reviewed_by LEFT JOIN account s ON s.id = l.signed_by
     WHERE l.state = 'signed' AND (?1 IS NULL OR l.file_id = ?1) AND ${RANK} <= ?2 ORDER BY l.signed_at, l.id`,
    { 1: fileId ?? null, 2: clearanceRank },
  );
}
/** How many wait at each step before the signature. */
export function lettersWaiting(
  db: ReadDb,
  clearanceRank: number,
): { draft: number; submitted: number; reviewed: number } {
  return theRow(
    db,
    `SELECT count(*) FILTER (WHERE l.state = 'draft') AS draft, count(*) FILTER (WHERE l.state = 'submitted') AS submitted,
       count(*) FILTER (WHERE l.state = 'reviewed') AS reviewed
     FROM letter l WHERE l.state IN ('draft', 'submitted', 'reviewed') AND ${RANK} <= ?`,
    [clearanceRank],
  );
}
export function insertBatch(
  db: WriteDb,
  one: Pick<LetterRecord, 'kind' | 'purpose' | 'fromUnit' | 'fromNumber' | 'fromDate' | 'dueOn' | 'asOf'>,
  by: string,
  at: string,
): number {
  return run(
    db,
    `INSERT INTO letter_batch (kind, purpose, from_unit, from_number, from_date, due_on, as_of, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [one.kind, one.purpose, one.fromUnit, one.fromNumber, one.fromDate, one.dueOn, one.asOf, by, at],
  ).id;
}
export function insertLetter(
  db: WriteDb,
  one: { batchId: number; fileId: number; conclusion: Conclusion; by: number; at: string },
): number {
  return run(
    db,
    `INSERT INTO letter (batch_id, file_id, conclusion, state, drafted_by, drafted_at) VALUES (?, ?, ?, 'draft', ?, ?)`,
    [one.batchId, one.fileId, one.conclusion, one.by, one.at],
  ).id;
}

export interface SentenceRecord {
  readonly text: string;
  readonly sources: readonly Source[];
}
interface SourceRow {
  readonly position: number;
  readonly text: string;
  readonly kind: Source['kind'];
  readonly itemId: number | null;
  readonly pageId: number | null;
  readonly measureId: number | null;
  readonly classes: string;
}
function sourceOf(one: SourceRow): Source {
  if (one.kind === 'none') return { kind: 'none', classes: one.classes.split(',') };
  if (one.kind === 'measure') return { kind: 'measure', measureId: one.measureId ?? 0 };
  return { kind: 'page', itemId: one.itemId ?? 0, pageId: one.pageId };
}
export function sentencesOf(db: ReadDb, letterId: number): SentenceRecord[] {
  const found = rows<SourceRow>(
    db,
    `SELECT n.position, n.text, o.kind, o.item_id AS itemId, o.page_id AS pageId, o.measure_id AS measureId, o.classes
     FROM letter_sentence n JOIN letter_source o ON o.sentence_id = n.id WHERE n.letter_id = ? ORDER BY n.position, o.id`,
    [letterId],
  );
  return [...Map.groupBy(found, (one) => one.position).values()].map((of) => ({
    text: of[0]?.text ?? '',
    sources: of.map(sourceOf),
  }));
}
export function replaceSentences(db: WriteDb, letterId: number, sentences: readonly SentenceRecord[]): void {
  run(
    db,
    'DELETE FROM letter_source WHERE sentence_id IN (SELECT id FROM letter_sentence WHERE letter_id = ?)',
    [letterId],
  );
  run(db, 'DELETE FROM letter_sentence WHERE letter_id = ?', [letterId]);
  for (const [position, { text, sources }] of sentences.entries()) {
    const { id } = run(db, 'INSERT INTO letter_sentence (letter_id, position, text) VALUES (?, ?, ?)', [
      letterId,
      position,
      text,
    ]);
    for (const one of sources)
      run(
        db,
        `INSERT INTO letter_source (sentence_id, kind, item_id, page_id, measure_id, classes) VALUES (?, ?, ?, ?, ?, ?)`,
        [
          id,
          one.kind,
          one.kind === 'page' ? one.itemId : null,
          one.kind === 'page' ? one.pageId : null,
          one.kind === 'measure' ? one.measureId : null,
          one.kind === 'none' ? one.classes.join(',') : '',
        ],
      );
  }
}
/** @returns false when somebody saved since, or it is no draft any more */
export function saveDraft(db: WriteDb, id: number, revision: number, conclusion: Conclusion): boolean {
  return (
    run(
      db,
      `UPDATE letter SET conclusion = ?, revision = revision + 1 WHERE id = ? AND revision = ? AND state = 'draft'`,
      [conclusion, id, revision],
    ).changes === 1
  );
}
/** @returns false when it was no longer in that state */
export function moveOn(db: WriteDb, id: number, from: readonly State[], to: State): boolean {
  return (
    run(
      db,
      `UPDATE letter SET state = ?1, revision = revision + 1,
         reviewed_by = CASE WHEN ?1 IN ('draft', 'submitted') THEN NULL ELSE reviewed_by END
       WHERE id = ?2 AND state IN (SELECT value FROM json_each(?3))`,
      { 1: to, 2: id, 3: JSON.stringify(from) },
    ).changes === 1
  );
}
export function noteReviewer(db: WriteDb, id: number, by: number): void {
  run(db, 'UPDATE letter SET reviewed_by = ? WHERE id = ?', [by, id]);
}
export function noteSigning(
  db: WriteDb,
  id: number,
  one: {
    by: number;
    at: string;
    number: string;
    opening: string;
    conclusionText: string;
    itemId: number;
    kept: string;
    sha256: string;
  },
): boolean {
  return (
    run(
      db,
      `UPDATE letter SET state = 'signed', revision = revision + 1, signed_by = ?, signed_at = ?, number = ?, opening = ?,
         conclusion_text = ?, item_id = ?, state_kept = ?, state_sha256 = ? WHERE id = ? AND state = 'reviewed'`,
      [one.by, one.at, one.number, one.opening, one.conclusionText, one.itemId, one.kept, one.sha256, id],
    ).changes === 1
  );
}
export function insertAct(
  db: WriteDb,
  letterId: number,
  one: { at: string; by: string; act: string; note: string },
): void {
  run(db, 'INSERT INTO letter_act (letter_id, at, by_name, act, note) VALUES (?, ?, ?, ?, ?)', [
    letterId,
    one.at,
    one.by,
    one.act,
    one.note,
  ]);
}
export function actsOf(
  db: ReadDb,
  letterId: number,
): { at: string; by: string; act: string; note: string }[] {
  return rows(db, 'SELECT at, by_name AS by, act, note FROM letter_act WHERE letter_id = ? ORDER BY id', [
    letterId,
  ]);
}
/** Numbers given so far that begin like this, whatever became of the letters. */
export function numbersGiven(db: ReadDb, beginning: string): string[] {
  return column(db, 'SELECT number FROM letter WHERE substr(number, 1, length(?1)) = ?1', { 1: beginning });
}
export function signedOfBatch(db: ReadDb, batchId: number, clearanceRank: number): LetterRecord[] {
  return rows(
    db,
    `${LETTER} WHERE l.batch_id = ? AND l.state = 'signed' AND ${RANK} <= ? ORDER BY l.number, l.id`,
    [batchId, clearanceRank],
  );
}

export interface FactItem {
  readonly id: number;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly archivalCode: string | null;
  readonly classSequence: number | null;
  readonly firstPage: number | null;
  readonly rank: number;
}
/**
 * Items of a file that a letter may speak of, oldest first. @param heads head classes, or sub-classes, by their first digits
 * @param asOf yyyymmdd; undated items are among them, dates that are not whole count by their first day
 */
export function factItems(
  db: ReadDb,
  fileId: number,
  heads: readonly string[],
  asOf: string,
  clearanceRank: number,
): FactItem[] {
  return rows(
    db,
    `SELECT i.id, i.class_code AS classCode, i.title, i.date, i.author, i.document_number AS documentNumber,
       i.archival_code AS archivalCode, i.class_sequence AS classSequence, i.secrecy_rank AS rank,
       (SELECT g.id FROM page g WHERE g.item_id = i.id ORDER BY g.position LIMIT 1) AS firstPage
     FROM item i WHERE i.file_id = ?1 AND i.state <> 'void' AND i.secrecy_rank <= ?2 AND i.date_sort <= ?3
       AND EXISTS (SELECT 1 FROM json_each(?4) h WHERE i.class_code GLOB h.value || '*')
     ORDER BY i.date_sort, i.id`,
    { 1: fileId, 2: clearanceRank, 3: asOf, 4: JSON.stringify(heads) },
  );
}
export function pagePlace(db: ReadDb, pageId: number): { itemId: number; position: number } | undefined {
  return row(db, 'SELECT item_id AS itemId, position FROM page WHERE id = ?', [pageId]);
}

/** Every item of a file with a digest over the originals of its pages, for keeping the state of a file. */
export interface KeptItem {
  readonly itemId: number;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly archivalCode: string | null;
  readonly state: string;
  readonly rank: number;
  readonly pages: number;
  /** Digests of the pages' originals in their order, as one text. */
  readonly originals: string;
}
export function itemsToKeep(db: ReadDb, fileId: number): KeptItem[] {
  return rows(
    db,
    `SELECT i.id AS itemId, i.class_code AS classCode, i.title, i.date, i.archival_code AS archivalCode, i.state,
       i.secrecy_rank AS rank, count(g.id) AS pages,
       coalesce(group_concat(lower(hex(b.sha256)) || '#' || g.page_index, ' ' ORDER BY g.position), '') AS originals
     FROM item i LEFT JOIN page g ON g.item_id = i.id LEFT JOIN scan s ON s.id = g.scan_id LEFT JOIN blob b ON b.id = s.blob_id
     WHERE i.file_id = ? AND i.state <> 'void' GROUP BY i.id ORDER BY i.id`,
    [fileId],
  );
}
