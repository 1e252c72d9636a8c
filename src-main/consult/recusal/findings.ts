import { TIE_WORDS } from '#contract/vocabulary.ts';
import { foldName, personById, relativesOf } from '#main/people/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { accountTie, tiesOfPerson } from './queries.ts';

export interface Kin {
  readonly relation: string;
  readonly name: string;
}
/** Somebody who wants to read, sign or serve at the desk: as an account, or as a request names them. */
export interface Party {
  readonly name: string;
  readonly accountId: number | null;
  /** On the roster, when that is known. */
  readonly personId: number | null;
  /** Last four characters of the identity number; empty when unknown. */
  readonly idNumberEnd: string;
  readonly relatives: readonly Kin[];
}

/** An account as a party, with what its holder has declared. */
export function partyOfAccount(db: ReadDb, accountId: number): Party {
  const tie = accountTie(db, accountId);
  if (!tie) throw new Error(`account ${accountId} is gone`);
  return {
    name: tie.name,
    accountId,
    personId: tie.personId,
    idNumberEnd: tie.idNumberEnd,
    relatives: JSON.parse(tie.relatives) as Kin[],
  };
}

/** A reader as the request names them, with what their account adds. */
export function partyOfReader(
  db: ReadDb,
  reader: {
    readonly accountId: number | null;
    readonly name: string;
    readonly idNumberEnd: string;
    readonly relatives: readonly Kin[];
  },
): Party {
  const account = reader.accountId === null ? undefined : partyOfAccount(db, reader.accountId);
  return {
    name: reader.name,
    accountId: reader.accountId,
    personId: account?.personId ?? null,
    idNumberEnd: reader.idNumberEnd || (account?.idNumberEnd ?? ''),
    relatives: [...reader.relatives, ...(account?.relatives ?? [])],
  };
}

/**
 * 回避: why this party may not touch this cadre's file; undefined when nothing is known against it. Names decide where nothing
 * better is known, so a namesake is refused until an officer has noted that it is another person (domain 7.2).
 */
export function recusal(db: ReadDb, party: Party, personId: number): string | undefined {
  const cadre = personById(db, personId);
  if (!cadre) throw new Error(`person ${personId} is gone`);
  if (party.personId === personId) return `${party.name}就是被查阅人本人`;
  const folded = foldName(party.name);
  const ties = tiesOfPerson(db, personId).filter(
    (tie) =>
      (tie.accountId !== null && tie.accountId === party.accountId) ||
      (tie.otherPersonId !== null && tie.otherPersonId === party.personId) ||
      (tie.accountId === null && foldName(tie.otherName) === folded),
  );
  const noted = ties.find((tie) => tie.kind !== 'distinct');
  if (noted) return `保密管理员已登记${party.name}是被查阅人的「${TIE_WORDS[noted.kind]}」（${noted.note}）`;
  if (ties.some((tie) => tie.kind === 'distinct')) return undefined;
  return byName(db, party, folded, cadre);
}

function byName(
  db: ReadDb,
  party: Party,
  folded: string,
  cadre: {
    readonly id: number;
    readonly name: string;
    readonly formerName: string;
    readonly idNumber: string;
  },
): string | undefined {
  const names = new Set(
    [cadre.name, ...cadre.formerName.split(/[、，,;；\s]+/)].filter(Boolean).map(foldName),
  );
  const end = cadre.idNumber.slice(-4).toUpperCase();
  const provenOther =
    party.personId !== null || (end !== '' && party.idNumberEnd !== '' && end !== party.idNumberEnd);
  if (names.has(folded) && !provenOther) return `${party.name}与被查阅人同名，尚未核实为另一人，按本人回避`;
  const kin = relativesOf(db, cadre.id).find((one) => foldName(one.name) === folded);
  if (kin) return `${party.name}是被查阅人的${kin.relation}（据干部名册的家庭成员）`;
  const declared = [
    ...party.relatives,
    ...(party.personId === null ? [] : relativesOf(db, party.personId)),
  ].find((one) => names.has(foldName(one.name)));
  return declared ? `被查阅人是${party.name}的${declared.relation}（据查阅人申报的亲属）` : undefined;
}
