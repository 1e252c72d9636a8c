import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import { type KeyCard, readKeyCard, sameFingerprint, writeKeyCard } from '#main/bundle/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  allPartners,
  confirmCard,
  insertPartner,
  type PartnerRecord,
  partnerById,
  partnerByUnit,
  replaceCard,
} from './queries.ts';
import { ownCard } from './unit.ts';

/** A card has about one kilobyte. */
const MOST_CARD_BYTES = 64 * 1024;

function show(one: PartnerRecord): Output<'transfer.addPartner'> {
  const { id, name, fondsCode, fingerprint, confirmedBy, confirmedAt } = one;
  return { id, name, fondsCode, fingerprint, confirmedBy, confirmedAt };
}

export function partners(db: ReadDb): Output<'transfer.partners'> {
  return { partners: allPartners(db).map(show) };
}

/** @throws Refusal `not-found` */
export function thePartner(db: ReadDb, id: number): PartnerRecord & { readonly keyCard: KeyCard } {
  const found = partnerById(db, id);
  if (!found) throw new Refusal('not-found', '没有登记这个单位，列表可能已变化，请刷新。');
  return { ...found, keyCard: readKeyCard(found.card) };
}

/** @throws Refusal `transfer-refused` when nobody has compared the fingerprint yet */
export function refuseUnlessConfirmed(partner: PartnerRecord): void {
  if (partner.confirmedAt === null) {
    throw new Refusal(
      'transfer-refused',
      `「${partner.name}」的密钥卡还没有确认。请由审核员或审批人与对方电话或书面核对指纹后确认。`,
    );
  }
}

/** Registers a unit by its card, or a new card of a known unit, which then waits for confirmation anew. */
export async function addPartner(
  scope: ActScope,
  input: Parsed<'transfer.addPartner'>,
): Promise<Output<'transfer.addPartner'>> {
  const card = readKeyCard(readChosen(scope.path(input.source), MOST_CARD_BYTES).toString('utf8'));
  if (card.unitId === ownCard(scope.db).unitId) {
    throw new Refusal('transfer-refused', '这是本单位自己的密钥卡，不能登记为往来单位。请选择对方单位的卡。');
  }
  const at = scope.now().toISOString();
  return scope.commit((write) => {
    const known = partnerByUnit(write, card.unitId);
    if (known && sameFingerprint(known.fingerprint, card.fingerprint)) {
      throw new Refusal('conflict', `「${known.name}」的这张密钥卡已经登记过。`);
    }
    const entry = {
      name: card.name,
      fondsCode: card.fondsCode,
      unitId: card.unitId,
      fingerprint: card.fingerprint,
      card: writeKeyCard(card),
      addedBy: scope.caller.accountId,
    };
    if (known) replaceCard(write, known.id, entry, at);
    const id = known?.id ?? insertPartner(write, entry, at);
    scope.note.subject = `partner:${id}`;
    scope.note.detail = {
      name: card.name,
      fingerprint: card.fingerprint,
      replaces: known?.fingerprint ?? null,
    };
    return show(thePartner(write, id));
  });
}

export function confirmPartner(
  db: WriteDb,
  input: Parsed<'transfer.confirmPartner'>,
  caller: Caller,
  scope: Scope,
): Output<'transfer.confirmPartner'> {
  const partner = thePartner(db, input.id);
  scope.note.subject = `partner:${partner.id}`;
  if (partner.confirmedAt !== null)
    throw new Refusal('state-refused', `「${partner.name}」已由${partner.confirmedBy ?? ''}确认过。`);
  refuseSamePerson(
    db,
    caller.accountId,
    [partner.addedBy],
    '登记密钥卡的人不能自己确认，请由另一人与对方核对指纹后确认。',
  );
  if (!sameFingerprint(input.fingerprint, partner.fingerprint)) {
    throw new Refusal(
      'transfer-refused',
      '所填指纹与登记的密钥卡不符，未确认。请与对方逐组核对；仍不符时，这张卡不是对方的，请勿使用。',
    );
  }
  confirmCard(db, partner.id, caller.accountId, scope.now().toISOString());
  scope.note.detail = { name: partner.name, fingerprint: partner.fingerprint };
  return { done: true };
}
