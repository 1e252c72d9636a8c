import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { writeDurably } from '#main/storage/index.ts';
import { joinShares, makeShares } from './shares.ts';
import {
  CURRENT_SCRYPT,
  deriveKey,
  newKeyPair,
  openSealed,
  type ScryptCost,
  sealTo,
  unwrap,
  wrap,
} from './wrap.ts';

const Base64 = z.base64();
const Cost = z.strictObject({ N: z.number().int(), r: z.number().int(), p: z.number().int() });
const Slot = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** HMAC of the login name under the ring's salt: finds the slot before the database is open, shows no name. */
  loginTag: Base64,
  cost: Cost,
  salt: Base64,
  recipient: z.string(),
  privateKey: Base64,
  databaseKey: Base64,
  contentKey: Base64.nullable(),
  /** Digests of earlier passwords, newest first: they can be recognised, not read. */
  history: z.array(z.strictObject({ cost: Cost, salt: Base64, digest: Base64 })),
});
const Ring = z.strictObject({
  format: z.literal(2),
  loginSalt: Base64,
  slots: z.array(Slot),
  /** Generation of the content key: 1 at first, one more with each renewal. */
  generation: z.number().int().min(1),
  /** A renewal under way: the next content key, sealed to those who shall hold it. It counts once the database says so. */
  next: z.strictObject({ contentKeys: z.record(z.string(), Base64), recovery: Base64 }).nullable(),
  /** A key pair whose private half the shares open, so that a new content key can be sealed to it without them. */
  recovery: z.strictObject({
    privateKey: Base64,
    recipient: z.string(),
    databaseKey: Base64,
    contentKey: Base64,
  }),
});
type Slot = z.infer<typeof Slot>;
type Ring = z.infer<typeof Ring>;

/** Recognises a password by its derived key without giving the key away. */
const digestOf = (key: Uint8Array) =>
  createHash('sha256').update('liandang-earlier-password').update(key).digest('base64');

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const raw = (text: string) => Buffer.from(text, 'base64');

/** What a password opens. The buffers are wiped by `forget`. */
export interface OpenKeys {
  readonly slot: string;
  readonly identity: string;
  readonly databaseKey: Buffer;
  readonly contentKey: Buffer | undefined;
}

/** What a password opens while a renewal of the content key may be under way. */
export interface UnlockedKeys extends OpenKeys {
  readonly nextContentKey: Buffer | undefined;
}

/** Wipes the key bytes. Strings can't be wiped; they go with the garbage collector. */
export function forget(keys: OpenKeys): void {
  keys.databaseKey.fill(0);
  keys.contentKey?.fill(0);
}

/**
 * 密钥册 `keyring.json`: one slot per account. Changing a password rewrites one slot, never data. The file before the last
 * change stays as `keyring.json.old`.
 */
export class Keyring {
  readonly #path: string;
  readonly #archiveId: string;
  #ring: Ring;

  private constructor(path: string, archiveId: string, ring: Ring) {
    this.#path = path;
    this.#archiveId = archiveId;
    this.#ring = ring;
  }

  /** Makes the two archive keys and the recovery envelope. @returns the three shares, to be printed and never stored. */
  static async create(
    path: string,
    archiveId: string,
  ): Promise<{ keyring: Keyring; databaseKey: Buffer; contentKey: Buffer; shares: string[] }> {
    const databaseKey = randomBytes(32);
    const contentKey = randomBytes(32);
    const recoveryKey = randomBytes(32);
    const shares = await makeShares(archiveId, recoveryKey);
    const pair = await newKeyPair();
    const ring: Ring = {
      format: 2,
      loginSalt: b64(randomBytes(32)),
      slots: [],
      generation: 1,
      next: null,
      recovery: {
        privateKey: b64(wrap(recoveryKey, Buffer.from(pair.identity), `recovery:${archiveId}`)),
        recipient: pair.recipient,
        databaseKey: b64(await sealTo(pair.recipient, databaseKey)),
        contentKey: b64(await sealTo(pair.recipient, contentKey)),
      },
    };
    recoveryKey.fill(0);
    const keyring = new Keyring(path, archiveId, ring);
    keyring.#save();
    return { keyring, databaseKey, contentKey, shares };
  }

  /** @throws Refusal `archive-damaged` */
  static open(path: string, archiveId: string): Keyring {
    try {
      return new Keyring(path, archiveId, Ring.parse(JSON.parse(readFileSync(path, 'utf8'))));
    } catch {
      throw new Refusal(
        'archive-damaged',
        '密钥文件 keyring.json 缺失或已损坏，无法登录。请从最近一次备份取回该文件（旁边的 keyring.json.old 是上一次的版本）。',
      );
    }
  }

  /** Adds an account with its own key pair and the database key. @returns the slot's id */
  async addSlot(
    login: string,
    password: string,
    databaseKey: Uint8Array,
    cost: ScryptCost = CURRENT_SCRYPT,
  ): Promise<string> {
    const tag = this.#tag(login);
    if (this.#ring.slots.some((slot) => slot.loginTag === tag)) {
      throw new Refusal('conflict', '该登录名已被使用，请换一个。');
    }
    const id = randomBytes(8).toString('hex');
    const pair = await newKeyPair();
    const slot: Slot = {
      id,
      loginTag: tag,
      recipient: pair.recipient,
      databaseKey: b64(await sealTo(pair.recipient, databaseKey)),
      contentKey: null,
      history: [],
      ...(await this.#lockIdentity(id, pair.identity, password, cost)),
    };
    this.#change([...this.#ring.slots, slot]);
    return id;
  }

  /** @throws Refusal `wrong-password`, the same whether the name or the password is wrong */
  async unlock(login: string, password: string): Promise<UnlockedKeys> {
    const tag = this.#tag(login);
    const slot = this.#ring.slots.find((one) => one.loginTag === tag);
    const refusal = new Refusal('wrong-password', '登录名或密码不正确。');
    if (!slot) {
      // As slow as a wrong password, so that names can't be probed by time.
      await deriveKey(password, randomBytes(16), CURRENT_SCRYPT);
      throw refusal;
    }
    const identity = await this.#identity(slot, password);
    if (identity === undefined) throw refusal;
    const next = this.#ring.next?.contentKeys[slot.id];
    return {
      slot: slot.id,
      identity,
      databaseKey: await openSealed(identity, raw(slot.databaseKey)),
      contentKey: slot.contentKey === null ? undefined : await openSealed(identity, raw(slot.contentKey)),
      nextContentKey: next === undefined ? undefined : await openSealed(identity, raw(next)),
    };
  }

  /** Whether this is the account's password. */
  async isPassword(slotId: string, password: string): Promise<boolean> {
    return (await this.#identity(this.#slot(slotId), password)) !== undefined;
  }

  /** The slot that a login name would open, so that failures can be counted against it. */
  slotOf(login: string): string | undefined {
    const tag = this.#tag(login);
    return this.#ring.slots.find((slot) => slot.loginTag === tag)?.id;
  }

  /** Sixteen hex digits for a login name, the same for the same name, that tell the name to nobody. */
  tagOf(login: string): string {
    return createHash('sha256').update(this.#tag(login)).digest('hex').slice(0, 16);
  }

  /**
   * Rewraps the private key; data stays as it is.
   * @param remember how many earlier passwords may not come back
   * @throws Refusal `wrong-password`, `weak-password`
   */
  async changePassword(
    slotId: string,
    oldPassword: string,
    newPassword: string,
    remember: number,
  ): Promise<void> {
    const slot = this.#slot(slotId);
    const key = await deriveKey(oldPassword, raw(slot.salt), slot.cost);
    const identity = unwrap(key, raw(slot.privateKey), this.#slotContext(slot.id))?.toString('utf8');
    const digest = digestOf(key);
    key.fill(0);
    if (identity === undefined) throw new Refusal('wrong-password', '原密码不正确。');
    const history = [{ cost: slot.cost, salt: slot.salt, digest }, ...slot.history].slice(0, remember);
    for (const used of history) {
      const tried = await deriveKey(newPassword, raw(used.salt), used.cost);
      const same = digestOf(tried) === used.digest;
      tried.fill(0);
      if (same) {
        throw new Refusal('weak-password', `新密码与最近 ${remember} 个用过的密码之一相同，请另设一个。`);
      }
    }
    const locked = await this.#lockIdentity(slotId, identity, newPassword, CURRENT_SCRYPT);
    this.#replace({ ...this.#slot(slotId), ...locked, history });
  }

  /** A new key pair under a new password. The content key is gone from the slot: a holder must hand it over again. */
  async resetPassword(slotId: string, newPassword: string, databaseKey: Uint8Array): Promise<void> {
    const slot = this.#slot(slotId);
    const pair = await newKeyPair();
    this.#replace({
      ...slot,
      recipient: pair.recipient,
      databaseKey: b64(await sealTo(pair.recipient, databaseKey)),
      contentKey: null,
      ...(await this.#lockIdentity(slotId, pair.identity, newPassword, CURRENT_SCRYPT)),
    });
  }

  /** Hands the content key to an account. */
  async grantContentKey(slotId: string, contentKey: Uint8Array): Promise<void> {
    this.putContentKey(slotId, await this.sealContentKey(slotId, contentKey));
  }
  /** The content key sealed to an account, to be put into its slot within the transaction that records it. */
  async sealContentKey(slotId: string, contentKey: Uint8Array): Promise<string> {
    return b64(await sealTo(this.#slot(slotId).recipient, contentKey));
  }
  putContentKey(slotId: string, sealed: string): void {
    this.#replace({ ...this.#slot(slotId), contentKey: sealed });
  }

  revokeContentKey(slotId: string): void {
    this.#replace({ ...this.#slot(slotId), contentKey: null });
  }

  removeSlot(slotId: string): void {
    this.#slot(slotId);
    this.#change(this.#ring.slots.filter((slot) => slot.id !== slotId));
  }

  holdsContentKey(slotId: string): boolean {
    return this.#ring.slots.some((slot) => slot.id === slotId && slot.contentKey !== null);
  }

  /** Ids of all slots that hold the content key. */
  contentKeyHolders(): string[] {
    return this.#ring.slots.filter((slot) => slot.contentKey !== null).map((slot) => slot.id);
  }

  get generation(): number {
    return this.#ring.generation;
  }

  /**
   * First step of a renewal: the next content key lies sealed beside the present one, which still counts. Only `settle`
   * makes it count, by what the database says; a stop at any moment leaves the one or the other.
   * @param holders slots that shall hold the next key; the others lose theirs
   */
  async stageContentKey(next: Uint8Array, holders: readonly string[]): Promise<void> {
    const sealed = await Promise.all(
      holders.map(async (id): Promise<[string, string]> => [id, await this.sealContentKey(id, next)]),
    );
    const recovery = b64(await sealTo(this.#ring.recovery.recipient, next));
    this.#ring = { ...this.#ring, next: { contentKeys: Object.fromEntries(sealed), recovery } };
    this.#save();
  }

  /**
   * Last step of a renewal, and what the first sign-in after a crash does.
   * @param generation the content key's generation that the database is wrapped by
   * @returns which of the two keys counts; `foreign`: database and keyring do not belong together
   */
  settleContentKey(generation: number): 'present' | 'next' | 'foreign' {
    const { next } = this.#ring;
    if (generation === this.#ring.generation) {
      if (next) this.#drop();
      return 'present';
    }
    if (!next || generation !== this.#ring.generation + 1) return 'foreign';
    this.#ring = {
      ...this.#ring,
      generation,
      next: null,
      slots: this.#ring.slots.map((slot) => ({ ...slot, contentKey: next.contentKeys[slot.id] ?? null })),
      recovery: { ...this.#ring.recovery, contentKey: next.recovery },
    };
    this.#save();
    return 'next';
  }

  #drop(): void {
    this.#ring = { ...this.#ring, next: null };
    this.#save();
  }

  recipientOf(slotId: string): string {
    return this.#slot(slotId).recipient;
  }

  /** Both archive keys from any two of the three shares. @throws Refusal `recovery-refused` */
  async recover(
    shares: readonly string[],
  ): Promise<{ databaseKey: Buffer; contentKey: Buffer; nextContentKey: Buffer | undefined }> {
    const recoveryKey = await joinShares(this.#archiveId, shares);
    const { recovery, next } = this.#ring;
    const identity = unwrap(recoveryKey, raw(recovery.privateKey), `recovery:${this.#archiveId}`)?.toString(
      'utf8',
    );
    recoveryKey.fill(0);
    if (identity === undefined) {
      throw new Refusal(
        'recovery-refused',
        '这些恢复份额打不开本库：它们可能是更早一次生成的。请取来最近一次封存的信封。',
      );
    }
    return {
      databaseKey: await openSealed(identity, raw(recovery.databaseKey)),
      contentKey: await openSealed(identity, raw(recovery.contentKey)),
      nextContentKey: next ? await openSealed(identity, raw(next.recovery)) : undefined,
    };
  }

  async #lockIdentity(
    id: string,
    identity: string,
    password: string,
    cost: ScryptCost,
  ): Promise<Pick<Slot, 'salt' | 'cost' | 'privateKey'>> {
    const salt = randomBytes(32);
    const key = await deriveKey(password, salt, cost);
    const privateKey = wrap(key, Buffer.from(identity), this.#slotContext(id));
    key.fill(0);
    return { salt: b64(salt), cost: { ...cost }, privateKey: b64(privateKey) };
  }

  async #identity(slot: Slot, password: string): Promise<string | undefined> {
    const key = await deriveKey(password, raw(slot.salt), slot.cost);
    const identity = unwrap(key, raw(slot.privateKey), this.#slotContext(slot.id));
    key.fill(0);
    return identity?.toString('utf8');
  }

  #slotContext(id: string): string {
    return `slot:${this.#archiveId}:${id}`;
  }

  #tag(login: string): string {
    return createHmac('sha256', raw(this.#ring.loginSalt))
      .update(login.normalize('NFKC').trim().toLowerCase())
      .digest('base64');
  }

  #slot(id: string): Slot {
    const slot = this.#ring.slots.find((one) => one.id === id);
    if (!slot) throw new Refusal('not-found', '密钥文件中没有该账号，可能已被注销。');
    return slot;
  }

  #replace(slot: Slot): void {
    this.#change(this.#ring.slots.map((one) => (one.id === slot.id ? slot : one)));
  }

  #change(slots: Slot[]): void {
    this.#ring = { ...this.#ring, slots };
    this.#save();
  }

  #save(): void {
    if (existsSync(this.#path)) writeDurably(`${this.#path}.old`, readFileSync(this.#path));
    writeDurably(this.#path, `${JSON.stringify(this.#ring, null, 2)}\n`);
  }
}
