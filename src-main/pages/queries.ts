import { type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

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
  run(db, 'UPDATE page SET item_id = ?, position = ? WHERE id = ?', [one.itemId, one.position, one.pageId]);
  // Only where it is another picture: a trigger has every new picture read again.
  run(
    db,
    `UPDATE page SET scan_id = ?1, display_blob = ?2, recipe = ?3
     WHERE id = ?4 AND (scan_id <> ?1 OR display_blob IS NOT ?2 OR recipe <> ?3)`,
    { 1: one.scanId, 2: one.displayBlob, 3: one.recipe, 4: one.pageId },
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
export function pageAt(db: ReadDb, itemId: number, position: number): number | undefined {
  return value(db, 'SELECT id FROM page WHERE item_id = ? AND position = ?', [itemId, position]);
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
    `SELECT count(q.page_id) AS checked, count(*) FILTER (WHERE q.page_id IS NULL AND g.damaged = 0) AS unchecked
     FROM page g JOIN scan s ON s.id = g.scan_id JOIN item i ON i.id = g.item_id
     LEFT JOIN page_quality q ON q.page_id = g.id AND q.blob_id = coalesce(g.display_blob, s.blob_id)
     WHERE i.state <> 'void' AND i.secrecy_rank <= ?1 AND (?2 IS NULL OR i.file_id = ?2)`,
    { 1: clearanceRank, 2: fileId ?? null },
  );
}
/** A page that can't be read is said to be damaged, like those that were so when they were taken in. */
export function markDamaged(db: WriteDb, pageId: number): void {
  run(db, 'UPDATE page SET damaged = 1 WHERE id = ?', [pageId]);
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
/** What a page may be, by standard; the order is that of the list. */
const FAULT_RULES = {
  damaged: 'damaged = 1',
  blank: 'blank = 1',
  dpi: 'looked AND (dpi IS NULL OR dpi < :dpi)',
  colour: ':colour AND looked AND colour = 0 AND blank = 0',
  'paper-size': 'min(widthMm, heightMm) < :leastMm OR max(widthMm, heightMm) > :mostMm',
  skew: 'abs(skew) > :skew',
  border: 'border > :border',
  'file-size': 'size > :bytes',
  order: 'place <> position',
} as const;
export type FaultKind = keyof typeof FAULT_RULES;
export interface Limits {
  readonly dpi: number;
  readonly colour: 0 | 1;
  readonly leastMm: number;
  readonly mostMm: number;
  readonly skew: number;
  readonly border: number;
  readonly bytes: number;
}
export interface FoundFault {
  readonly pageId: number;
  readonly itemId: number;
  readonly blobId: string;
  readonly personName: string;
  readonly classCode: string;
  readonly title: string;
  readonly position: number;
  readonly dpi: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly skew: number | null;
  readonly border: number | null;
  readonly size: number | null;
  readonly fault: FaultKind;
  readonly acceptedBy: string | null;
  readonly acceptedReason: string | null;
}
export interface FaultScope {
  readonly fileId?: number | undefined;
  readonly itemId?: number | undefined;
  readonly pageId?: number | undefined;
  readonly clearanceRank: number;
  /** With those that were signed off. */
  readonly all: boolean;
}
/** `place` counts the pages of the item from 1: other than the position where pages are missing. */
const FAULTS = `WITH seen AS (
    SELECT g.id AS pageId, g.item_id AS itemId, i.file_id AS fileId, i.position AS itemPosition, p.name AS personName,
      i.class_code AS classCode, i.title, g.position, g.dpi, g.blank, g.damaged, coalesce(g.display_blob, s.blob_id) AS blobId,
      q.page_id IS NOT NULL AS looked, q.width_mm AS widthMm, q.height_mm AS heightMm, q.colour, q.skew, q.border, q.size,
      row_number() OVER (PARTITION BY g.item_id ORDER BY g.position) AS place
    FROM item i JOIN page g ON g.item_id = i.id JOIN scan s ON s.id = g.scan_id JOIN cadre_file f ON f.id = i.file_id
    JOIN person p ON p.id = f.person_id
    LEFT JOIN page_quality q ON q.page_id = g.id AND q.blob_id = coalesce(g.display_blob, s.blob_id)
    WHERE i.state <> 'void' AND i.secrecy_rank <= :clearance AND (:file IS NULL OR i.file_id = :file)
      AND (:item IS NULL OR i.id = :item)
  ), kind (fault) AS (VALUES ${Object.keys(FAULT_RULES)
    .map((kind) => `('${kind}')`)
    .join(', ')})
  SELECT %
  FROM seen CROSS JOIN kind ON CASE kind.fault ${Object.entries(FAULT_RULES)
    .map(([kind, rule]) => `WHEN '${kind}' THEN ${rule}`)
    .join(' ')} END
  LEFT JOIN quality_acceptance a ON a.page_id = seen.pageId AND a.blob_id = seen.blobId AND a.fault = kind.fault
  WHERE (:all OR a.page_id IS NULL) AND (:page IS NULL OR seen.pageId = :page)`;
const bound = (limits: Limits, scope: FaultScope) => ({
  ...limits,
  clearance: scope.clearanceRank,
  file: scope.fileId ?? null,
  item: scope.itemId ?? null,
  page: scope.pageId ?? null,
  all: scope.all ? 1 : 0,
});
export function foundFaults(db: ReadDb, limits: Limits, scope: FaultScope, most: number): FoundFault[] {
  return rows(
    db,
    `${FAULTS.replace('%', 'seen.*, kind.fault, a.by_name AS acceptedBy, a.reason AS acceptedReason')}
     ORDER BY fileId, classCode, itemPosition, itemId, position LIMIT :most`,
    { ...bound(limits, scope), most },
  );
}
export function countFaults(db: ReadDb, limits: Limits, scope: FaultScope): number {
  return value(db, FAULTS.replace('%', 'count(*)'), bound(limits, scope)) ?? 0;
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
  readonly pageIndex: number;
  readonly fingerprint: Buffer;
  readonly sha256: Buffer;
  readonly ink: number;
}
/** Fingerprints of a volume's pages as they are now; blank ones are alike by nature and left out. */
export function printsOfFile(db: ReadDb, fileId: number): Printed[] {
  return rows(
    db,
    `SELECT g.id AS pageId, g.page_index AS pageIndex, q.fingerprint, b.sha256, q.ink
     FROM item i JOIN page g ON g.item_id = i.id JOIN page_quality q ON q.page_id = g.id
     JOIN scan s ON s.id = g.scan_id JOIN blob b ON b.id = s.blob_id WHERE i.file_id = ? AND g.blank = 0 ORDER BY g.id`,
    [fileId],
  );
}
export function forgetPairs(db: WriteDb, pageId: number): void {
  run(db, 'DELETE FROM page_alike WHERE first_id = ?', [pageId]);
  run(db, 'DELETE FROM page_alike WHERE second_id = ?', [pageId]);
}
export function insertAlike(
  db: WriteDb,
  one: { firstId: number; secondId: number; identical: boolean; bits: number },
): void {
  run(db, 'INSERT INTO page_alike (first_id, second_id, identical, bits) VALUES (?, ?, ?, ?)', [
    one.firstId,
    one.secondId,
    one.identical ? 1 : 0,
    one.bits,
  ]);
}
const PLACE = (page: string, item: string) =>
  `p.name || ' ' || ${item}.class_code || '「' || ${item}.title || '」第 ' || ${page}.position || ' 页'`;
/** Pairs within one volume that nobody has decided about; ?1 clearance, ?2 volume or null. */
const OPEN_PAIRS = `FROM page_alike a JOIN page g ON g.id = a.first_id JOIN page h ON h.id = a.second_id
  JOIN item i ON i.id = g.item_id JOIN item j ON j.id = h.item_id JOIN cadre_file f ON f.id = i.file_id
  JOIN person p ON p.id = f.person_id JOIN scan s ON s.id = g.scan_id JOIN scan t ON t.id = h.scan_id
  WHERE i.file_id = j.file_id AND i.state <> 'void' AND j.state <> 'void' AND max(i.secrecy_rank, j.secrecy_rank) <= ?1
    AND (?2 IS NULL OR i.file_id = ?2)
    AND NOT EXISTS (SELECT 1 FROM page_pair d WHERE d.first_id = a.first_id AND d.second_id = a.second_id)`;
interface OpenPair {
  readonly firstId: number;
  readonly secondId: number;
  readonly firstPlace: string;
  readonly secondPlace: string;
  readonly firstVersion: string;
  readonly secondVersion: string;
  readonly identical: 0 | 1;
  readonly differentBits: number;
}
export function openPairs(
  db: ReadDb,
  fileId: number | undefined,
  clearanceRank: number,
  limit: number,
): OpenPair[] {
  return rows(
    db,
    `SELECT a.first_id AS firstId, a.second_id AS secondId, ${PLACE('g', 'i')} AS firstPlace,
       ${PLACE('h', 'j')} AS secondPlace, coalesce(g.display_blob, s.blob_id) AS firstVersion,
       coalesce(h.display_blob, t.blob_id) AS secondVersion, a.identical, a.bits AS differentBits
     ${OPEN_PAIRS} ORDER BY a.identical DESC, a.bits, a.first_id, a.second_id LIMIT ?3`,
    { 1: clearanceRank, 2: fileId ?? null, 3: limit },
  );
}
export function countPairs(db: ReadDb, fileId: number | undefined, clearanceRank: number): number {
  return value(db, `SELECT count(*) ${OPEN_PAIRS}`, { 1: clearanceRank, 2: fileId ?? null }) ?? 0;
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
