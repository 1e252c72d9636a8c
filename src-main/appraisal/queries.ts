import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface AppraisalRecord {
  readonly id: number;
  readonly itemId: number;
  readonly opinion: string;
  readonly state: 'proposed' | 'confirmed' | 'rejected';
  readonly proposerId: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string;
}
const SELECT = `SELECT r.id, r.item_id AS itemId, r.opinion, r.state, r.proposed_by AS proposerId, a.name AS proposedBy,
  r.proposed_at AS proposedAt, d.name AS decidedBy, r.decided_at AS decidedAt, r.decision_note AS decisionNote
  FROM appraisal r JOIN account a ON a.id = r.proposed_by LEFT JOIN account d ON d.id = r.decided_by`;

export function appraisalById(db: ReadDb, id: number): AppraisalRecord | undefined {
  return row(db, `${SELECT} WHERE r.id = ?`, [id]);
}
export function appraisalsOf(db: ReadDb, itemId: number): AppraisalRecord[] {
  return rows(db, `${SELECT} WHERE r.item_id = ? ORDER BY r.id DESC`, [itemId]);
}
export function insertAppraisal(
  db: WriteDb,
  one: { itemId: number; opinion: string; by: number; at: string },
): number {
  return run(
    db,
    `INSERT INTO appraisal (item_id, opinion, state, proposed_by, proposed_at) VALUES (?, ?, 'proposed', ?, ?)`,
    [one.itemId, one.opinion, one.by, one.at],
  ).id;
}
export function decideAppraisal(
  db: WriteDb,
  id: number,
  one: { state: 'confirmed' | 'rejected'; by: number; at: string; note: string },
): void {
  run(db, 'UPDATE appraisal SET state = ?, decided_by = ?, decided_at = ?, decision_note = ? WHERE id = ?', [
    one.state,
    one.by,
    one.at,
    one.note,
    id,
  ]);
}
export function itemsInStates(db: ReadDb, states: readonly string[], clearanceRank: number): number[] {
  return column(
    db,
    `SELECT id FROM item WHERE appraisal_state IN (SELECT value FROM json_each(?)) AND state <> 'void' AND secrecy_rank <= ?
     ORDER BY file_id, class_code, position, id`,
    [JSON.stringify(states), clearanceRank],
  );
}
