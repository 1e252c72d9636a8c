import { type ReadDb, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface SavedRecord {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  readonly sort: 'relevance' | 'newest' | 'oldest';
  readonly savedAt: string;
}
export function savedSearches(db: ReadDb, accountId: number): SavedRecord[] {
  return rows(
    db,
    `SELECT id, name, query, sort, saved_at AS savedAt FROM saved_search WHERE account_id = ? ORDER BY position, id`,
    [accountId],
  );
}
export function insertSaved(db: WriteDb, accountId: number, one: Omit<SavedRecord, 'id'>): number {
  return run(
    db,
    `INSERT INTO saved_search (account_id, position, name, query, sort, saved_at)
     VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM saved_search WHERE account_id = ?1), ?2, ?3, ?4, ?5)`,
    { 1: accountId, 2: one.name, 3: one.query, 4: one.sort, 5: one.savedAt },
  ).id;
}
/** @returns false when the account has no such search */
export function updateSaved(db: WriteDb, accountId: number, one: SavedRecord): boolean {
  return (
    run(
      db,
      'UPDATE saved_search SET name = ?, query = ?, sort = ?, saved_at = ? WHERE id = ? AND account_id = ?',
      [one.name, one.query, one.sort, one.savedAt, one.id, accountId],
    ).changes === 1
  );
}
export function deleteSaved(db: WriteDb, accountId: number, id: number): boolean {
  return run(db, 'DELETE FROM saved_search WHERE id = ? AND account_id = ?', [id, accountId]).changes === 1;
}
export function placeSaved(db: WriteDb, accountId: number, id: number, position: number): void {
  run(db, 'UPDATE saved_search SET position = ? WHERE id = ? AND account_id = ?', [position, id, accountId]);
}
