import { column, type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

/** Everything of a page that page work changes, and where its bytes lie. */
export interface PageStand {
  readonly pageId: number;
  readonly itemId: number;
  readonly position: number;
  readonly scanId: number;
  readonly displayBlob: string | null;
  readonly recipe: string;
}
export interface PageFacts extends PageStand {
  readonly fileId: number;
  readonly keyId: number;
  readonly rank: number;
  readonly itemState: 'draft' | 'fixed' | 'void';
  readonly itemTitle: string;
  readonly pageIndex: number;
  readonly dpi: number | null;
  readonly width: number;
  readonly height: number;
  readonly blank: number;
  readonly damaged: number;
  readonly blobId: string;
  readonly mediaType: string;
  readonly fileName: string;
}
const FACTS = `SELECT g.id AS pageId, g.item_id AS itemId, g.position, g.scan_id AS scanId, g.display_blob AS displayBlob,
  g.recipe, i.file_id AS fileId, f.key_id AS keyId, i.secrecy_rank AS rank, i.state AS itemState, i.title AS itemTitle,
  g.page_index AS pageIndex, g.dpi, g.width, g.height, g.blank, g.damaged, s.blob_id AS blobId,
  s.media_type AS mediaType, s.file_name AS fileName
  FROM page g JOIN scan s ON s.id = g.scan_id JOIN item i ON i.id = g.item_id JOIN cadre_file f ON f.id = i.file_id`;
export function pageFacts(db: ReadDb, id: number): PageFacts | undefined {
  return row(db, `${FACTS} WHERE g.id = ?`, [id]);
}
export function factsOfItem(db: ReadDb, itemId: number): PageFacts[] {
  return rows(db, `${FACTS} WHERE g.item_id = ? ORDER BY g.position`, [itemId]);
}

/** A page is put aside first: positions are unique, and a new order needs every place free. */
export function putAside(db: WriteDb, pageId: number): void {
  run(db, 'UPDATE page SET position = -id WHERE id = ?', [pageId]);
}
export function putPage(db: WriteDb, one: PageStand): void {
  run(
    db,
    'UPDATE page SET item_id = ?, position = ?, scan_id = ?, display_blob = ?, recipe = ? WHERE id = ?',
    [one.itemId, one.position, one.scanId, one.displayBlob, one.recipe, one.pageId],
  );
}
export function copyScan(db: WriteDb, scanId: number, blobId: string, at: string): number {
  return run(
    db,
    `INSERT INTO scan (blob_id, import_id, file_name, media_type, image_set, page_count, created_at)
     SELECT ?, import_id, file_name, media_type, image_set, page_count, ? FROM scan WHERE id = ?`,
    [blobId, at, scanId],
  ).id;
}
export function lastPosition(db: ReadDb, itemId: number): number {
  return value(db, 'SELECT coalesce(max(position), 0) FROM page WHERE item_id = ?', [itemId]) ?? 0;
}

export function kindOfBlob(db: ReadDb, blobId: string): 'original' | 'derivative' {
  return theRow<{ kind: 'original' | 'derivative' }>(db, 'SELECT kind FROM blob WHERE id = ?', [blobId]).kind;
}

export interface ItemStand {
  readonly itemId: number;
  readonly state: 'draft' | 'fixed' | 'void';
  readonly voidReason: string;
}
export function itemStand(db: ReadDb, itemId: number): ItemStand {
  return theRow(db, 'SELECT id AS itemId, state, void_reason AS voidReason FROM item WHERE id = ?', [itemId]);
}
export function putItem(db: WriteDb, one: ItemStand, at: string): void {
  run(
    db,
    'UPDATE item SET state = ?, void_reason = ?, revision = revision + 1, changed_at = ? WHERE id = ?',
    [one.state, one.voidReason, at, one.itemId],
  );
}
/** The volume's list of pages taken out: a void item, so that it counts nowhere and is never lost. */
export function takenOutItem(db: ReadDb, fileId: number, reason: string): number | undefined {
  return value(
    db,
    `SELECT id FROM item WHERE file_id = ? AND state = 'void' AND void_reason = ? ORDER BY id LIMIT 1`,
    [fileId, reason],
  );
}

export interface ActRecord {
  readonly id: number;
  readonly accountId: number;
  readonly by: string;
  readonly at: string;
  readonly label: string;
  readonly fileId: number;
  readonly rank: number;
  readonly before: string;
  readonly after: string;
  readonly undone: 0 | 1;
}
const ACT = `SELECT id, account_id AS accountId, by_name AS by, at, label, file_id AS fileId, secrecy_rank AS rank, before, after,
  undone FROM page_act`;
export function actById(db: ReadDb, id: number): ActRecord | undefined {
  return row(db, `${ACT} WHERE id = ?`, [id]);
}
/** The acts of a volume since a moment, newest first. */
export function actsOfFile(db: ReadDb, fileId: number, since: string, clearanceRank: number): ActRecord[] {
  return rows(db, `${ACT} WHERE file_id = ? AND at >= ? AND secrecy_rank <= ? ORDER BY id DESC LIMIT 200`, [
    fileId,
    since,
    clearanceRank,
  ]);
}
export function insertAct(db: WriteDb, one: Omit<ActRecord, 'id' | 'undone'>): number {
  return run(
    db,
    `INSERT INTO page_act (account_id, by_name, at, label, file_id, secrecy_rank, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [one.accountId, one.by, one.at, one.label, one.fileId, one.rank, one.before, one.after],
  ).id;
}
export function markUndone(db: WriteDb, id: number, undone: boolean): void {
  run(db, 'UPDATE page_act SET undone = ? WHERE id = ?', [undone ? 1 : 0, id]);
}

export interface Look {
  readonly pageId: number;
  readonly blobId: string;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly colour: boolean;
  readonly skew: number;
  readonly border: number;
  readonly ink: number;
  readonly size: number;
  readonly fingerprint: Uint8Array;
  readonly at: string;
}
/** Pages whose picture is not the one that was looked at last, in ids after one; not of sealed volumes. */
export function unlooked(
  db: ReadDb,
  fileId: number | undefined,
  after: number,
  limit: number,
): (PageFacts & { readonly size: number })[] {
  return rows(
    db,
    `${FACTS.replace('SELECT ', 'SELECT (SELECT size FROM blob b WHERE b.id = coalesce(g.display_blob, s.blob_id)) AS size, ')}
     LEFT JOIN page_quality q ON q.page_id = g.id
     WHERE g.id > ?1 AND i.state <> 'void' AND f.state = 'open' AND (?2 IS NULL OR i.file_id = ?2)
       AND (q.page_id IS NULL OR q.blob_id <> coalesce(g.display_blob, s.blob_id)) ORDER BY g.id LIMIT ?3`,
    { 1: after, 2: fileId ?? null, 3: limit },
  );
}
export function countPages(
  db: ReadDb,
  fileId: number | undefined,
  clearanceRank: number,
): { checked: number; unchecked: number } {
  return theRow(
    db,
    `SELECT count(q.page_id) AS checked, count(*) - count(q.page_id) AS unchecked
     FROM page g JOIN scan s ON s.id = g.scan_id JOIN item i ON i.id = g.item_id
     LEFT JOIN page_quality q ON q.page_id = g.id AND q.blob_id = coalesce(g.display_blob, s.blob_id)
     WHERE i.state <> 'void' AND i.secrecy_rank <= ?1 AND (?2 IS NULL OR i.file_id = ?2)`,
    { 1: clearanceRank, 2: fileId ?? null },
  );
}
export function putLook(db: WriteDb, one: Look): void {
  run(
    db,
    `INSERT OR REPLACE INTO page_quality (page_id, blob_id, width_mm, height_mm, colour, skew, border, ink, size, fingerprint, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.pageId,
      one.blobId,
      one.widthMm,
      one.heightMm,
      one.colour ? 1 : 0,
      one.skew,
      one.border,
      one.ink,
      one.size,
      one.fingerprint,
      one.at,
    ],
  );
}
export interface LookedPage {
  readonly pageId: number;
  readonly itemId: number;
  readonly fileId: number;
  readonly personName: string;
  readonly classCode: string;
  readonly title: string;
  readonly position: number;
  readonly dpi: number | null;
  readonly blank: number;
  readonly damaged: number;
  readonly blobId: string;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly colour: number;
  readonly skew: number;
  readonly border: number;
  readonly size: number;
  /** Place among the pages of its item, from 1: other than its position where pages are missing. */
  readonly place: number;
}
/** Pages looked at as they are now. */
export function lookedPages(db: ReadDb, fileId: number | undefined, clearanceRank: number): LookedPage[] {
  return rows(
    db,
    `SELECT g.id AS pageId, g.item_id AS itemId, i.file_id AS fileId, p.name AS personName, i.class_code AS classCode, i.title,
       g.position, g.dpi, g.blank, g.damaged, q.blob_id AS blobId, q.width_mm AS widthMm, q.height_mm AS heightMm, q.colour,
       q.skew, q.border, q.size, row_number() OVER (PARTITION BY g.item_id ORDER BY g.position) AS place
     FROM page_quality q JOIN page g ON g.id = q.page_id JOIN scan s ON s.id = g.scan_id JOIN item i ON i.id = g.item_id
     JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     WHERE q.blob_id = coalesce(g.display_blob, s.blob_id) AND i.state <> 'void' AND i.secrecy_rank <= ?1
       AND (?2 IS NULL OR i.file_id = ?2) ORDER BY i.file_id, i.class_code, i.position, i.id, g.position`,
    { 1: clearanceRank, 2: fileId ?? null },
  );
}
export function acceptances(
  db: ReadDb,
): { pageId: number; blobId: string; fault: string; reason: string; by: string }[] {
  return rows(
    db,
    'SELECT page_id AS pageId, blob_id AS blobId, fault, reason, by_name AS by FROM quality_acceptance',
  );
}
export function insertAcceptance(
  db: WriteDb,
  one: { pageId: number; blobId: string; fault: string; reason: string; by: string; at: string },
): void {
  run(
    db,
    'INSERT OR REPLACE INTO quality_acceptance (page_id, blob_id, fault, reason, by_name, at) VALUES (?, ?, ?, ?, ?, ?)',
    [one.pageId, one.blobId, one.fault, one.reason, one.by, one.at],
  );
}

export interface Printed {
  readonly pageId: number;
  readonly fileId: number;
  readonly fingerprint: Buffer;
  readonly sha256: Buffer;
  readonly place: string;
  readonly version: string;
  readonly ink: number;
}
/** Fingerprints of the pages of each volume; blank ones are alike by nature and left out. */
export function fingerprints(db: ReadDb, fileId: number | undefined, clearanceRank: number): Printed[] {
  return rows(
    db,
    `SELECT g.id AS pageId, i.file_id AS fileId, q.fingerprint, b.sha256, q.blob_id AS version, q.ink,
       p.name || ' ' || i.class_code || '「' || i.title || '」第 ' || g.position || ' 页' AS place
     FROM page_quality q JOIN page g ON g.id = q.page_id JOIN scan s ON s.id = g.scan_id JOIN blob b ON b.id = s.blob_id
     JOIN item i ON i.id = g.item_id JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     WHERE i.state <> 'void' AND g.blank = 0 AND i.secrecy_rank <= ?1 AND (?2 IS NULL OR i.file_id = ?2)
       AND s.media_type <> 'application/pdf' ORDER BY i.file_id, g.id`,
    { 1: clearanceRank, 2: fileId ?? null },
  );
}
export function decidedPairs(db: ReadDb): Set<string> {
  return new Set(column<string>(db, `SELECT first_id || '-' || second_id FROM page_pair`));
}
export function insertPair(
  db: WriteDb,
  one: { firstId: number; secondId: number; decision: string; reason: string; by: string; at: string },
): void {
  run(
    db,
    'INSERT OR REPLACE INTO page_pair (first_id, second_id, decision, reason, by_name, at) VALUES (?, ?, ?, ?, ?, ?)',
    [one.firstId, one.secondId, one.decision, one.reason, one.by, one.at],
  );
}
