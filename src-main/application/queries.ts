import type { Output } from '#contract/index.ts';
import type { JobKind, JobResult } from '#main/scope/index.ts';
import { type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

type Job = Output<'jobs.get'>;
interface JobRecord extends Omit<Job, 'result'> {
  readonly result: string;
}
const JOB = `SELECT id, kind, label, state, done, total, message, code, started_at AS startedAt, ended_at AS endedAt, result FROM job`;
const toJob = (record: JobRecord): Job => ({ ...record, result: JSON.parse(record.result) as JobResult });

/** A person's own: labels and results name cadres. */
export function recentJobs(db: ReadDb, accountId: number): Job[] {
  return rows<JobRecord>(db, `${JOB} WHERE account_id = ? ORDER BY id DESC LIMIT 50`, [accountId]).map(toJob);
}
export function jobById(db: ReadDb, id: number, accountId: number): Job | undefined {
  const found = row<JobRecord>(db, `${JOB} WHERE id = ? AND account_id = ?`, [id, accountId]);
  return found && toJob(found);
}
export function insertJob(db: WriteDb, kind: JobKind, label: string, accountId: number, at: string): number {
  return run(
    db,
    `INSERT INTO job (kind, label, account_id, state, started_at) VALUES (?, ?, ?, 'running', ?)`,
    [kind, label, accountId, at],
  ).id;
}
export function endJob(
  db: WriteDb,
  id: number,
  end: Pick<Job, 'state' | 'message' | 'code' | 'result' | 'done' | 'total'> & { readonly at: string },
): void {
  run(
    db,
    `UPDATE job SET state = ?, message = ?, code = ?, result = ?, ended_at = ?, done = ?, total = ? WHERE id = ? AND state = 'running'`,
    [end.state, end.message, end.code, JSON.stringify(end.result), end.at, end.done, end.total, id],
  );
}
/** Jobs that a killed program left running. */
export function interruptJobs(db: WriteDb, at: string): number {
  return run(
    db,
    `UPDATE job SET state = 'interrupted', ended_at = ?, code = 'cancelled', message = '程序中途退出；已完成的部分都在，可以重新执行' WHERE state = 'running'`,
    [at],
  ).changes;
}

export function overviewCounts(db: ReadDb, rank: number) {
  return theRow<{
    people: number;
    items: number;
    pages: number;
    unfixedItems: number;
    appraisalPending: number;
    appraisalProposed: number;
    appraisalReturned: number;
    transfersOpen: number;
    rearrangementsWaiting: number;
    fixingsWaiting: number;
    lastBackupAt: string | null;
    lastVerifyAt: string | null;
    accountsWaiting: number;
    failedSignIns: number;
    lockedAccounts: number;
  }>(
    db,
    `SELECT
      (SELECT count(*) FROM person WHERE retracted_at IS NULL) AS people,
      (SELECT count(*) FROM item WHERE state <> 'void' AND secrecy_rank <= :rank) AS items,
      (SELECT coalesce(sum(scanned_pages), 0) FROM item WHERE state <> 'void' AND secrecy_rank <= :rank) AS pages,
      (SELECT count(*) FROM item WHERE state = 'draft' AND secrecy_rank <= :rank) AS unfixedItems,
      (SELECT count(*) FROM item WHERE appraisal_state = 'pending' AND state <> 'void' AND secrecy_rank <= :rank) AS appraisalPending,
      (SELECT count(*) FROM item WHERE appraisal_state = 'proposed' AND state <> 'void' AND secrecy_rank <= :rank) AS appraisalProposed,
      (SELECT count(*) FROM item WHERE appraisal_state IN ('refused', 'supplement') AND state <> 'void' AND secrecy_rank <= :rank) AS appraisalReturned,
      (SELECT count(*) FROM transfer_case WHERE state IN ('sealed', 'staged')) AS transfersOpen,
      (SELECT count(*) FROM rearrangement WHERE state = 'proposed') AS rearrangementsWaiting,
      (SELECT count(*) FROM fixing WHERE state = 'proposed' AND secrecy_rank <= :rank) AS fixingsWaiting,
      (SELECT max(at) FROM backup_run WHERE verified = 1) AS lastBackupAt,
      (SELECT max(at) FROM verify_run) AS lastVerifyAt,
      (SELECT count(*) FROM account WHERE state = 'waiting') AS accountsWaiting,
      (SELECT coalesce(sum(failures), 0) FROM account) AS failedSignIns,
      (SELECT count(*) FROM account WHERE locked_at IS NOT NULL AND state <> 'disabled') AS lockedAccounts`,
    { rank },
  );
}
export function lastVerifyClean(db: ReadDb): boolean | null {
  const clean = value<number>(db, 'SELECT clean FROM verify_run ORDER BY id DESC LIMIT 1');
  return clean === undefined ? null : clean === 1;
}
/** Accounts with failed sign-ins since their last good one, the locked ones first. */
export function accountsWithFailures(
  db: ReadDb,
): { login: string; name: string; failures: number; lockedAt: string | null }[] {
  return rows(
    db,
    `SELECT login, name, failures, locked_at AS lockedAt FROM account WHERE failures > 0 AND state <> 'disabled'
     ORDER BY locked_at IS NULL, failures DESC, id`,
  );
}
