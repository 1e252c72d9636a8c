import { type ReadDb, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface LateRecord {
  readonly kind: 'return-check' | 'loan' | 'copy';
  readonly id: number;
  readonly requestId: number;
  readonly requestNumber: string;
  readonly personName: string;
  readonly who: string;
  readonly dueAt: string;
  readonly chased: number;
  readonly lastChasedAt: string | null;
}

/** Return checks, loans and copies that are late at `now`, the longest first. `hours`: grace of the return check. */
export function lateRecords(db: ReadDb, now: string, hours: number, rank: number): LateRecord[] {
  return rows(
    db,
    `WITH ended (id, unit, due_at) AS (
       SELECT r.id, r.unit, strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(r.reading_ended_at, r.valid_until), :grace)
         FROM consult_request r
         WHERE r.state = 'returning' OR (r.state = 'approved' AND r.valid_until < :now
           AND (EXISTS (SELECT 1 FROM consult_sitting s WHERE s.request_id = r.id)
             OR EXISTS (SELECT 1 FROM loan l WHERE l.request_id = r.id)))),
     late (kind, id, request_id, who, due_at) AS (
       SELECT 'return-check', id, id, unit, due_at FROM ended WHERE due_at < :now
       UNION ALL
       SELECT 'loan', l.id, l.request_id, l.borrower, l.due_at FROM loan l WHERE l.returned_at IS NULL AND l.due_at < :now
       UNION ALL
       SELECT 'copy', c.id, c.request_id, c.received_by, c.due_at FROM consult_copy c WHERE c.state = 'out' AND c.due_at < :now)
     SELECT late.kind, late.id, r.id AS requestId, r.number AS requestNumber, p.name AS personName, late.who,
       late.due_at AS dueAt,
       (SELECT count(*) FROM consult_chase h WHERE h.kind = late.kind AND h.target_id = late.id) AS chased,
       (SELECT max(h.at) FROM consult_chase h WHERE h.kind = late.kind AND h.target_id = late.id) AS lastChasedAt
     FROM late JOIN consult_request r ON r.id = late.request_id JOIN cadre_file f ON f.id = r.file_id
     JOIN person p ON p.id = f.person_id WHERE r.secrecy_rank <= :rank ORDER BY late.due_at, late.kind, late.id`,
    { now, grace: `+${hours} hours`, rank },
  );
}
export function insertChase(
  db: WriteDb,
  one: { kind: LateRecord['kind']; targetId: number; note: string; by: string; at: string },
): void {
  run(db, 'INSERT INTO consult_chase (kind, target_id, note, by_name, at) VALUES (?, ?, ?, ?, ?)', [
    one.kind,
    one.targetId,
    one.note,
    one.by,
    one.at,
  ]);
}
