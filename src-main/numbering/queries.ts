import { each, type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';
import type { ArrangedItem } from './rules/index.ts';

export function putNumber(
  db: WriteDb,
  id: number,
  number: { itemNumber: number; classSequence: number; archivalCode: string; style: string },
  at: string,
): void {
  run(
    db,
    `UPDATE item SET state = 'fixed', item_number = ?, class_sequence = ?, archival_code = ?, number_style = ?, fixed_at = ?,
     changed_at = ?, revision = revision + 1 WHERE id = ?`,
    [number.itemNumber, number.classSequence, number.archivalCode, number.style, at, at, id],
  );
}
/** Takes the numbers off before new ones are put on, so that the unique indexes see no clash in between. */
export function takeNumbersOff(db: WriteDb, ids: readonly number[]): void {
  run(
    db,
    `UPDATE item SET state = 'draft', item_number = NULL, class_sequence = NULL, archival_code = NULL
     WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
}
export function retireNumber(db: WriteDb, code: string, itemId: number, at: string): void {
  run(db, 'INSERT INTO retired_number (archival_code, item_id, at) VALUES (?, ?, ?)', [code, itemId, at]);
}
export function isRetired(db: ReadDb, code: string): boolean {
  return value(db, 'SELECT 1 FROM retired_number WHERE archival_code = ?', [code]) !== undefined;
}
export function markVoid(db: WriteDb, id: number, reason: string, at: string): void {
  run(
    db,
    `UPDATE item SET state = 'void', void_reason = ?, changed_at = ?, revision = revision + 1 WHERE id = ?`,
    [reason, at, id],
  );
}
/** What the rules of arrangement ask of the drafts of a volume, as they lie. */
export function draftsToArrange(db: ReadDb, fileId: number, clearanceRank: number): ArrangedItem[] {
  return rows(
    db,
    `SELECT id, class_code AS classCode, title, date_sort AS dateSort, position FROM item
     WHERE file_id = ? AND state = 'draft' AND secrecy_rank <= ? ORDER BY class_code, position, id`,
    [fileId, clearanceRank],
  );
}
/** Places of many items at once, by id; those that stand there already are not written. */
export function setPositions(db: WriteDb, places: ReadonlyMap<number, number>): void {
  run(
    db,
    `UPDATE item SET position = n.place
     FROM (SELECT value ->> 0 AS id, value ->> 1 AS place FROM json_each(?)) n
     WHERE item.id = n.id AND item.position <> n.place`,
    [JSON.stringify([...places])],
  );
}

export interface FixingRecord {
  readonly id: number;
  readonly file_id: number;
  readonly person_id: number;
  readonly person_name: string;
  readonly volume_number: number;
  readonly state: 'proposed' | 'approved' | 'rejected' | 'withdrawn';
  readonly binds: 0 | 1;
  readonly items: number;
  readonly secrecy_rank: number;
  readonly basis: string;
  readonly proposed_by: number;
  readonly proposer: string;
  readonly proposed_at: string;
  readonly decider: string | null;
  readonly decided_at: string | null;
  readonly note: string;
}
const FIXING = `SELECT x.id, x.file_id, p.id AS person_id, p.name AS person_name, f.volume_number, x.state, x.binds, x.items,
  x.secrecy_rank, x.basis, x.proposed_by, a.name AS proposer, x.proposed_at, d.name AS decider, x.decided_at, x.note
  FROM fixing x JOIN cadre_file f ON f.id = x.file_id JOIN person p ON p.id = f.person_id
  JOIN account a ON a.id = x.proposed_by LEFT JOIN account d ON d.id = x.decided_by`;
export function fixingById(db: ReadDb, id: number): FixingRecord | undefined {
  return row(db, `${FIXING} WHERE x.id = ?`, [id]);
}
export function openFixing(db: ReadDb, fileId: number): FixingRecord | undefined {
  return row(db, `${FIXING} WHERE x.file_id = ? AND x.state = 'proposed'`, [fileId]);
}
/** Of one volume, or of all: those that wait first, then the latest. */
export function fixingsOf(db: ReadDb, fileId: number | undefined, clearanceRank: number): FixingRecord[] {
  return rows(
    db,
    `${FIXING} WHERE (?1 IS NULL OR x.file_id = ?1) AND x.secrecy_rank <= ?2
     ORDER BY x.state <> 'proposed', x.id DESC LIMIT 200`,
    { 1: fileId ?? null, 2: clearanceRank },
  );
}
export function insertFixing(
  db: WriteDb,
  one: { fileId: number; binds: boolean; items: number; rank: number; basis: string; by: number; at: string },
): number {
  return run(
    db,
    `INSERT INTO fixing (file_id, state, binds, items, secrecy_rank, basis, proposed_by, proposed_at)
     VALUES (?, 'proposed', ?, ?, ?, ?, ?, ?)`,
    [one.fileId, one.binds ? 1 : 0, one.items, one.rank, one.basis, one.by, one.at],
  ).id;
}
export function decideFixing(
  db: WriteDb,
  id: number,
  one: { state: 'approved' | 'rejected' | 'withdrawn'; by: number; at: string; note: string },
): void {
  run(db, 'UPDATE fixing SET state = ?, decided_by = ?, decided_at = ?, note = ? WHERE id = ?', [
    one.state,
    one.by,
    one.at,
    one.note,
    id,
  ]);
}
/** When the volume was last bound; null: never. */
export function boundAt(db: ReadDb, fileId: number): string | null {
  return (
    value<string>(
      db,
      `SELECT max(decided_at) FROM fixing WHERE file_id = ? AND state = 'approved' AND binds = 1`,
      [fileId],
    ) ?? null
  );
}
/** Numbered items that are not in the binding: late or renumbered ones, or all while the volume was never bound. */
export function countLoose(db: ReadDb, fileId: number, bound: string | null, clearanceRank: number): number {
  return (
    value(
      db,
      `SELECT count(*) FROM item WHERE file_id = ?1 AND state = 'fixed' AND secrecy_rank <= ?3
       AND (?2 IS NULL OR fixed_at > ?2)`,
      { 1: fileId, 2: bound, 3: clearanceRank },
    ) ?? 0
  );
}

export interface OwnStyle {
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly madeBy: string;
  readonly madeAt: string;
}
export function ownStyles(db: ReadDb): OwnStyle[] {
  return rows(
    db,
    `SELECT id, name, template, made_by AS madeBy, made_at AS madeAt FROM numbering_style ORDER BY made_at, id`,
  );
}
export function insertStyle(db: WriteDb, one: OwnStyle): void {
  run(db, 'INSERT INTO numbering_style (id, name, template, made_by, made_at) VALUES (?, ?, ?, ?, ?)', [
    one.id,
    one.name,
    one.template,
    one.madeBy,
    one.madeAt,
  ]);
}

/** A number that was given, with the parts it was made of. */
export interface GivenNumber {
  readonly itemId: number;
  readonly volume: number;
  readonly item: number;
  readonly classCode: string;
  readonly retention: string;
  readonly year: string;
  readonly code: string;
}
const GIVEN = `SELECT i.id AS itemId, f.volume_number AS volume, i.item_number AS item,
  i.class_code AS classCode, i.retention, substr(replace(i.date, '[', ''), 1, 4) AS year, i.archival_code AS code
  FROM item i JOIN cadre_file f ON f.id = i.file_id WHERE i.item_number IS NOT NULL AND i.secrecy_rank <= ?`;
export function givenNumbers(db: ReadDb, clearanceRank: number): IterableIterator<GivenNumber> {
  return each(db, GIVEN, [clearanceRank]);
}
export function firstNumbers(db: ReadDb, clearanceRank: number, limit: number): GivenNumber[] {
  return rows(db, `${GIVEN} LIMIT ?`, [clearanceRank, limit]);
}
export function retiredNumbers(db: ReadDb, clearanceRank: number): IterableIterator<{ code: string }> {
  return each(
    db,
    `SELECT r.archival_code AS code FROM retired_number r JOIN item i ON i.id = r.item_id WHERE i.secrecy_rank <= ?`,
    [clearanceRank],
  );
}

export interface RearrangementRecord {
  readonly id: number;
  readonly file_id: number;
  readonly person_name: string;
  readonly reason: string;
  readonly state: 'proposed' | 'approved' | 'rejected';
  readonly proposed_by: number;
  readonly proposer: string;
  readonly proposed_at: string;
  readonly decider: string | null;
  readonly decided_at: string | null;
  readonly changes: string;
}
const SELECT = `SELECT r.id, r.file_id, p.name AS person_name, r.reason, r.state, r.proposed_by, a.name AS proposer,
  r.proposed_at, d.name AS decider, r.decided_at, r.changes
  FROM rearrangement r JOIN cadre_file f ON f.id = r.file_id JOIN person p ON p.id = f.person_id
  JOIN account a ON a.id = r.proposed_by LEFT JOIN account d ON d.id = r.decided_by`;
export function rearrangementById(db: ReadDb, id: number): RearrangementRecord | undefined {
  return row(db, `${SELECT} WHERE r.id = ?`, [id]);
}
export function rearrangementsOf(db: ReadDb, fileId: number | undefined): RearrangementRecord[] {
  return rows(db, `${SELECT} WHERE (?1 IS NULL OR r.file_id = ?1) ORDER BY r.id DESC LIMIT 200`, {
    1: fileId ?? null,
  });
}
export function insertRearrangement(
  db: WriteDb,
  one: { fileId: number; reason: string; by: number; at: string; changes: string },
): number {
  return run(
    db,
    `INSERT INTO rearrangement (file_id, reason, state, proposed_by, proposed_at, changes) VALUES (?, ?, 'proposed', ?, ?, ?)`,
    [one.fileId, one.reason, one.by, one.at, one.changes],
  ).id;
}
export function decideRearrangement(
  db: WriteDb,
  id: number,
  one: { state: 'approved' | 'rejected'; by: number; at: string; note: string; changes: string },
): void {
  run(
    db,
    'UPDATE rearrangement SET state = ?, decided_by = ?, decided_at = ?, note = ?, changes = ? WHERE id = ?',
    [one.state, one.by, one.at, one.note, one.changes, id],
  );
}
/** The highest 件号 ever put on anything of the volume, retired and void ones included. */
export function highestEver(db: ReadDb, fileId: number): number {
  return theRow<{ n: number }>(
    db,
    `SELECT max(coalesce((SELECT max(item_number) FROM item WHERE file_id = ?1), 0),
       coalesce((SELECT max(json_extract(c.value, '$.newItem')) FROM rearrangement r, json_each(r.changes) c
         WHERE r.file_id = ?1 AND r.state = 'approved'), 0),
       coalesce((SELECT max(json_extract(c.value, '$.oldItem')) FROM rearrangement r, json_each(r.changes) c
         WHERE r.file_id = ?1 AND r.state = 'approved'), 0)) AS n`,
    { 1: fileId },
  ).n;
}
/** 件号 that approved re-arrangements took off the shelf: gaps that are explained. */
export function explainedNumbers(db: ReadDb, fileId: number): Set<number> {
  return new Set(
    rows<{ n: number }>(
      db,
      `SELECT json_extract(c.value, '$.oldItem') AS n FROM rearrangement r, json_each(r.changes) c
       WHERE r.file_id = ? AND r.state = 'approved'`,
      [fileId],
    ).map((one) => one.n),
  );
}
