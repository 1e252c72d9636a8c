import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '#contract/result.ts';
import { outputRefusal } from '#main/output/index.ts';
import { ARCHIVE_ENDING, archiveFolder, syncFolder } from '#main/storage/index.ts';
import { CopyDiffers, copyVerified } from './copy.ts';
import {
  BACKUP_ENDING,
  type BackupPlace,
  type Head,
  type Manifest,
  parseManifest,
  placeAt,
  readHead,
} from './place.ts';

export interface Restored {
  /** The new archive's folder. */
  readonly root: string;
  readonly archiveId: string;
  /** Day of the backup, ISO 8601. */
  readonly at: string;
  readonly blobs: number;
  /** Blobs the backup itself does not have. */
  readonly missing: number;
}

/**
 * Brings a backup back as a new archive `<parent>/<name>.liandang`. Needs no key: every file is checked against the
 * manifest's SHA-256, which finds damage and incomplete copies; whether somebody forged backup and manifest together
 * shows when the archive is opened and verified. Nothing is left when it fails.
 * @param source the folder `*.liandang-backup`, or the one that holds exactly one such
 * @throws Refusal `file-refused`, `archive-exists`, `disk-full`, `io-failed`
 */
export async function restoreInto(source: string, parent: string, name: string): Promise<Restored> {
  const place = findBackup(source);
  const head = readHead(place);
  if (!head) {
    throw new Refusal(
      'file-refused',
      `「${basename(place.root)}」是没有做完的备份（缺 backup.json），不能恢复。请换一份备份；如果原库还在，重新备份一次即可补全。`,
    );
  }
  const manifest = readManifest(place, head);
  const root = rootFor(parent, name);
  const partial = `${root}.restoring`;
  if (existsSync(partial))
    throw new Refusal(
      'archive-exists',
      `该位置有一次没做完的恢复（${basename(partial)}）。请确认没有另一个恢复正在进行，删除它后重试，或换一个名称。`,
    );
  try {
    mkdirSync(join(partial, 'vault'), { recursive: true, mode: 0o700 });
    const blobs = await copyAll(place, head, manifest, partial);
    // Checked again: the name may have been taken while copying. A rename would not replace a filled folder either.
    if (existsSync(root)) throw taken(root);
    renameSync(partial, root);
    syncFolder(parent);
    return { root, archiveId: head.archiveId, at: head.at, blobs, missing: head.missing };
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    throw outputRefusal(cause, root);
  }
}

function findBackup(source: string): BackupPlace {
  const held = existsSync(source) && statSync(source).isDirectory() ? readdirSync(source) : [];
  if (held.includes('belongs-to.json') || held.includes('backup.json')) return placeAt(source);
  const inside = held.filter((name) => name.endsWith(BACKUP_ENDING));
  const [only] = inside;
  if (inside.length === 1 && only !== undefined) return placeAt(join(source, only));
  throw new Refusal(
    'file-refused',
    inside.length > 1
      ? `所选文件夹里有 ${inside.length} 份备份。请进入要恢复的那一份（以 ${BACKUP_ENDING} 结尾）再选择。`
      : `所选文件夹不是廉档的备份。请选择以 ${BACKUP_ENDING} 结尾的文件夹。`,
  );
}

function rootFor(parent: string, name: string): string {
  if (!/^[^/\\:*?"<>|.][^/\\:*?"<>|]*$/.test(name))
    throw new Refusal(
      'validation-failed',
      '库的名称不得含 / \\ : * ? " < > | ，也不得以点开头。请换一个名称。',
    );
  if (!existsSync(parent) || !statSync(parent).isDirectory())
    throw new Refusal('io-failed', '要恢复到的文件夹不存在，介质可能已拔出。请重新选择。');
  const root = join(parent, `${name}${ARCHIVE_ENDING}`);
  if (existsSync(root)) throw taken(root);
  return root;
}

function taken(root: string): Refusal {
  return new Refusal(
    'archive-exists',
    `该位置已有「${basename(root)}」。恢复只写入新文件夹，不会覆盖已有的库。请换一个名称。`,
  );
}

function readManifest(place: BackupPlace, head: Head): Manifest {
  let text: string;
  try {
    text = readFileSync(join(place.root, head.state, 'manifest-sha256.txt'), 'utf8');
  } catch {
    throw new Refusal('file-refused', '备份缺少清单 manifest-sha256.txt，不能核对，未作恢复。请换一份备份。');
  }
  if (createHash('sha256').update(text).digest('hex') !== head.manifestSha256)
    throw new Refusal(
      'file-refused',
      '备份的清单 manifest-sha256.txt 已损坏或被改动，未作恢复。请换一份备份。',
    );
  const manifest = parseManifest(text, head.state);
  for (const needed of ['archive.db', 'archive.json', 'keyring.json']) {
    if (!manifest.has(`${head.state}/${needed}`))
      throw new Refusal('file-refused', `备份里没有 ${needed}，不完整，未作恢复。请换一份备份。`);
  }
  return manifest;
}

async function copyAll(place: BackupPlace, head: Head, manifest: Manifest, to: string): Promise<number> {
  const folders = new Set([to, join(to, 'vault')]);
  const about = `${head.state}/archive.json`;
  let blobs = 0;
  // archive.json last: a folder without it is no archive.
  const names = [...manifest.keys()].filter((name) => name !== about);
  for (const name of [...names, about]) {
    const isBlob = name.startsWith('vault/');
    const target = join(to, isBlob ? name : basename(name));
    const folder = dirname(target);
    if (!folders.has(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      folders.add(folder);
    }
    await copyOne(join(place.root, name), target, manifest.get(name) ?? '', name);
    if (isBlob) blobs += 1;
  }
  for (const folder of folders) syncFolder(folder);
  if (!existsSync(archiveFolder(to).about)) throw new Error('unreachable: archive.json was copied last');
  return blobs;
}

async function copyOne(from: string, to: string, sha256: string, name: string): Promise<void> {
  try {
    await copyVerified(from, to, sha256);
  } catch (cause) {
    if (cause instanceof CopyDiffers && cause.message === 'source')
      throw new Refusal(
        'file-refused',
        `备份中的 ${name} 已损坏或被替换，与清单不符，未作恢复。请换一份备份。`,
      );
    if (cause instanceof CopyDiffers)
      throw new Refusal('io-failed', `恢复出的 ${name} 读回来不一致，目标磁盘可能已坏。请换一块磁盘恢复。`);
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' && !existsSync(from))
      throw new Refusal('file-refused', `备份缺少 ${name}，不完整，未作恢复。请换一份备份。`);
    throw cause;
  }
}
