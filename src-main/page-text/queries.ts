import { type ReadDb, row, run, type WriteDb } from '#main/storage/index.ts';
import type { PageText } from './index.ts';

export function holdingText(db: ReadDb, pageId: number): PageText | undefined {
  return row(db, 'SELECT text, source, at, by_name AS by FROM page_text WHERE page_id = ?', [pageId]);
}
export function putText(db: WriteDb, pageId: number, { text, source, at, by }: PageText): void {
  run(
    db,
    `INSERT INTO page_text (page_id, text, source, at, by_name) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (page_id) DO UPDATE SET text = excluded.text, source = excluded.source, at = excluded.at,
       by_name = excluded.by_name`,
    [pageId, text, source, at, by],
  );
}
export function deleteText(db: WriteDb, pageId: number): void {
  run(db, 'DELETE FROM page_text WHERE page_id = ?', [pageId]);
}
