import { type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface LoanRecord {
  readonly id: number;
  readonly number: string;
  readonly requestId: number;
  readonly requestNumber: string;
  readonly fileId: number;
  readonly personName: string;
  readonly borrower: string;
  readonly borrowerUnit: string;
  readonly phone: string;
  readonly lentAt: string;
  readonly lentBy: string;
  readonly dueAt: string;
  readonly returnedAt: string | null;
  readonly returnedBy: string | null;
  readonly differences: number;
}
const SELECT = `SELECT l.id, l.number, l.request_id AS requestId, r.number AS requestNumber, r.file_id AS fileId,
  p.name AS personName, l.borrower, l.borrower_unit AS borrowerUnit, l.phone, l.lent_at AS lentAt, l.lent_by AS lentBy,
  l.due_at AS dueAt, l.returned_at AS returnedAt, l.returned_by AS returnedBy, l.differences
  FROM loan l JOIN consult_request r ON r.id = l.request_id JOIN cadre_file f ON f.id = r.file_id
  JOIN person p ON p.id = f.person_id`;

export function findLoans(
  db: ReadDb,
  filter: {
    outOnly: boolean;
    overdueAt: string | undefined;
    requestId: number | undefined;
    rank: number;
  },
): LoanRecord[] {
  return rows(
    db,
    `${SELECT} WHERE r.secrecy_rank <= :rank AND (:out = 0 OR l.returned_at IS NULL)
       AND (:overdue IS NULL OR (l.returned_at IS NULL AND l.due_at < :overdue))
       AND (:request IS NULL OR l.request_id = :request) ORDER BY l.due_at, l.id`,
    {
      rank: filter.rank,
      out: filter.outOnly ? 1 : 0,
      overdue: filter.overdueAt ?? null,
      request: filter.requestId ?? null,
    },
  );
}
export function loansOfRequest(db: ReadDb, requestId: number): LoanRecord[] {
  return rows(db, `${SELECT} WHERE l.request_id = ? ORDER BY l.id`, [requestId]);
}
/** Loans made between two instants, oldest first. */
export function loansBetween(db: ReadDb, from: string, to: string, rank: number): LoanRecord[] {
  return rows(db, `${SELECT} WHERE l.lent_at >= ? AND l.lent_at < ? AND r.secrecy_rank <= ? ORDER BY l.id`, [
    from,
    to,
    rank,
  ]);
}
export function loanById(db: ReadDb, id: number): LoanRecord | undefined {
  return row(db, `${SELECT} WHERE l.id = ?`, [id]);
}
export function nextLoanSequence(db: ReadDb, prefix: string): number {
  return theRow<{ next: number }>(db, `SELECT count(*) + 1 AS next FROM loan WHERE number LIKE ? || '%'`, [
    prefix,
  ]).next;
}
export function insertLoan(
  db: WriteDb,
  one: {
    number: string;
    requestId: number;
    borrower: string;
    borrowerUnit: string;
    phone: string;
    at: string;
    by: string;
    dueAt: string;
  },
): number {
  return run(
    db,
    `INSERT INTO loan (number, request_id, borrower, borrower_unit, phone, lent_at, lent_by, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [one.number, one.requestId, one.borrower, one.borrowerUnit, one.phone, one.at, one.by, one.dueAt],
  ).id;
}
export function insertLoanItem(db: WriteDb, loanId: number, itemId: number, pages: number): void {
  run(db, 'INSERT INTO loan_item (loan_id, item_id, pages_out) VALUES (?, ?, ?)', [loanId, itemId, pages]);
}
/** Number of the loan by which an item is out. */
export function outBy(db: ReadDb, itemId: number): string | undefined {
  return row<{ number: string }>(
    db,
    'SELECT l.number FROM loan_item x JOIN loan l ON l.id = x.loan_id WHERE x.item_id = ? AND x.pages_back IS NULL',
    [itemId],
  )?.number;
}
export interface LoanItemRecord {
  readonly itemId: number;
  readonly title: string;
  readonly archivalCode: string | null;
  readonly pagesOut: number;
  readonly pagesBack: number | null;
  readonly note: string;
}
export function loanItems(db: ReadDb, loanId: number): LoanItemRecord[] {
  return rows(
    db,
    `SELECT x.item_id AS itemId, i.title, i.archival_code AS archivalCode, x.pages_out AS pagesOut,
       x.pages_back AS pagesBack, x.note FROM loan_item x JOIN item i ON i.id = x.item_id WHERE x.loan_id = ? ORDER BY i.class_code, i.position, i.id`,
    [loanId],
  );
}
export function noteLoanItemBack(
  db: WriteDb,
  loanId: number,
  itemId: number,
  pages: number,
  note: string,
): void {
  run(db, 'UPDATE loan_item SET pages_back = ?, note = ? WHERE loan_id = ? AND item_id = ?', [
    pages,
    note,
    loanId,
    itemId,
  ]);
}
export function closeLoan(
  db: WriteDb,
  id: number,
  one: { at: string; by: string; differences: number },
): void {
  run(
    db,
    'UPDATE loan SET returned_at = ?, returned_by = ?, differences = ? WHERE id = ? AND returned_at IS NULL',
    [one.at, one.by, one.differences, id],
  );
}

export interface RenewalRecord {
  readonly id: number;
  readonly loanId: number;
  readonly reason: string;
  readonly until: string;
  readonly askedById: number;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: 'asked' | 'approved' | 'rejected';
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}
const RENEWAL = `SELECT n.id, n.loan_id AS loanId, n.reason, n.until, n.asked_by AS askedById, a.name AS askedBy,
  n.asked_at AS askedAt, n.state, d.name AS decidedBy, n.decided_at AS decidedAt
  FROM loan_renewal n JOIN account a ON a.id = n.asked_by LEFT JOIN account d ON d.id = n.decided_by`;
export function renewalsOf(db: ReadDb, loanId: number): RenewalRecord[] {
  return rows(db, `${RENEWAL} WHERE n.loan_id = ? ORDER BY n.id`, [loanId]);
}
export function renewalById(db: ReadDb, id: number): RenewalRecord | undefined {
  return row(db, `${RENEWAL} WHERE n.id = ?`, [id]);
}
export function insertRenewal(
  db: WriteDb,
  one: { loanId: number; reason: string; until: string; by: number; at: string },
): number {
  return run(
    db,
    'INSERT INTO loan_renewal (loan_id, reason, until, asked_by, asked_at) VALUES (?, ?, ?, ?, ?)',
    [one.loanId, one.reason, one.until, one.by, one.at],
  ).id;
}
/** @returns false when somebody has decided it before */
export function decideRenewalRow(db: WriteDb, id: number, approve: boolean, by: number, at: string): boolean {
  return (
    run(
      db,
      `UPDATE loan_renewal SET state = ?, decided_by = ?, decided_at = ? WHERE id = ? AND state = 'asked'`,
      [approve ? 'approved' : 'rejected', by, at, id],
    ).changes === 1
  );
}
export function prolong(db: WriteDb, loanId: number, dueAt: string): void {
  run(db, 'UPDATE loan SET due_at = ? WHERE id = ? AND returned_at IS NULL', [dueAt, loanId]);
}
