import { column, type ReadDb, rows } from '#main/storage/index.ts';
import type { PersonNamed } from '../queries.ts';

/** Files of the cadres whose name is read so: whole pinyin or its beginning, or initials. */
export function filesByPinyin(db: ReadDb, latin: string, most: number): number[] {
  return column(
    db,
    `SELECT f.id FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL AND (p.pinyin LIKE ? || '%' OR p.initials LIKE ? || '%') ORDER BY f.id LIMIT ?`,
    [latin, latin, most],
  );
}
/**
 * @param unit,post,level GLOB patterns of `globOf`
 * @param kindred other names of the units that are meant, former ones and those of units they came from or went into
 */
export function filesByUnit(db: ReadDb, unit: string, kindred: readonly string[]): number[] {
  return column(
    db,
    `SELECT f.id FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL AND (p.unit GLOB ? OR p.unit IN (SELECT value FROM json_each(?)))`,
    [unit, JSON.stringify(kindred)],
  );
}
export function filesByPost(db: ReadDb, post: string): number[] {
  return column(
    db,
    `SELECT f.id FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL
       AND EXISTS (SELECT 1 FROM post o WHERE o.person_id = p.id AND o.title GLOB ?)`,
    [post],
  );
}
export function filesByLevel(db: ReadDb, level: string): number[] {
  return column(
    db,
    `SELECT f.id FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL AND p.rank GLOB ?`,
    [level],
  );
}
/** @param name GLOB pattern of `globOf` @param latin pinyin or initials, or its beginning; '' for none */
export function peopleNamed(db: ReadDb, name: string, latin: string): PersonNamed[] {
  return rows(
    db,
    `SELECT f.id AS fileId, p.id AS personId, p.name, p.unit FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL AND (p.name_folded GLOB ?1 OR ?2 <> '' AND (p.pinyin LIKE ?2 || '%' OR p.initials LIKE ?2 || '%'))
     ORDER BY p.sort_order, p.id LIMIT 20`,
    { 1: name, 2: latin },
  );
}
