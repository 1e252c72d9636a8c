import type { Role, SecrecyLevel } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface AccountRecord {
  readonly id: number;
  readonly slot: string;
  readonly login: string;
  readonly name: string;
  readonly state: 'waiting' | 'active' | 'disabled';
  readonly clearance: SecrecyLevel;
  readonly must_change_password: number;
  readonly failures: number;
  readonly locked_at: string | null;
  readonly last_sign_in_at: string | null;
}
const COLUMNS =
  'id, slot, login, name, state, clearance, must_change_password, failures, locked_at, last_sign_in_at';

export function allAccounts(db: ReadDb): AccountRecord[] {
  return rows(db, `SELECT ${COLUMNS} FROM account ORDER BY id`);
}
export function accountById(db: ReadDb, id: number): AccountRecord | undefined {
  return row(db, `SELECT ${COLUMNS} FROM account WHERE id = ?`, [id]);
}
export function accountBySlot(db: ReadDb, slot: string): AccountRecord | undefined {
  return row(db, `SELECT ${COLUMNS} FROM account WHERE slot = ?`, [slot]);
}
export function rolesOf(db: ReadDb, accountId: number): Role[] {
  return column(db, 'SELECT role FROM account_role WHERE account_id = ? ORDER BY role', [accountId]);
}
export function activeHoldersOfRole(db: ReadDb, role: Role): number[] {
  return column(
    db,
    `SELECT a.id FROM account a JOIN account_role r ON r.account_id = a.id WHERE r.role = ? AND a.state = 'active'`,
    [role],
  );
}
export function insertAccount(
  db: WriteDb,
  account: {
    slot: string;
    login: string;
    name: string;
    state: 'waiting' | 'active';
    clearance: SecrecyLevel;
    at: string;
    by: number | null;
  },
): number {
  return run(
    db,
    `INSERT INTO account (slot, login, name, state, clearance, must_change_password, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
    [account.slot, account.login, account.name, account.state, account.clearance, account.at, account.by],
  ).id;
}
export function setRoles(
  db: WriteDb,
  accountId: number,
  roles: readonly Role[],
  at: string,
  by: number | null,
): void {
  run(db, 'DELETE FROM account_role WHERE account_id = ?', [accountId]);
  for (const role of roles) {
    run(db, 'INSERT INTO account_role (account_id, role, granted_at, granted_by) VALUES (?, ?, ?, ?)', [
      accountId,
      role,
      at,
      by,
    ]);
  }
}
export function setStanding(
  db: WriteDb,
  id: number,
  state: 'active' | 'disabled',
  clearance: SecrecyLevel,
): void {
  run(db, 'UPDATE account SET state = ?, clearance = ? WHERE id = ?', [state, clearance, id]);
}
export function setMustChangePassword(db: WriteDb, id: number, must: boolean): void {
  run(db, 'UPDATE account SET must_change_password = ? WHERE id = ?', [must ? 1 : 0, id]);
}
export function noteSignIn(db: WriteDb, id: number, at: string): void {
  run(db, 'UPDATE account SET last_sign_in_at = ?, failures = 0, locked_at = NULL WHERE id = ?', [at, id]);
}
export function addFailures(db: WriteDb, id: number, failures: number, lockedAt: string | null): void {
  run(db, 'UPDATE account SET failures = failures + ?, locked_at = coalesce(?, locked_at) WHERE id = ?', [
    failures,
    lockedAt,
    id,
  ]);
}
export function clearFailures(db: WriteDb, id: number): void {
  run(db, 'UPDATE account SET failures = 0, locked_at = NULL WHERE id = ?', [id]);
}
