import { Refusal } from '#contract/result.ts';
import type { Role } from '#contract/vocabulary.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type Holder, holderOf, holders, rolesOf } from './queries.ts';
import { roleConflict } from './rules.ts';

/** What is known of the person behind an account. */
export type Person = Pick<Holder, 'name' | 'idNumber' | 'personId'>;

/**
 * Whether two accounts are one person's. Two identity numbers, or two places on the roster, decide it; where one of them
 * is not known, the same name counts as the same person: dual control must not rest on what nobody has registered.
 */
export function samePerson(a: Person, b: Person): boolean {
  if (a.idNumber !== '' && b.idNumber !== '') return a.idNumber === b.idNumber;
  if (a.personId !== null && b.personId !== null) return a.personId === b.personId;
  return plain(a.name) === plain(b.name);
}

const plain = (name: string) => name.normalize('NFKC').replaceAll(/[\s·•・‧]/g, '');

/** Whether the second account is the first one or another account of the same person. */
export function isSamePerson(db: ReadDb, accountId: number, otherId: number): boolean {
  if (accountId === otherId) return true;
  const one = holderOf(db, accountId);
  const other = holderOf(db, otherId);
  return one !== undefined && other !== undefined && samePerson(one, other);
}

/**
 * Dual control: an act that asks for two people is refused to the one who began it, under whatever account.
 * @param before accounts of those who acted already
 * @throws Refusal `second-person-needed`
 */
export function refuseSamePerson(
  db: ReadDb,
  accountId: number,
  before: readonly number[],
  message: string,
): void {
  if (before.some((other) => isSamePerson(db, accountId, other)))
    throw new Refusal('second-person-needed', message);
}

/** Accounts, other than this one and the disabled ones, whose holder counts as the same person. */
export function otherAccountsOf(db: ReadDb, holder: Holder): Holder[] {
  return holders(db).filter((other) => other.id !== holder.id && samePerson(holder, other));
}

/** @throws Refusal `state-refused` when the person would hold conflicting roles over all their accounts together */
export function refuseConflict(db: ReadDb, holder: Holder, roles: readonly Role[]): void {
  const own = roleConflict(roles);
  if (own !== undefined) throw new Refusal('state-refused', `${own}，未作改动。`);
  for (const other of otherAccountsOf(db, holder)) {
    const conflict = roleConflict([...roles, ...rolesOf(db, other.id)]);
    if (conflict === undefined) continue;
    throw new Refusal(
      'state-refused',
      `${conflict}：账号「${other.login}」（${other.name}）与此账号视为同一人。确属两人的，请系统管理员先登记两人的身份证号。`,
    );
  }
}
