import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { accountById } from '#main/accounts/index.ts';
import { theFile } from '#main/files/index.ts';
import { foldName, peopleByName } from '#main/people/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type Kin, partyOfReader, recusal } from './findings.ts';
import {
  accountTie,
  accountTies,
  allTies,
  insertTie,
  putAccountTie,
  tieById,
  withdrawTieRow,
} from './queries.ts';

export function listTies(db: ReadDb): Output<'consult.ties'> {
  return {
    ties: allTies(db).map(({ personId: _p, otherPersonId: _o, ...shown }) => shown),
    accounts: accountTies(db).map(({ personId: _, relatives, ...rest }) => ({
      ...rest,
      relatives: JSON.parse(relatives) as Kin[],
    })),
  };
}

/** The one cadre of this name, or of this name and number end. */
function theCadre(db: ReadDb, name: string, idNumberEnd: string): number {
  const found = peopleByName(db, foldName(name)).filter(
    (one) => idNumberEnd === '' || one.idNumber.slice(-4).toUpperCase() === idNumberEnd,
  );
  const [only] = found;
  if (only && found.length === 1) return only.id;
  throw new Refusal(
    'not-found',
    found.length > 1
      ? `名册上有 ${found.length} 位「${name}」，请加填身份证号末四位。`
      : `名册上没有「${name}」${idNumberEnd === '' ? '' : `（末四位 ${idNumberEnd}）`}，请核对姓名。`,
  );
}

function theAccountName(db: ReadDb, id: number): string {
  const account = accountById(db, id);
  if (!account) throw new Refusal('not-found', '没有这个账号，列表可能已变化，请刷新。');
  return account.login;
}

export function tieAccount(
  db: WriteDb,
  input: Parsed<'consult.tieAccount'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.tieAccount'> {
  const login = theAccountName(db, input.accountId);
  const before = accountTie(db, input.accountId);
  const personId = input.personName === '' ? null : theCadre(db, input.personName, input.idNumberEnd);
  putAccountTie(db, {
    accountId: input.accountId,
    personId,
    idNumberEnd: input.idNumberEnd,
    relatives: JSON.stringify(input.relatives),
    by: caller.accountId,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `account:${login}`;
  scope.note.detail = { before, after: { personId, relatives: input.relatives } };
  return { done: true };
}

export function noteTie(
  db: WriteDb,
  input: Parsed<'consult.noteTie'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.noteTie'> {
  const personId = theCadre(db, input.personName, input.personIdNumberEnd);
  if (input.accountId === null && input.otherName === '')
    throw new Refusal('validation-failed', '请选择账号，或填写对方姓名。', [
      { path: 'otherName', message: '请填写对方姓名' },
    ]);
  if (input.accountId !== null) theAccountName(db, input.accountId);
  const id = insertTie(db, {
    personId,
    accountId: input.accountId,
    otherName: input.accountId === null ? input.otherName : '',
    kind: input.kind,
    note: input.note,
    by: caller.accountId,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `tie:${id}`;
  scope.note.detail = {
    person: personId,
    account: input.accountId,
    name: input.otherName,
    kind: input.kind,
    note: input.note,
  };
  return { id };
}

export function withdrawTie(
  db: WriteDb,
  input: Parsed<'consult.withdrawTie'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.withdrawTie'> {
  const tie = tieById(db, input.id);
  if (!tie) throw new Refusal('not-found', '没有这条登记，列表可能已变化，请刷新。');
  if (tie.withdrawnAt !== null) throw new Refusal('state-refused', '这条登记已经撤销。');
  withdrawTieRow(db, tie.id, caller.accountId, scope.now().toISOString(), input.reason);
  scope.note.subject = `tie:${tie.id}`;
  scope.note.detail = { kind: tie.kind, reason: input.reason };
  return { done: true };
}

export function checkRecusal(
  db: ReadDb,
  input: Parsed<'consult.checkRecusal'>,
  _caller: Caller,
  scope: Scope,
): Output<'consult.checkRecusal'> {
  const file = theFile(db, input.fileId);
  scope.note.subject = `file:${file.id}`;
  return {
    findings: input.readers.flatMap((reader) => {
      const reason = recusal(db, partyOfReader(db, reader), file.person_id);
      return reason === undefined ? [] : [{ who: reader.name, reason }];
    }),
  };
}
