import { type ReadDb, run, theRow, type WriteDb } from '#main/storage/index.ts';

/** Number of the newest scheme, and its body when asked for. */
export function newestScheme(db: ReadDb): { version: number; read: () => string } {
  const { version } = theRow<{ version: number }>(db, 'SELECT max(version) AS version FROM class_scheme');
  return {
    version,
    read: () =>
      theRow<{ body: string }>(db, 'SELECT body FROM class_scheme WHERE version = ?', [version]).body,
  };
}
export function insertScheme(
  db: WriteDb,
  scheme: { version: number; name: string; body: string; reason: string; at: string; by: string },
): void {
  run(
    db,
    'INSERT INTO class_scheme (version, name, body, reason, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)',
    [scheme.version, scheme.name, scheme.body, scheme.reason, scheme.at, scheme.by],
  );
}
