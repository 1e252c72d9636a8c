import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface RegulationFields {
  readonly title: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly inForceFrom: string;
  readonly repealedOn: string;
  readonly successorId: number | null;
  /** JSON array of class codes. */
  readonly classes: string;
  readonly body: string;
}
export interface RegulationRecord extends RegulationFields {
  readonly id: number;
  readonly revision: number;
  readonly changedAt: string;
  readonly changedBy: string;
}
const SELECT = `SELECT id, title, issuer, document_number AS documentNumber, in_force_from AS inForceFrom,
  repealed_on AS repealedOn, successor_id AS successorId, classes, body, revision, changed_at AS changedAt,
  changed_by AS changedBy FROM regulation`;

/** @param folded empty: all. Newest first. */
export function findRegulations(db: ReadDb, folded: string, classCode: string): RegulationRecord[] {
  return rows(
    db,
    `${SELECT} WHERE (?1 = '' OR instr(folded, ?1) > 0)
       AND (?2 = '' OR EXISTS (SELECT 1 FROM json_each(classes) WHERE value = ?2))
     ORDER BY in_force_from DESC, id DESC`,
    { 1: folded, 2: classCode },
  );
}
export function regulationById(db: ReadDb, id: number): RegulationRecord | undefined {
  return row(db, `${SELECT} WHERE id = ?`, [id]);
}
export function insertRegulation(
  db: WriteDb,
  one: RegulationFields & { readonly folded: string; readonly at: string; readonly by: string },
): number {
  return run(
    db,
    `INSERT INTO regulation (title, issuer, document_number, in_force_from, repealed_on, successor_id, classes, body, folded,
       changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [...bind(one), one.folded, one.at, one.by],
  ).id;
}
/** @returns false when the revision is no longer the one that was read */
export function updateRegulation(
  db: WriteDb,
  id: number,
  revision: number,
  one: RegulationFields & { readonly folded: string; readonly at: string; readonly by: string },
): boolean {
  return (
    run(
      db,
      `UPDATE regulation SET title = ?, issuer = ?, document_number = ?, in_force_from = ?, repealed_on = ?,
         successor_id = ?, classes = ?, body = ?, folded = ?, changed_at = ?, changed_by = ?, revision = revision + 1
       WHERE id = ? AND revision = ?`,
      [...bind(one), one.folded, one.at, one.by, id, revision],
    ).changes === 1
  );
}
const bind = (one: RegulationFields) => [
  one.title,
  one.issuer,
  one.documentNumber,
  one.inForceFrom,
  one.repealedOn,
  one.successorId,
  one.classes,
  one.body,
];
