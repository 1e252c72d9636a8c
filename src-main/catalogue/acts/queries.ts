import { type ReadDb, row, rows, run, value, type WriteDb } from '#main/storage/index.ts';

export interface ActRecord {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  readonly label: string;
  readonly undoneAt: string | null;
  readonly parts: number;
}
export interface PartRecord {
  readonly itemId: number;
  readonly before: string;
  readonly after: string;
}

export function insertAct(
  db: WriteDb,
  act: { accountId: number; at: string; kind: string; label: string },
  parts: readonly PartRecord[],
): number {
  const { id } = run(db, 'INSERT INTO desk_act (account_id, at, kind, label) VALUES (?, ?, ?, ?)', [
    act.accountId,
    act.at,
    act.kind,
    act.label,
  ]);
  for (const [position, part] of parts.entries()) {
    run(db, 'INSERT INTO desk_act_part (act_id, position, item_id, before, after) VALUES (?, ?, ?, ?, ?)', [
      id,
      position,
      part.itemId,
      part.before,
      part.after,
    ]);
  }
  return id;
}

/** An act that touched anything above the clearance of whoever asks is not told of: its label has the title. */
const ACT = `SELECT a.id, a.at, a.kind, a.label, a.undone_at AS undoneAt,
  (SELECT count(*) FROM desk_act_part p WHERE p.act_id = a.id) AS parts
  FROM desk_act a WHERE a.account_id = ?1 AND a.at >= ?2
  AND NOT EXISTS (SELECT 1 FROM desk_act_part p JOIN item i ON i.id = p.item_id
    WHERE p.act_id = a.id AND i.secrecy_rank > ?3)`;
export interface OwnActs {
  readonly accountId: number;
  readonly since: string;
  readonly clearanceRank: number;
}
const bound = (own: OwnActs) => ({ 1: own.accountId, 2: own.since, 3: own.clearanceRank });

export function actsSince(db: ReadDb, own: OwnActs, most: number): ActRecord[] {
  return rows(db, `${ACT} ORDER BY a.id DESC LIMIT ?4`, { ...bound(own), 4: most });
}
export function actById(db: ReadDb, own: OwnActs, id: number): ActRecord | undefined {
  return row(db, `${ACT} AND a.id = ?4`, { ...bound(own), 4: id });
}
/** The one that the undo key takes back. */
export function lastStanding(db: ReadDb, own: OwnActs): ActRecord | undefined {
  return row(db, `${ACT} AND a.undone_at IS NULL ORDER BY a.id DESC LIMIT 1`, bound(own));
}
/** The one that the redo key does again: undone last, and nothing new was done since. */
export function lastUndone(db: ReadDb, own: OwnActs): ActRecord | undefined {
  return row(
    db,
    `${ACT} AND a.undone_at IS NOT NULL AND a.undone_after = (SELECT max(n.id) FROM desk_act n WHERE n.account_id = ?1)
     ORDER BY a.undone_at DESC, a.id ASC LIMIT 1`,
    bound(own),
  );
}
export function partsOf(db: ReadDb, actId: number): PartRecord[] {
  return rows(
    db,
    'SELECT item_id AS itemId, before, after FROM desk_act_part WHERE act_id = ? ORDER BY position',
    [actId],
  );
}
export function markUndone(db: WriteDb, id: number, accountId: number, at: string): void {
  run(
    db,
    'UPDATE desk_act SET undone_at = ?, undone_after = (SELECT max(n.id) FROM desk_act n WHERE n.account_id = ?) WHERE id = ?',
    [at, accountId, id],
  );
}
export function markStanding(db: WriteDb, id: number): void {
  run(db, 'UPDATE desk_act SET undone_at = NULL, undone_after = NULL WHERE id = ?', [id]);
}
export function countSince(db: ReadDb, own: OwnActs): number {
  return value(db, `SELECT count(*) FROM (${ACT})`, bound(own)) ?? 0;
}
