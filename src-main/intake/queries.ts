import { type ReadDb, row, rows, run, value, type WriteDb } from '#main/storage/index.ts';

export function insertImport(db: WriteDb, label: string, at: string, by: string): number {
  return run(db, `INSERT INTO scan_import (label, at, by_name, state) VALUES (?, ?, ?, 'running')`, [
    label,
    at,
    by,
  ]).id;
}
export interface ImportCounts {
  readonly files: number;
  readonly pagesAdded: number;
  readonly alreadyThere: number;
  readonly toTray: number;
  readonly ignored: number;
}
export function updateImport(db: WriteDb, id: number, counts: ImportCounts, state: string): void {
  run(
    db,
    'UPDATE scan_import SET files = ?, pages_added = ?, already_there = ?, to_tray = ?, ignored = ?, state = ? WHERE id = ?',
    [counts.files, counts.pagesAdded, counts.alreadyThere, counts.toTray, counts.ignored, state, id],
  );
}
export function imports(db: ReadDb): {
  id: number;
  label: string;
  at: string;
  by: string;
  files: number;
  pagesAdded: number;
  alreadyThere: number;
  toTray: number;
  ignored: number;
  state: string;
}[] {
  return rows(
    db,
    `SELECT id, label, at, by_name AS by, files, pages_added AS pagesAdded, already_there AS alreadyThere, to_tray AS toTray,
     ignored, state FROM scan_import ORDER BY id DESC LIMIT 200`,
  );
}
export function interruptImports(db: WriteDb): void {
  run(db, `UPDATE scan_import SET state = 'interrupted' WHERE state = 'running'`);
}

export function sizeKnown(db: ReadDb, size: number): boolean {
  return value(db, 'SELECT 1 FROM blob WHERE size = ? LIMIT 1', [size]) !== undefined;
}
/** Where in a volume the same bytes already stand. */
export function sameBytes(
  db: ReadDb,
  keyId: number,
  sha256: Uint8Array,
): { itemId: number; classCode: string; importSequence: number | null; title: string; position: number }[] {
  return rows(
    db,
    `SELECT i.id AS itemId, i.class_code AS classCode, i.import_sequence AS importSequence, i.title, g.position
     FROM blob b JOIN scan s ON s.blob_id = b.id JOIN page g ON g.scan_id = s.id JOIN item i ON i.id = g.item_id
     WHERE b.sha256 = ? AND b.key_id = ? ORDER BY g.position`,
    [sha256, keyId],
  );
}
export function displayKnown(db: ReadDb, keyId: number, sha256: Uint8Array): boolean {
  return (
    value(
      db,
      `SELECT 1 FROM blob b JOIN page g ON g.display_blob = b.id WHERE b.sha256 = ? AND b.key_id = ?`,
      [sha256, keyId],
    ) !== undefined
  );
}
export function pageAt(
  db: ReadDb,
  itemId: number,
  position: number,
): { id: number; display_blob: string | null } | undefined {
  return row(db, 'SELECT id, display_blob FROM page WHERE item_id = ? AND position = ?', [itemId, position]);
}
export function lastPosition(db: ReadDb, itemId: number): number {
  return value<number>(db, 'SELECT coalesce(max(position), 0) FROM page WHERE item_id = ?', [itemId]) ?? 0;
}

export function insertScan(
  db: WriteDb,
  scan: {
    blobId: string;
    importId: number | null;
    fileName: string;
    mediaType: string;
    imageSet: string;
    pageCount: number;
    at: string;
  },
): number {
  return run(
    db,
    'INSERT INTO scan (blob_id, import_id, file_name, media_type, image_set, page_count, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [scan.blobId, scan.importId, scan.fileName, scan.mediaType, scan.imageSet, scan.pageCount, scan.at],
  ).id;
}
export function insertPage(
  db: WriteDb,
  page: {
    itemId: number;
    position: number;
    scanId: number;
    pageIndex: number;
    width: number;
    height: number;
    dpi: number | null;
  },
): number {
  return run(
    db,
    'INSERT INTO page (item_id, position, scan_id, page_index, width, height, dpi) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [page.itemId, page.position, page.scanId, page.pageIndex, page.width, page.height, page.dpi],
  ).id;
}
/** @returns false when something else speaks of one of the pages by now; nothing is removed then */
export function removePages(db: WriteDb, itemId: number, scanId: number): boolean {
  try {
    run(db, 'DELETE FROM page WHERE item_id = ? AND scan_id = ?', [itemId, scanId]);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
      return false;
    throw error;
  }
}
export function setDisplay(db: WriteDb, pageId: number, blobId: string): void {
  run(db, 'UPDATE page SET display_blob = ? WHERE id = ?', [blobId, pageId]);
}
export interface NotLookedThrough {
  readonly pageId: number;
  readonly pageIndex: number;
  readonly blobId: string;
  readonly mediaType: string;
  readonly keyId: number;
  /** Plain bytes of the scan. */
  readonly size: number;
  /** 1: the scan's SM3 is still to be taken. */
  readonly sm3Missing: 0 | 1;
}
// Pages of a sealed volume: two holders must open its key together.
const NOT_LOOKED_THROUGH = `FROM page g INDEXED BY page_not_looked_through JOIN scan s ON s.id = g.scan_id
  JOIN blob b ON b.id = s.blob_id JOIN item i ON i.id = g.item_id JOIN cadre_file f ON f.id = i.file_id
  WHERE g.looked_through = 0 AND f.state <> 'sealed'`;
export function notLookedThrough(db: ReadDb, after: number, most: number): NotLookedThrough[] {
  return rows(
    db,
    `SELECT g.id AS pageId, g.page_index AS pageIndex, s.blob_id AS blobId, s.media_type AS mediaType, b.key_id AS keyId, b.size,
       b.sm3 IS NULL AS sm3Missing
     ${NOT_LOOKED_THROUGH} AND g.id > ? ORDER BY g.id LIMIT ?`,
    [after, most],
  );
}
export function countNotLookedThrough(db: ReadDb): number {
  return value(db, `SELECT count(*) ${NOT_LOOKED_THROUGH}`) ?? 0;
}
export function setSm3(db: WriteDb, blobId: string, sm3: Uint8Array): void {
  run(db, 'UPDATE blob SET sm3 = ? WHERE id = ?', [sm3, blobId]);
}
/** Adds to what is known: another unit may have found damage that shows only on paper. */
export function setLookedThrough(db: WriteDb, pageId: number, damaged: boolean, blank: boolean): void {
  run(
    db,
    'UPDATE page SET looked_through = 1, damaged = max(damaged, ?), blank = max(blank, ?) WHERE id = ?',
    [damaged ? 1 : 0, blank ? 1 : 0, pageId],
  );
}

export interface TrayRecord {
  readonly id: number;
  readonly importId: number;
  readonly relativePath: string;
  readonly size: number;
  readonly reason: string;
  readonly message: string;
  readonly blobId: string | null;
  readonly mediaType: string;
  readonly fileId: number | null;
  readonly personName: string;
  readonly classCode: string;
  readonly sequence: number | null;
  readonly page: number | null;
  readonly state: 'waiting' | 'placed' | 'dismissed';
  readonly note: string;
}
const TRAY = `SELECT id, import_id AS importId, relative_path AS relativePath, size, reason, message, blob_id AS blobId,
  media_type AS mediaType, file_id AS fileId, person_name AS personName, class_code AS classCode, sequence, page, state, note
  FROM tray_entry`;
const TRAY_CHOSEN = `(?1 = 'all' OR state = ?1) AND (?2 IS NULL OR file_id = ?2)
  AND class_code NOT IN (SELECT value FROM json_each(?3))`;
export interface TrayFilter {
  readonly state: string;
  readonly fileId: number | undefined;
  /** Classes whose entries are above the clearance of whoever asks. */
  readonly without: readonly string[];
}
const trayBound = ({ state, fileId, without }: TrayFilter) => ({
  1: state,
  2: fileId ?? null,
  3: JSON.stringify(without),
});
/** @param most undefined: all of them */
export function trayEntries(db: ReadDb, filter: TrayFilter, most?: number): TrayRecord[] {
  return rows(db, `${TRAY} WHERE ${TRAY_CHOSEN} ORDER BY id LIMIT ?4`, {
    ...trayBound(filter),
    4: most ?? -1,
  });
}
export function countTray(db: ReadDb, filter: TrayFilter): number {
  return value(db, `SELECT count(*) FROM tray_entry WHERE ${TRAY_CHOSEN}`, trayBound(filter)) ?? 0;
}
export function trayEntry(db: ReadDb, id: number): TrayRecord | undefined {
  return row(db, `${TRAY} WHERE id = ?`, [id]);
}
export function trayKnown(db: ReadDb, relativePath: string, sha256: Uint8Array, reason: string): boolean {
  return (
    value(db, 'SELECT 1 FROM tray_entry WHERE relative_path = ? AND sha256 = ? AND reason = ?', [
      relativePath,
      sha256,
      reason,
    ]) !== undefined
  );
}
export function insertTray(
  db: WriteDb,
  entry: Omit<TrayRecord, 'id' | 'state' | 'note'> & {
    readonly sha256: Uint8Array;
    readonly imageSet: string;
    readonly at: string;
  },
): number {
  return run(
    db,
    `INSERT INTO tray_entry (import_id, relative_path, size, sha256, reason, message, blob_id, media_type, file_id, person_name,
       class_code, sequence, page, image_set, state, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
    [
      entry.importId,
      entry.relativePath,
      entry.size,
      entry.sha256,
      entry.reason,
      entry.message,
      entry.blobId,
      entry.mediaType,
      entry.fileId,
      entry.personName,
      entry.classCode,
      entry.sequence,
      entry.page,
      entry.imageSet,
      entry.at,
    ],
  ).id;
}
export function settleTray(db: WriteDb, id: number, state: TrayRecord['state'], note: string): void {
  run(db, 'UPDATE tray_entry SET state = ?, note = ? WHERE id = ?', [state, note, id]);
}

export interface GateRecord {
  readonly itemId: number;
  readonly fileId: number;
  readonly personName: string;
  readonly classCode: string;
  readonly importSequence: number | null;
  readonly classSequence: number | null;
  readonly title: string;
  readonly paperPages: number | null;
  readonly scannedPages: number;
  readonly damaged: number;
  readonly lastPosition: number;
}
/** Items whose paper and scans disagree, or whose scans are damaged. */
export function gateItems(db: ReadDb, fileId: number | undefined, clearanceRank: number): GateRecord[] {
  return rows(
    db,
    `SELECT i.id AS itemId, i.file_id AS fileId, p.name AS personName, i.class_code AS classCode,
       i.import_sequence AS importSequence, i.class_sequence AS classSequence, i.title,
       i.paper_pages AS paperPages, i.scanned_pages AS scannedPages,
       (SELECT count(*) FROM page g WHERE g.item_id = i.id AND g.damaged = 1) AS damaged,
       (SELECT coalesce(max(position), 0) FROM page g WHERE g.item_id = i.id) AS lastPosition
     FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     WHERE i.state <> 'void' AND i.secrecy_rank <= ?1 AND (?2 IS NULL OR i.file_id = ?2)
       AND (i.paper_pages IS NULL OR i.paper_pages <> i.scanned_pages
         OR EXISTS (SELECT 1 FROM page g WHERE g.item_id = i.id AND (g.damaged = 1 OR g.position > i.scanned_pages)))
     ORDER BY i.file_id, i.class_code, i.position, i.id LIMIT 20000`,
    { 1: clearanceRank, 2: fileId ?? null },
  );
}
export function acceptances(db: ReadDb): Map<string, { reason: string; by: string }> {
  return new Map(
    rows<{ key: string; reason: string; by: string }>(
      db,
      'SELECT key, reason, by_name AS by FROM gate_acceptance',
    ).map((one) => [one.key, one]),
  );
}
export function insertAcceptance(db: WriteDb, key: string, reason: string, by: string, at: string): void {
  run(db, 'INSERT INTO gate_acceptance (key, reason, by_name, at) VALUES (?, ?, ?, ?)', [
    key,
    reason,
    by,
    at,
  ]);
}
