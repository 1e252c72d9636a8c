import type { Output } from '#contract/index.ts';
import { column, type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export type PlaceKind = Output<'shelf.places'>['places'][number]['kind'];
export interface PlaceRecord {
  readonly id: number;
  readonly parent_id: number | null;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly capacity: number;
  readonly retired_at: string | null;
  readonly holds: number;
}
export function allPlaces(db: ReadDb): PlaceRecord[] {
  return rows(
    db,
    `SELECT p.id, p.parent_id, p.kind, p.name, p.capacity, p.retired_at,
       CASE p.kind WHEN 'box' THEN (SELECT count(*) FROM volume_place v WHERE v.place_id = p.id)
       ELSE (SELECT count(*) FROM shelf_place c WHERE c.parent_id = p.id AND c.retired_at IS NULL) END AS holds
     FROM shelf_place p ORDER BY p.name, p.id`,
  );
}
export function insertPlace(
  db: WriteDb,
  place: { parentId: number | null; kind: PlaceKind; name: string; capacity: number },
): number {
  return run(db, 'INSERT INTO shelf_place (parent_id, kind, name, capacity) VALUES (?, ?, ?, ?)', [
    place.parentId,
    place.kind,
    place.name,
    place.capacity,
  ]).id;
}
export function updatePlace(
  db: WriteDb,
  id: number,
  place: { parentId: number | null; name: string; capacity: number },
): void {
  run(db, 'UPDATE shelf_place SET parent_id = ?, name = ?, capacity = ? WHERE id = ?', [
    place.parentId,
    place.name,
    place.capacity,
    id,
  ]);
}
export function markRetired(db: WriteDb, id: number, at: string): void {
  run(db, 'UPDATE shelf_place SET retired_at = ? WHERE id = ?', [at, id]);
}

export interface VolumeRecord {
  readonly file_id: number;
  readonly volume_number: number;
  readonly person_name: string;
  readonly unit: string;
  readonly place_id: number | null;
}
const VOLUME = `SELECT f.id AS file_id, f.volume_number, p.name AS person_name, p.unit, v.place_id
  FROM cadre_file f JOIN person p ON p.id = f.person_id LEFT JOIN volume_place v ON v.file_id = f.id`;
export function volumesIn(db: ReadDb, places: readonly number[]): VolumeRecord[] {
  return rows(db, `${VOLUME} WHERE v.place_id IN (SELECT value FROM json_each(?)) ORDER BY f.volume_number`, [
    JSON.stringify(places),
  ]);
}
export function volumesNowhere(db: ReadDb): VolumeRecord[] {
  return rows(db, `${VOLUME} WHERE v.place_id IS NULL AND p.retracted_at IS NULL ORDER BY f.volume_number`);
}
export function volumeById(db: ReadDb, fileId: number): VolumeRecord | undefined {
  return row(db, `${VOLUME} WHERE f.id = ?`, [fileId]);
}
export function volumeByNumber(db: ReadDb, number: number): VolumeRecord | undefined {
  return row(db, `${VOLUME} WHERE f.volume_number = ?`, [number]);
}
export function putVolume(db: WriteDb, fileId: number, placeId: number): void {
  run(
    db,
    `INSERT INTO volume_place (file_id, place_id) VALUES (?, ?)
     ON CONFLICT (file_id) DO UPDATE SET place_id = excluded.place_id`,
    [fileId, placeId],
  );
}

export function nextSlip(db: ReadDb): number {
  return theRow<{ n: number }>(db, 'SELECT coalesce(max(slip), 0) + 1 AS n FROM shelf_move').n;
}
export interface MoveLine {
  readonly slip: number;
  readonly fileId: number | null;
  readonly placeId: number | null;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
export function insertMove(db: WriteDb, one: MoveLine): void {
  run(
    db,
    `INSERT INTO shelf_move (slip, file_id, place_id, from_words, to_words, reason, by_name, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [one.slip, one.fileId, one.placeId, one.from, one.to, one.reason, one.by, one.at],
  );
}
export interface MoveRecord {
  readonly id: number;
  readonly slip: number;
  readonly label: string;
  readonly from_words: string;
  readonly to_words: string;
  readonly reason: string;
  readonly by_name: string;
  readonly at: string;
}
const MOVE = `SELECT m.id, m.slip, coalesce(f.volume_number || ' 号卷　' || p.name, s.name) AS label, m.from_words,
  m.to_words, m.reason, m.by_name, m.at FROM shelf_move m LEFT JOIN cadre_file f ON f.id = m.file_id
  LEFT JOIN person p ON p.id = f.person_id LEFT JOIN shelf_place s ON s.id = m.place_id`;
export function movesOfSlip(db: ReadDb, slip: number): MoveRecord[] {
  return rows(db, `${MOVE} WHERE m.slip = ? ORDER BY m.id`, [slip]);
}
export function movesOfFile(db: ReadDb, fileId: number): MoveRecord[] {
  return rows(db, `${MOVE} WHERE m.file_id = ? ORDER BY m.id DESC`, [fileId]);
}
/** The newest lines; older ones are found by their volume. */
export function latestMoves(db: ReadDb): MoveRecord[] {
  return rows(db, `${MOVE} ORDER BY m.id DESC LIMIT 500`);
}

export interface InventoryRecord {
  readonly id: number;
  readonly place_id: number;
  readonly state: 'open' | 'paused' | 'finished';
  readonly standing_id: number | null;
  readonly started_by: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly seen: number;
}
const INVENTORY = `SELECT i.id, i.place_id, i.state, i.standing_id, i.started_by, i.started_at, i.finished_at,
  (SELECT count(*) FROM inventory_seen s WHERE s.inventory_id = i.id) AS seen FROM inventory i`;
export function inventoryById(db: ReadDb, id: number): InventoryRecord | undefined {
  return row(db, `${INVENTORY} WHERE i.id = ?`, [id]);
}
export function latestInventories(db: ReadDb): InventoryRecord[] {
  return rows(db, `${INVENTORY} ORDER BY i.id DESC LIMIT 200`);
}
export function unfinishedPlaces(db: ReadDb): number[] {
  return column(db, `SELECT place_id FROM inventory WHERE state <> 'finished'`);
}
export function insertInventory(
  db: WriteDb,
  placeId: number,
  standing: number | null,
  by: string,
  at: string,
): number {
  return run(
    db,
    `INSERT INTO inventory (place_id, state, standing_id, started_by, started_at) VALUES (?, 'open', ?, ?, ?)`,
    [placeId, standing, by, at],
  ).id;
}
export function setInventoryState(db: WriteDb, id: number, state: 'open' | 'paused'): void {
  run(db, 'UPDATE inventory SET state = ? WHERE id = ?', [state, id]);
}
export function stand(db: WriteDb, id: number, placeId: number): void {
  run(db, 'UPDATE inventory SET standing_id = ? WHERE id = ?', [placeId, id]);
}
export function closeInventory(db: WriteDb, id: number, by: string, at: string): void {
  run(db, `UPDATE inventory SET state = 'finished', finished_by = ?, finished_at = ? WHERE id = ?`, [
    by,
    at,
    id,
  ]);
}

export interface SeenRecord {
  readonly file_id: number;
  readonly place_id: number;
  readonly pages: number | null;
}
export function seenOf(db: ReadDb, inventoryId: number): SeenRecord[] {
  return rows(
    db,
    'SELECT file_id, place_id, pages FROM inventory_seen WHERE inventory_id = ? ORDER BY file_id',
    [inventoryId],
  );
}
/** A page count noted before stays when the volume is scanned once more. */
export function putSeen(
  db: WriteDb,
  one: {
    inventoryId: number;
    fileId: number;
    placeId: number;
    pages: number | null;
    by: string;
    at: string;
  },
): void {
  run(
    db,
    `INSERT INTO inventory_seen (inventory_id, file_id, place_id, pages, by_name, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (inventory_id, file_id) DO UPDATE SET place_id = excluded.place_id,
       pages = coalesce(excluded.pages, pages), by_name = excluded.by_name, at = excluded.at`,
    [one.inventoryId, one.fileId, one.placeId, one.pages, one.by, one.at],
  );
}
export function dropSeen(db: WriteDb, inventoryId: number, fileId: number): void {
  run(db, 'DELETE FROM inventory_seen WHERE inventory_id = ? AND file_id = ?', [inventoryId, fileId]);
}
export function putStranger(
  db: WriteDb,
  one: { inventoryId: number; label: string; placeId: number; by: string; at: string },
): void {
  run(
    db,
    `INSERT INTO inventory_stranger (inventory_id, label, place_id, by_name, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (inventory_id, label) DO UPDATE SET place_id = excluded.place_id`,
    [one.inventoryId, one.label, one.placeId, one.by, one.at],
  );
}
export function strangersOf(db: ReadDb, inventoryId: number): { label: string; place_id: number }[] {
  return rows(db, 'SELECT label, place_id FROM inventory_stranger WHERE inventory_id = ? ORDER BY label', [
    inventoryId,
  ]);
}
/** Registered paper pages of a volume and the highest rank among its living items. */
export function paperPages(db: ReadDb, fileId: number): { pages: number; rank: number } {
  return theRow(
    db,
    `SELECT coalesce(sum(paper_pages), 0) AS pages, coalesce(max(secrecy_rank), 0) AS rank FROM item
     WHERE file_id = ? AND state <> 'void'`,
    [fileId],
  );
}

/** Why a volume may rightly be off its shelf: under way to another office, or paper of it lent and not back. */
export function awayBecause(db: ReadDb, fileId: number): { transfer: number; lent: number } {
  return theRow(
    db,
    `SELECT (SELECT state = 'in-transfer' FROM cadre_file WHERE id = ?1) AS transfer,
       EXISTS (SELECT 1 FROM loan l JOIN consult_request r ON r.id = l.request_id
         WHERE r.file_id = ?1 AND l.returned_at IS NULL) AS lent`,
    { 1: fileId },
  );
}

export type Kind = Output<'shelf.inventory'>['differences'][number]['kind'];
export interface DifferenceRecord {
  readonly id: number;
  readonly inventory_id: number;
  readonly kind: Kind;
  readonly label: string;
  readonly expected: string;
  readonly found: string;
  readonly secrecy_rank: number;
  readonly reason: string;
  readonly settled_by: string | null;
  readonly settled_at: string | null;
}
const DIFFERENCE = `SELECT id, inventory_id, kind, label, expected, found, secrecy_rank, reason, settled_by, settled_at
  FROM inventory_difference`;
export function differencesOf(db: ReadDb, inventoryId: number, rank: number): DifferenceRecord[] {
  return rows(db, `${DIFFERENCE} WHERE inventory_id = ? AND secrecy_rank <= ? ORDER BY id`, [
    inventoryId,
    rank,
  ]);
}
export function differenceById(db: ReadDb, id: number): DifferenceRecord | undefined {
  return row(db, `${DIFFERENCE} WHERE id = ?`, [id]);
}
export function insertDifference(
  db: WriteDb,
  one: {
    inventoryId: number;
    kind: Kind;
    fileId: number | null;
    label: string;
    expected: string;
    found: string;
    rank: number;
  },
): void {
  run(
    db,
    `INSERT INTO inventory_difference (inventory_id, kind, file_id, label, expected, found, secrecy_rank)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [one.inventoryId, one.kind, one.fileId, one.label, one.expected, one.found, one.rank],
  );
}
export function settleDifference(db: WriteDb, id: number, reason: string, by: string, at: string): void {
  run(db, 'UPDATE inventory_difference SET reason = ?, settled_by = ?, settled_at = ? WHERE id = ?', [
    reason,
    by,
    at,
    id,
  ]);
}
