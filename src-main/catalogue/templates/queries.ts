import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export function savedTemplates(db: ReadDb): { readonly classCode: string; readonly body: string }[] {
  return rows(db, 'SELECT class_code AS classCode, body FROM item_template ORDER BY class_code');
}
export function savedTemplate(db: ReadDb, classCode: string): { readonly body: string } | undefined {
  return row(db, 'SELECT body FROM item_template WHERE class_code = ?', [classCode]);
}
export function putTemplate(db: WriteDb, classCode: string, body: string, at: string, by: string): void {
  run(
    db,
    `INSERT INTO item_template (class_code, body, changed_at, changed_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (class_code) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by`,
    [classCode, body, at, by],
  );
}
export function deleteTemplate(db: WriteDb, classCode: string): void {
  run(db, 'DELETE FROM item_template WHERE class_code = ?', [classCode]);
}
