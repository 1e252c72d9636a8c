import { type ReadDb, run, value, type WriteDb } from '#main/storage/index.ts';

export function keymapOf(db: ReadDb, holder: number): string | undefined {
  return value(db, 'SELECT body FROM keymap WHERE holder = ?', [holder]);
}
export function putKeymap(db: WriteDb, holder: number, body: string, at: string): void {
  run(
    db,
    `INSERT INTO keymap (holder, body, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (holder) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at`,
    [holder, body, at],
  );
}
