import type { Discipline } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface MeasureRecord {
  readonly id: number;
  readonly fileId: number;
  readonly personName: string;
  readonly kind: string;
  readonly itemId: number;
  readonly itemTitle: string;
  readonly decidedOn: string;
  readonly organ: string;
  readonly documentNumber: string;
  /** JSON array of what it was a breach of. */
  readonly disciplines: string;
  readonly note: string;
  readonly untilByHand: string;
  readonly overrideReason: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly withdrawn: string | null;
  /** Of the paper it stands on. */
  readonly rank: number;
}
const MEASURE = `SELECT m.id, m.file_id AS fileId, p.name AS personName, m.kind, m.item_id AS itemId, i.title AS itemTitle,
  m.decided_on AS decidedOn, m.organ, m.document_number AS documentNumber, m.note,
  (SELECT json_group_array(discipline) FROM measure_discipline WHERE measure_id = m.id) AS disciplines, m.until_by_hand AS untilByHand,
  m.override_reason AS overrideReason, m.recorded_by AS recordedBy, m.recorded_at AS recordedAt, m.withdrawn,
  i.secrecy_rank AS rank
  FROM measure m JOIN item i ON i.id = m.item_id JOIN cadre_file f ON f.id = m.file_id JOIN person p ON p.id = f.person_id`;

export function measureById(db: ReadDb, id: number): MeasureRecord | undefined {
  return row(db, `${MEASURE} WHERE m.id = ?`, [id]);
}
/** @param fileId undefined: of every file */
export function measures(db: ReadDb, fileId: number | undefined, clearanceRank: number): MeasureRecord[] {
  return rows(
    db,
    `${MEASURE} WHERE (?1 IS NULL OR m.file_id = ?1) AND i.secrecy_rank <= ?2 ORDER BY m.decided_on DESC, m.id DESC`,
    { 1: fileId ?? null, 2: clearanceRank },
  );
}
export function measuresOfFiles(db: ReadDb, fileIds: readonly number[]): MeasureRecord[] {
  return rows(
    db,
    `${MEASURE} WHERE m.file_id IN (SELECT value FROM json_each(?)) AND m.withdrawn IS NULL ORDER BY m.id`,
    [JSON.stringify(fileIds)],
  );
}
export function insertMeasure(
  db: WriteDb,
  one: Omit<MeasureRecord, 'id' | 'personName' | 'itemTitle' | 'withdrawn' | 'rank' | 'disciplines'>,
  disciplines: readonly Discipline[],
): number {
  const { id } = run(
    db,
    `INSERT INTO measure (file_id, item_id, kind, decided_on, organ, document_number, note, until_by_hand,
       override_reason, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.fileId,
      one.itemId,
      one.kind,
      one.decidedOn,
      one.organ,
      one.documentNumber,
      one.note,
      one.untilByHand,
      one.overrideReason,
      one.recordedBy,
      one.recordedAt,
    ],
  );
  for (const discipline of new Set(disciplines))
    run(db, 'INSERT INTO measure_discipline (measure_id, discipline) VALUES (?, ?)', [id, discipline]);
  return id;
}
/** @returns false when it was withdrawn already */
export function markWithdrawn(db: WriteDb, id: number, words: string): boolean {
  return (
    run(db, 'UPDATE measure SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL', [words, id]).changes === 1
  );
}
