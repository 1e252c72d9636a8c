import { randomBytes } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { allKeys, replaceWrappedKey } from '#main/files/index.ts';
import { rewrapFileKey } from '#main/keyring/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { saveSetting, setting } from '#main/storage/index.ts';
import { businessSlots } from './queries.ts';

/**
 * 更换内容密钥: a new content key for everyone who still may hold one, and every file key wrapped by it anew, so that whoever
 * kept the old one opens nothing that this archive holds from now on. Three steps, each whole: the next key is staged in
 * the keyring; one transaction wraps all file keys and counts the generation up; the keyring follows. A stop in between
 * leaves either the old key or, at the next sign-in, the new one (`Keyring.settleContentKey`).
 */
export async function renewContentKey(
  scope: ActScope,
  input: Parsed<'accounts.renewContentKey'>,
): Promise<Output<'accounts.renewContentKey'>> {
  const present = scope.contentKey();
  const entitled = new Set(businessSlots(scope.db));
  const holders = scope.keyring.contentKeyHolders().filter((slot) => entitled.has(slot));
  const next = randomBytes(32);
  try {
    await scope.keyring.stageContentKey(next, holders);
    const generation = scope.keyring.generation + 1;
    const keys = scope.commit((write) => {
      if (Number(setting(write, 'contentKeyGeneration')) !== generation - 1)
        throw new Refusal('conflict', '内容密钥刚被更换过，请重新登录后再看。');
      let wrapped = 0;
      for (const key of allKeys(write)) {
        const again = rewrapFileKey(present, next, scope.archiveId, key.label, key.wrapped);
        if (!again) continue;
        replaceWrappedKey(write, key.id, again);
        wrapped += 1;
      }
      saveSetting(write, 'contentKeyGeneration', String(generation));
      saveSetting(write, 'renewalDueSince', '');
      scope.note.subject = 'content-key';
      scope.note.detail = { reason: input.reason, generation, keys: wrapped, holders: holders.length };
      return wrapped;
    });
    scope.keyring.settleContentKey(generation);
    next.copy(present);
    return { generation, keys, holders: holders.length };
  } finally {
    next.fill(0);
  }
}
