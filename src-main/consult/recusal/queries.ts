import type { TieKind } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface AccountTieRecord {
  readonly accountId: number;
  readonly name: string;
  readonly personId: number | null;
  readonly personName: string | null;
  readonly idNumberEnd: string;
  /** JSON. */
  readonly relatives: string;
}
const ACCOUNT_TIE = `SELECT a.id AS accountId, a.name, t.person_id AS personId, p.name AS personName,
  coalesce(nullif(t.id_number_end, ''), substr(a.id_number, -4)) AS idNumberEnd, coalesce(t.relatives, '[]') AS relatives
  FROM account a LEFT JOIN account_tie t ON t.account_id = a.id LEFT JOIN person p ON p.id = t.person_id`;

export function accountTie(db: ReadDb, accountId: number): AccountTieRecord | undefined {
  return row(db, `${ACCOUNT_TIE} WHERE a.id = ?`, [accountId]);
}
export function accountTies(db: ReadDb): AccountTieRecord[] {
  return rows(db, `${ACCOUNT_TIE} WHERE a.state <> 'disabled' ORDER BY a.id`);
}
export function putAccountTie(
  db: WriteDb,
  one: {
    accountId: number;
    personId: number | null;
    idNumberEnd: string;
    relatives: string;
    by: number;
    at: string;
  },
): void {
  run(
    db,
    `INSERT INTO account_tie (account_id, person_id, id_number_end, relatives, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET person_id = excluded.person_id, id_number_end = excluded.id_number_end,
       relatives = excluded.relatives, noted_by = excluded.noted_by, noted_at = excluded.noted_at`,
    [one.accountId, one.personId, one.idNumberEnd, one.relatives, one.by, one.at],
  );
}

export interface TieRecord {
  readonly id: number;
  readonly personId: number;
  readonly personName: string;
  readonly accountId: number | null;
  /** Name of the account's holder, or of the person without one. */
  readonly otherName: string;
  /** Whom the account is tied to on the roster. */
  readonly otherPersonId: number | null;
  readonly kind: TieKind;
  readonly note: string;
  readonly notedBy: string;
  readonly notedAt: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string;
}
const TIE = `SELECT t.id, t.person_id AS personId, p.name AS personName, t.account_id AS accountId,
  coalesce(a.name, t.other_name) AS otherName, k.person_id AS otherPersonId, t.kind, t.note, n.name AS notedBy,
  t.noted_at AS notedAt, t.withdrawn_at AS withdrawnAt, t.withdrawn_reason AS withdrawnReason
  FROM recusal_tie t JOIN person p ON p.id = t.person_id JOIN account n ON n.id = t.noted_by
  LEFT JOIN account a ON a.id = t.account_id LEFT JOIN account_tie k ON k.account_id = t.account_id`;

export function allTies(db: ReadDb): TieRecord[] {
  return rows(db, `${TIE} ORDER BY t.id DESC`);
}
export function tieById(db: ReadDb, id: number): TieRecord | undefined {
  return row(db, `${TIE} WHERE t.id = ?`, [id]);
}
export function tiesOfPerson(db: ReadDb, personId: number): TieRecord[] {
  return rows(db, `${TIE} WHERE t.person_id = ? AND t.withdrawn_at IS NULL ORDER BY t.id`, [personId]);
}
export function insertTie(
  db: WriteDb,
  one: {
    personId: number;
    accountId: number | null;
    otherName: string;
    kind: TieKind;
    note: string;
    by: number;
    at: string;
  },
): number {
  return run(
    db,
    `INSERT INTO recusal_tie (person_id, account_id, other_name, kind, note, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [one.personId, one.accountId, one.otherName, one.kind, one.note, one.by, one.at],
  ).id;
}
export function withdrawTieRow(db: WriteDb, id: number, by: number, at: string, reason: string): void {
  run(
    db,
    'UPDATE recusal_tie SET withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? WHERE id = ? AND withdrawn_at IS NULL',
    [by, at, reason, id],
  );
}
