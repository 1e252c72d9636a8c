import { BUSINESS_ROLES, type Role, type SecrecyLevel } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface AccountRecord {
  readonly id: number;
  readonly slot: string;
  readonly login: string;
  readonly name: string;
  readonly id_number: string;
  readonly state: 'waiting' | 'active' | 'disabled';
  readonly clearance: SecrecyLevel;
  readonly must_change_password: number;
  readonly password_changed_at: string;
  readonly failures: number;
  readonly locked_at: string | null;
  readonly last_sign_in_at: string | null;
}
const COLUMNS = `id, slot, login, name, id_number, state, clearance, must_change_password, password_changed_at, failures,
  locked_at, last_sign_in_at`;

/** Whose account it is: what tells whether two accounts are one person's. */
export interface Holder {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly idNumber: string;
  /** Their place on the roster, where an officer has noted it. */
  readonly personId: number | null;
}
const HOLDER = `SELECT a.id, a.login, a.name, a.id_number AS idNumber, t.person_id AS personId
  FROM account a LEFT JOIN account_tie t ON t.account_id = a.id`;
export function holderOf(db: ReadDb, id: number): Holder | undefined {
  return row(db, `${HOLDER} WHERE a.id = ?`, [id]);
}
/** Holders of all accounts that are not disabled. */
export function holders(db: ReadDb): Holder[] {
  return rows(db, `${HOLDER} WHERE a.state <> 'disabled' ORDER BY a.id`);
}
export function setHolder(db: WriteDb, id: number, name: string, idNumber: string): void {
  run(db, 'UPDATE account SET name = ?, id_number = ? WHERE id = ?', [name, idNumber, id]);
}

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
    idNumber: string;
    state: 'waiting' | 'active';
    clearance: SecrecyLevel;
    at: string;
    by: number | null;
  },
): number {
  return run(
    db,
    `INSERT INTO account (slot, login, name, id_number, state, clearance, must_change_password, password_changed_at,
       created_at, created_by)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?7, ?8)`,
    {
      1: account.slot,
      2: account.login,
      3: account.name,
      4: account.idNumber,
      5: account.state,
      6: account.clearance,
      7: account.at,
      8: account.by,
    },
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
  state: AccountRecord['state'],
  clearance: SecrecyLevel,
): void {
  run(db, 'UPDATE account SET state = ?, clearance = ? WHERE id = ?', [state, clearance, id]);
}
/** A new password: chosen by its holder, or given by the system administrator and to be changed. */
export function notePassword(db: WriteDb, id: number, mustChange: boolean, at: string): void {
  run(db, 'UPDATE account SET must_change_password = ?, password_changed_at = ? WHERE id = ?', [
    mustChange ? 1 : 0,
    at,
    id,
  ]);
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

export interface PolicyRecord {
  readonly version: number;
  readonly level: SecrecyLevel;
  readonly body: string;
  readonly reason: string;
  readonly changedAt: string;
  readonly changedBy: string;
}
export function lastPolicy(db: ReadDb): PolicyRecord | undefined {
  return row(
    db,
    `SELECT version, level, body, reason, changed_at AS changedAt, changed_by AS changedBy FROM security_policy
     ORDER BY version DESC LIMIT 1`,
  );
}
export function insertPolicy(
  db: WriteDb,
  one: { version: number; level: SecrecyLevel; body: string; reason: string; at: string; by: string },
): void {
  run(
    db,
    'INSERT INTO security_policy (version, level, body, reason, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?)',
    [one.version, one.level, one.body, one.reason, one.at, one.by],
  );
}
/** Slots of the active accounts with a business role: they alone may hold the content key. */
export function businessSlots(db: ReadDb): string[] {
  return column(
    db,
    `SELECT DISTINCT a.slot FROM account a JOIN account_role r ON r.account_id = a.id
     WHERE a.state = 'active' AND r.role IN (SELECT value FROM json_each(?)) ORDER BY a.id`,
    [JSON.stringify(BUSINESS_ROLES)],
  );
}
