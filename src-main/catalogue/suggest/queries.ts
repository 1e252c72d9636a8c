import { type ReadDb, rows } from '#main/storage/index.ts';

export interface StoredText {
  readonly pageId: number;
  readonly text: string;
  readonly source: 'typed' | 'machine' | 'person';
}
export function textsOf(db: ReadDb, itemId: number): StoredText[] {
  return rows(
    db,
    `SELECT t.page_id AS pageId, t.text, t.source FROM page g JOIN page_text t ON t.page_id = g.id
     WHERE g.item_id = ? ORDER BY g.position`,
    [itemId],
  );
}
