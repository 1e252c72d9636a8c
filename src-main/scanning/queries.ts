import { type ReadDb, row, rows, run, value, type WriteDb } from '#main/storage/index.ts';

export function profileRecords(db: ReadDb): { id: number; body: string }[] {
  return rows(db, 'SELECT id, body FROM scan_profile ORDER BY name, id');
}
export function profileById(db: ReadDb, id: number): { id: number; body: string } | undefined {
  return row(db, 'SELECT id, body FROM scan_profile WHERE id = ?', [id]);
}
export function profileNamed(db: ReadDb, name: string): { id: number } | undefined {
  return row(db, 'SELECT id FROM scan_profile WHERE name = ?', [name]);
}
export function putProfile(
  db: WriteDb,
  id: number | undefined,
  one: { readonly name: string; readonly body: string; readonly by: string; readonly at: string },
): number {
  if (id === undefined)
    return run(db, 'INSERT INTO scan_profile (name, body, saved_by, saved_at) VALUES (?, ?, ?, ?)', [
      one.name,
      one.body,
      one.by,
      one.at,
    ]).id;
  run(db, 'UPDATE scan_profile SET name = ?, body = ?, saved_by = ?, saved_at = ? WHERE id = ?', [
    one.name,
    one.body,
    one.by,
    one.at,
    id,
  ]);
  return id;
}
export function markProfileUsed(db: WriteDb, id: number, at: string): void {
  run(db, 'UPDATE scan_profile SET used_at = ? WHERE id = ?', [at, id]);
}
export function lastUsedProfile(db: ReadDb): number | undefined {
  return value(db, "SELECT id FROM scan_profile WHERE used_at <> '' ORDER BY used_at DESC, id DESC LIMIT 1");
}
export function deleteProfile(db: WriteDb, id: number): boolean {
  return run(db, 'DELETE FROM scan_profile WHERE id = ?', [id]).changes === 1;
}

export function setOrigin(db: WriteDb, importId: number, origin: 'scanner' | 'watch'): void {
  run(db, 'UPDATE scan_import SET origin = ? WHERE id = ?', [origin, importId]);
}
/** Counts one side as it is filed, so that a killed batch still says what it holds. */
export function countFed(db: WriteDb, importId: number, filed: 'page' | 'tray' | 'separator'): void {
  run(
    db,
    `UPDATE scan_import SET files = files + 1, pages_added = pages_added + ?, to_tray = to_tray + ? WHERE id = ?`,
    [filed === 'page' ? 1 : 0, filed === 'tray' ? 1 : 0, importId],
  );
}
export function setBatchState(db: WriteDb, importId: number, state: string): void {
  run(db, 'UPDATE scan_import SET state = ? WHERE id = ?', [state, importId]);
}

export interface BatchRecord {
  readonly id: number;
  readonly label: string;
  readonly origin: 'scanner' | 'watch';
  readonly at: string;
  readonly by: string;
  readonly state: string;
  readonly pages: number;
  readonly separators: number;
  readonly toTray: number;
}
/** Without those that hold anything above a clearance: neither they nor their counts may tell of it. */
const BATCH = `SELECT b.id, b.label, b.origin, b.at, b.by_name AS by, b.state, b.pages_added AS pages,
  (SELECT count(*) FROM fed_page p WHERE p.import_id = b.id AND p.separator NOT IN ('', 'back')) AS separators, b.to_tray AS toTray
  FROM scan_import b WHERE b.origin <> 'folder' AND NOT EXISTS (SELECT 1 FROM scan s JOIN page g ON g.scan_id = s.id
    JOIN item i ON i.id = g.item_id WHERE s.import_id = b.id AND i.secrecy_rank > ?1)`;
export function batchRecords(db: ReadDb, clearanceRank: number): BatchRecord[] {
  return rows(db, `${BATCH} ORDER BY b.id DESC LIMIT 100`, { 1: clearanceRank });
}
export function batchById(db: ReadDb, id: number, clearanceRank: number): BatchRecord | undefined {
  return row(db, `${BATCH} AND b.id = ?2`, { 1: clearanceRank, 2: id });
}

export function lastSequence(db: ReadDb, importId: number): number {
  return (
    value<number>(db, 'SELECT coalesce(max(sequence), 0) FROM fed_page WHERE import_id = ?', [importId]) ?? 0
  );
}
export function insertFed(
  db: WriteDb,
  one: {
    readonly importId: number;
    readonly sequence: number;
    readonly separator: string;
    readonly pageId: number | null;
    readonly trayId: number | null;
    readonly at: string;
  },
): void {
  run(
    db,
    'INSERT INTO fed_page (import_id, sequence, separator, page_id, tray_id, at) VALUES (?, ?, ?, ?, ?, ?)',
    [one.importId, one.sequence, one.separator, one.pageId, one.trayId, one.at],
  );
}
export interface FedRecord {
  readonly id: number;
  readonly sequence: number;
  readonly separator: string;
  readonly pageId: number | null;
  readonly trayId: number | null;
  readonly itemId: number | null;
  readonly position: number | null;
  readonly personName: string;
  readonly classCode: string;
  readonly title: string;
  /** Empty: not in the tray. */
  readonly trayState: string;
  readonly trayReason: string;
}
export function fedPages(db: ReadDb, importId: number): FedRecord[] {
  return rows(
    db,
    `SELECT p.id, p.sequence, p.separator, p.page_id AS pageId, p.tray_id AS trayId, i.id AS itemId, g.position,
       coalesce(n.name, t.person_name, '') AS personName, coalesce(i.class_code, t.class_code, '') AS classCode,
       coalesce(i.title, '') AS title, coalesce(t.state, '') AS trayState,
       coalesce(t.reason, '') AS trayReason
     FROM fed_page p LEFT JOIN page g ON g.id = p.page_id LEFT JOIN item i ON i.id = g.item_id
     LEFT JOIN cadre_file f ON f.id = i.file_id LEFT JOIN person n ON n.id = f.person_id
     LEFT JOIN tray_entry t ON t.id = p.tray_id
     WHERE p.import_id = ? ORDER BY p.sequence`,
    [importId],
  );
}
/** What came before was placed by hand since: the strip follows it. */
export function followPlaced(db: WriteDb, trayId: number, pageId: number): void {
  run(db, 'UPDATE fed_page SET page_id = ?, tray_id = NULL WHERE tray_id = ?', [pageId, trayId]);
}
export function fileByVolume(db: ReadDb, volumeNumber: number): number | undefined {
  return value(db, 'SELECT id FROM cadre_file WHERE volume_number = ?', [volumeNumber]);
}
/** A file of a watched folder, by its bytes. */
export interface WatchedRecord {
  readonly id: number;
  readonly importId: number;
  /** Pages filed one by one so far; whole files count once. */
  readonly taken: number;
  readonly done: 0 | 1;
}
export function watchedFile(db: ReadDb, sha256: Uint8Array): WatchedRecord | undefined {
  return row(db, 'SELECT id, import_id AS importId, taken, done FROM watched_file WHERE sha256 = ?', [
    sha256,
  ]);
}
export function insertWatched(
  db: WriteDb,
  one: {
    readonly importId: number;
    readonly fileName: string;
    readonly sha256: Uint8Array;
    readonly blobId: string | null;
    readonly at: string;
  },
): number {
  return run(
    db,
    'INSERT INTO watched_file (import_id, file_name, sha256, blob_id, at) VALUES (?, ?, ?, ?, ?)',
    [one.importId, one.fileName, one.sha256, one.blobId, one.at],
  ).id;
}
export function setWatched(db: WriteDb, id: number, taken: number, done: boolean): void {
  run(db, 'UPDATE watched_file SET taken = ?, done = ? WHERE id = ?', [taken, done ? 1 : 0, id]);
}
/** Makes room behind a position: the pages after it move up by one, last first, since positions are unique. */
export function makeRoom(db: WriteDb, itemId: number, after: number): void {
  const later = rows<{ id: number }>(
    db,
    'SELECT id FROM page WHERE item_id = ? AND position > ? ORDER BY position DESC',
    [itemId, after],
  );
  for (const { id } of later) run(db, 'UPDATE page SET position = position + 1 WHERE id = ?', [id]);
}
export function pageFacts(
  db: ReadDb,
  pageId: number,
): { itemId: number; fileId: number; position: number; keyId: number } | undefined {
  return row(
    db,
    `SELECT g.item_id AS itemId, f.id AS fileId, g.position, f.key_id AS keyId FROM page g JOIN item i ON i.id = g.item_id
     JOIN cadre_file f ON f.id = i.file_id WHERE g.id = ?`,
    [pageId],
  );
}
