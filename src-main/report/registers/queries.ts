import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { type ReadDb, rows } from '#main/storage/index.ts';
import type { Asked } from '../description.ts';

const within = ({ from, to, clearanceRank }: Asked) => ({ from, to, rank: clearanceRank });
const PERSON = 'f.id AS fileId, p.name';
const FILE = 'JOIN cadre_file f ON f.id = %.file_id JOIN person p ON p.id = f.person_id';
const file = (table: string) => FILE.replace('%', table);

export interface ReceiptRecord {
  readonly fileId: number;
  readonly itemId: number | null;
  readonly name: string;
  readonly decidedAt: string;
  readonly number: string;
  readonly department: string;
  readonly hander: string;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly pages: number;
  readonly copies: number;
  readonly originality: 'original' | 'copy';
  readonly decidedBy: string;
  readonly remarks: string;
  readonly rank: number;
}
export function receipts(db: ReadDb, asked: Asked): ReceiptRecord[] {
  return rows(
    db,
    `SELECT ${PERSON}, r.item_id AS itemId, r.decided_at AS decidedAt, h.number, d.name AS department, h.hander,
       r.class_code AS classCode, r.title, r.date, r.pages, r.copies, r.originality, r.decided_by AS decidedBy, r.remarks,
       max(r.secrecy_rank, coalesce(i.secrecy_rank, 0)) AS rank
     FROM handover_row r JOIN handover h ON h.id = r.handover_id JOIN supplier_department d ON d.id = h.department_id
     LEFT JOIN item i ON i.id = r.item_id ${file('r')}
     WHERE r.verdict = 'accepted' AND r.decided_at >= :from AND r.decided_at < :to
       AND max(r.secrecy_rank, coalesce(i.secrecy_rank, 0)) <= :rank ORDER BY r.decided_at, r.id`,
    within(asked),
  );
}

export interface HandoverRecord {
  readonly number: string;
  readonly department: string;
  readonly hander: string;
  readonly handedOn: string;
  readonly accepted: number;
  readonly returned: number;
  readonly pages: number;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
}
/** Hand-over lists; of their rows only those within the clearance are counted. */
export function handovers(db: ReadDb, asked: Asked): HandoverRecord[] {
  return rows(
    db,
    `SELECT h.number, d.name AS department, h.hander, h.handed_on AS handedOn,
       count(r.id) FILTER (WHERE r.verdict = 'accepted') AS accepted,
       count(r.id) FILTER (WHERE r.verdict = 'returned') AS returned,
       coalesce(sum(r.pages) FILTER (WHERE r.verdict = 'accepted'), 0) AS pages,
       h.received_at AS receivedAt, h.received_by AS receivedBy
     FROM handover h JOIN supplier_department d ON d.id = h.department_id
     LEFT JOIN (SELECT r.* FROM handover_row r LEFT JOIN item i ON i.id = r.item_id
       WHERE max(r.secrecy_rank, coalesce(i.secrecy_rank, 0)) <= :rank) r ON r.handover_id = h.id
     WHERE h.created_at >= :from AND h.created_at < :to GROUP BY h.id ORDER BY h.id`,
    within(asked),
  );
}

export interface TransferRecord {
  readonly fileId: number | null;
  readonly name: string;
  readonly direction: 'out' | 'in';
  readonly slip: string;
  readonly partner: string;
  readonly reason: string;
  readonly state: 'sealed' | 'receipted' | 'returned' | 'staged' | 'accepted' | 'refused';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly closedAt: string | null;
}
export function transfers(db: ReadDb, asked: Asked): TransferRecord[] {
  return rows(
    db,
    `SELECT c.file_id AS fileId, c.person_name AS name, c.direction, c.slip_number AS slip, t.name AS partner, c.reason, c.state,
       c.created_at AS createdAt, c.created_by AS createdBy, c.closed_at AS closedAt
     FROM transfer_case c JOIN partner t ON t.id = c.partner_id
     WHERE c.created_at >= :from AND c.created_at < :to ORDER BY c.id`,
    within(asked),
  );
}

export interface AppraisalRecord {
  readonly fileId: number;
  readonly itemId: number;
  readonly name: string;
  readonly title: string;
  readonly archivalCode: string | null;
  /** JSON */
  readonly opinion: string;
  readonly state: 'proposed' | 'confirmed' | 'rejected';
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly secrecy: SecrecyLevel;
}
export function appraisals(db: ReadDb, asked: Asked): AppraisalRecord[] {
  return rows(
    db,
    `SELECT ${PERSON}, i.id AS itemId, i.title, i.archival_code AS archivalCode, r.opinion, r.state, a.name AS proposedBy,
       r.proposed_at AS proposedAt, d.name AS decidedBy, r.decided_at AS decidedAt, i.secrecy
     FROM appraisal r JOIN item i ON i.id = r.item_id JOIN account a ON a.id = r.proposed_by
     LEFT JOIN account d ON d.id = r.decided_by ${file('i')}
     WHERE r.proposed_at >= :from AND r.proposed_at < :to AND i.secrecy_rank <= :rank ORDER BY r.id`,
    within(asked),
  );
}

export interface ChangeRecord {
  readonly fileId: number;
  readonly itemId: number;
  readonly name: string;
  readonly title: string;
  readonly fromSecrecy: SecrecyLevel;
  readonly fromYears: number;
  readonly toSecrecy: SecrecyLevel;
  readonly toYears: number;
  readonly basis: string;
  readonly state: 'proposed' | 'reviewed' | 'approved' | 'rejected' | 'withdrawn';
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly reviewedBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly rank: number;
}
export function secrecyChanges(db: ReadDb, asked: Asked): ChangeRecord[] {
  return rows(
    db,
    `SELECT ${PERSON}, i.id AS itemId, i.title, c.from_secrecy AS fromSecrecy, c.from_years AS fromYears,
       c.to_secrecy AS toSecrecy, c.to_years AS toYears, c.basis, c.state, a.name AS proposedBy, c.proposed_at AS proposedAt,
       b.name AS reviewedBy, d.name AS decidedBy, c.decided_at AS decidedAt, max(c.secrecy_rank, i.secrecy_rank) AS rank
     FROM secrecy_change c JOIN item i ON i.id = c.item_id JOIN account a ON a.id = c.proposed_by
     LEFT JOIN account b ON b.id = c.reviewed_by LEFT JOIN account d ON d.id = c.decided_by ${file('i')}
     WHERE c.proposed_at >= :from AND c.proposed_at < :to AND max(c.secrecy_rank, i.secrecy_rank) <= :rank ORDER BY c.id`,
    within(asked),
  );
}

export interface SessionRecord {
  readonly heldOn: string;
  readonly title: string;
  readonly form: 'lecture' | 'case' | 'visit' | 'exam' | 'study' | 'other';
  readonly place: string;
  readonly speaker: string;
  readonly hours: number;
  readonly invited: number;
  readonly present: number;
  readonly leave: number;
  readonly absent: number;
}
/** @param year yyyy; empty: all */
export function trainingSessions(db: ReadDb, { year }: Asked): SessionRecord[] {
  return rows(
    db,
    `SELECT s.held_on AS heldOn, s.title, s.form, s.place, s.speaker, s.hours, count(a.file_id) AS invited,
       count(*) FILTER (WHERE a.mark = 'present') AS present, count(*) FILTER (WHERE a.mark = 'leave') AS leave,
       count(*) FILTER (WHERE a.mark = 'absent') AS absent
     FROM training_session s LEFT JOIN training_attendance a ON a.session_id = s.id
     WHERE s.void_reason = '' AND (:year = '' OR substr(s.held_on, 1, 4) = :year) GROUP BY s.id ORDER BY s.held_on, s.id`,
    { year },
  );
}

export interface WarningRecord {
  readonly fileId: number;
  readonly name: string;
  readonly rule: string;
  readonly since: string;
  readonly level: 'low' | 'middle' | 'high';
  readonly outcome: 'verified' | 'excluded' | 'mended' | null;
  readonly proposedBy: string | null;
  readonly closedAt: string;
  readonly closedBy: string;
  readonly rank: number;
}
/** Warnings closed between two instants, by the last that was done about them. */
export function closedWarnings(db: ReadDb, asked: Asked): WarningRecord[] {
  return rows(
    db,
    `SELECT ${PERSON}, w.rule, w.since, w.level, w.outcome, b.name AS proposedBy, a.at AS closedAt, a.by_name AS closedBy,
       max(w.secrecy_rank, (SELECT coalesce(max(i.secrecy_rank), 0) FROM warning_evidence e JOIN item i ON i.id = e.item_id
         WHERE e.warning_id = w.id)) AS rank
     FROM warning w JOIN warning_act a ON a.id = (SELECT max(l.id) FROM warning_act l WHERE l.warning_id = w.id)
     LEFT JOIN account b ON b.id = w.proposed_by ${file('w')}
     WHERE w.state = 'closed' AND a.at >= :from AND a.at < :to
       AND max(w.secrecy_rank, (SELECT coalesce(max(i.secrecy_rank), 0) FROM warning_evidence e JOIN item i ON i.id = e.item_id
         WHERE e.warning_id = w.id)) <= :rank ORDER BY a.id`,
    within(asked),
  );
}
/** Level of each item meant. */
export function levelsOf(db: ReadDb, ids: readonly number[]): Map<number, SecrecyLevel> {
  return new Map(
    rows<{ id: number; secrecy: SecrecyLevel }>(
      db,
      'SELECT id, secrecy FROM item WHERE id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(ids)],
    ).map((one) => [one.id, one.secrecy]),
  );
}
/** Whose file it is. */
export function personOfFile(db: ReadDb, ids: readonly number[]): Map<number, number> {
  return new Map(
    rows<{ id: number; personId: number }>(
      db,
      'SELECT id, person_id AS personId FROM cadre_file WHERE id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(ids)],
    ).map((one) => [one.id, one.personId]),
  );
}
