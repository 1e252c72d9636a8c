import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

/** Tables of one shape: version, body, reason, created_at, created_by. */
export type RuleTable = 'consult_rules' | 'warning_rules' | 'duty_rules' | 'letter_wording';
export interface VersionRecord {
  readonly version: number;
  readonly body: string;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

const SELECT = 'SELECT version, body, reason, created_at AS at, created_by AS by FROM';
export function newestVersion(db: ReadDb, table: RuleTable): VersionRecord | undefined {
  return row(db, `${SELECT} ${table} ORDER BY version DESC LIMIT 1`);
}
/** Oldest first; the shipped rules are not among them. */
export function versionsOf(db: ReadDb, table: RuleTable): VersionRecord[] {
  return rows(db, `${SELECT} ${table} ORDER BY version`);
}
export function insertVersion(db: WriteDb, table: RuleTable, one: VersionRecord): void {
  run(db, `INSERT INTO ${table} (version, body, reason, created_at, created_by) VALUES (?, ?, ?, ?, ?)`, [
    one.version,
    one.body,
    one.reason,
    one.at,
    one.by,
  ]);
}
