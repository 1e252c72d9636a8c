import { type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

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
export function setPosition(db: WriteDb, id: number, position: number): void {
  run(db, 'UPDATE item SET position = ? WHERE id = ?', [position, id]);
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
