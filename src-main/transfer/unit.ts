import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import {
  type KeyCard,
  makeKeyCard,
  newAgePair,
  newSigningKey,
  readKeyCard,
  type SigningKey,
  type Unit,
  writeKeyCard,
} from '#main/bundle/index.ts';
import { type KeySource, makeKey, openKey, recordBlob } from '#main/files/index.ts';
import { type Departure, leave, leavingOf } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { type ReadDb, saveSetting, setting, type WriteDb } from '#main/storage/index.ts';
import type { Vault } from '#main/vault/index.ts';
import { unitSecretBlob } from './queries.ts';

/** Label of the key under which the unit's own secrets lie. */
const UNIT_KEY = 'unit';

const Secrets = z.strictObject({
  /** age identity, `AGE-SECRET-KEY-1…`. */
  age: z.string(),
  /** minisign key id and Ed25519 seed, hex. */
  keyId: z.string().length(16),
  seed: z.string().length(64),
});

/**
 * 单位身份: the unit's age and minisign keys. The secrets lie in the vault under a key that the content key wraps, so that the
 * officers who only open the database can neither open a bundle nor sign; the public key card is a setting.
 */
export function createUnitIdentity(
  write: WriteDb,
  vault: Vault,
  keys: KeySource,
  unit: { readonly archiveId: string; readonly fondsCode: string; readonly fondsName: string },
  now: string,
): { fingerprint: string } {
  const age = newAgePair();
  const signer = newSigningKey();
  const card = makeKeyCard(
    { unitId: unit.archiveId, name: unit.fondsName, fondsCode: unit.fondsCode },
    age.recipient,
    signer,
  );
  const secrets: z.infer<typeof Secrets> = {
    age: age.identity,
    keyId: signer.keyId.toString('hex'),
    seed: signer.seed.toString('hex'),
  };
  const { keyId, key } = makeKey(write, keys, 'unit', UNIT_KEY, now);
  const blob = vault.put(key, Buffer.from(JSON.stringify(secrets)));
  vault.flush();
  key.fill(0);
  recordBlob(write, keyId, blob, 'secret', now);
  saveSetting(write, 'keyCard', writeKeyCard(card));
  return { fingerprint: card.fingerprint };
}

export function ownCard(db: ReadDb): KeyCard {
  return readKeyCard(setting(db, 'keyCard'));
}

export function unitOf(card: KeyCard): Unit {
  return { unitId: card.unitId, name: card.name, fondsCode: card.fondsCode };
}

/** What opens bundles to this unit and signs for it. @throws Refusal `content-key-missing` */
export function unitSecrets(
  db: ReadDb,
  vault: Vault,
  keys: KeySource,
): { readonly identity: string; readonly signer: SigningKey } {
  const stored = unitSecretBlob(db);
  if (!stored) throw new Error('the archive has no unit identity');
  const key = openKey(db, keys, stored.keyId);
  const bytes = vault.read(key, stored.blobId);
  const secrets = Secrets.parse(JSON.parse(bytes.toString('utf8')));
  key.fill(0);
  bytes.fill(0);
  return {
    identity: secrets.age,
    signer: { keyId: Buffer.from(secrets.keyId, 'hex'), seed: Buffer.from(secrets.seed, 'hex') },
  };
}

/** Writes the public key card for another unit. */
export async function exportKeyCard(
  scope: ActScope,
  input: Parsed<'archive.exportKeyCard'>,
): Promise<Output<'archive.exportKeyCard'>> {
  const card = ownCard(scope.db);
  const departure: Departure = {
    kind: '单位密钥卡',
    title: card.name,
    subject: 'key-card',
    // Public by its nature: it opens nothing and signs nothing.
    secrecy: 'internal',
    secrecyYears: 0,
    pages: 1,
    ...leavingOf(input.leaving, '交往来单位登记'),
  };
  scope.note.detail = { fingerprint: card.fingerprint };
  const written = leave(scope, departure, scope.path(input.target), Buffer.from(writeKeyCard(card)));
  return { fileName: written.fileName, fingerprint: card.fingerprint };
}
