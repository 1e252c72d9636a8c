import { type ReadDb, row, run, type WriteDb } from '#main/storage/index.ts';

export function newestRules(db: ReadDb): { version: number; body: string } | undefined {
  return row(db, 'SELECT version, body FROM consult_rules ORDER BY version DESC LIMIT 1');
}
export function insertRules(
  db: WriteDb,
  one: { version: number; body: string; reason: string; at: string; by: string },
): void {
  run(
    db,
    'INSERT INTO consult_rules (version, body, reason, created_at, created_by) VALUES (?, ?, ?, ?, ?)',
    [one.version, one.body, one.reason, one.at, one.by],
  );
}
