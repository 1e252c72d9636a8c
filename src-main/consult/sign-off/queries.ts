import { type ReadDb, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface SignOffRecord {
  readonly version: number;
  readonly step: number;
  readonly stepName: string;
  readonly accountId: number;
  readonly by: string;
  readonly at: string;
  readonly approved: number;
  readonly opinion: string;
}
export function signOffsOf(db: ReadDb, requestId: number): SignOffRecord[] {
  return rows(
    db,
    `SELECT s.version, s.step, s.step_name AS stepName, s.account_id AS accountId, a.name AS by, s.at, s.approved, s.opinion
     FROM consult_sign_off s JOIN account a ON a.id = s.account_id WHERE s.request_id = ? ORDER BY s.id`,
    [requestId],
  );
}
export function insertSignOff(
  db: WriteDb,
  one: {
    requestId: number;
    version: number;
    step: number;
    stepName: string;
    accountId: number;
    at: string;
    approved: boolean;
    opinion: string;
  },
): void {
  run(
    db,
    `INSERT INTO consult_sign_off (request_id, version, step, step_name, account_id, at, approved, opinion)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.requestId,
      one.version,
      one.step,
      one.stepName,
      one.accountId,
      one.at,
      one.approved ? 1 : 0,
      one.opinion,
    ],
  );
}
