import { column, type ReadDb, row, run, type WriteDb } from '#main/storage/index.ts';

export function newestRules(db: ReadDb): { version: number; body: string } | undefined {
  return row(db, 'SELECT version, body FROM warning_rules ORDER BY version DESC LIMIT 1');
}
export function insertRules(
  db: WriteDb,
  one: { version: number; body: string; reason: string; at: string; by: string },
): void {
  run(
    db,
    'INSERT INTO warning_rules (version, body, reason, created_at, created_by) VALUES (?, ?, ?, ?, ?)',
    [one.version, one.body, one.reason, one.at, one.by],
  );
}
export function kindsInUse(db: ReadDb): string[] {
  return column(db, 'SELECT DISTINCT kind FROM measure WHERE withdrawn IS NULL');
}
