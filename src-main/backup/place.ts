import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { outputRefusal } from '#main/output/index.ts';
import { ARCHIVE_ENDING, type ArchiveFolder, writeDurably } from '#main/storage/index.ts';

/**
 * A backup on the shelf:
 *
 *     <archive name>.liandang-backup/
 *       belongs-to.json            archive id; written first
 *       vault/ab/<id>              ciphertext as in the archive; only ever added to
 *       state-<time>/              archive.db, archive.json, keyring.json, attempts.json, manifest-sha256.txt
 *       backup.json                names the state that counts and its manifest's hash; written last
 *
 * `backup.json` is the one file that makes a backup whole: it is replaced in one rename, so an interrupted run leaves the
 * previous whole backup in force. The manifest is in the form of `sha256sum`, paths relative to the backup's folder.
 */
export const BACKUP_ENDING = '.liandang-backup';
export const STATE_FILES = ['archive.db', 'archive.json', 'keyring.json', 'attempts.json'] as const;
const STATE_NAME = /^state-\d{8}T\d{9}Z$/;
const BLOB_PATH = /^vault\/([0-9a-f]{2})\/\1[0-9a-f]{30}$/;

const Owner = z.strictObject({ format: z.literal(1), archiveId: z.string().regex(/^[0-9a-f]{32}$/) });
const Head = z.strictObject({
  format: z.literal(1),
  archiveId: z.string().regex(/^[0-9a-f]{32}$/),
  at: z.string(),
  state: z.string().regex(STATE_NAME),
  manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
  blobs: z.number().int(),
  /** Blobs that were already missing or damaged in the archive and in no earlier backup. */
  missing: z.number().int(),
  /** Newest audit event in it: a later backup must continue this chain. */
  audit: z.strictObject({ id: z.number().int(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
});
export type Head = z.infer<typeof Head>;

export interface BackupPlace {
  readonly root: string;
  readonly owner: string;
  readonly head: string;
  readonly vault: string;
}
export function placeAt(root: string): BackupPlace {
  return {
    root,
    owner: join(root, 'belongs-to.json'),
    head: join(root, 'backup.json'),
    vault: join(root, 'vault'),
  };
}

export function blobPath(blobId: string): string {
  return `vault/${blobId.slice(0, 2)}/${blobId}`;
}

/** Name of the folder of one state. */
export function stateName(at: string): string {
  return `state-${at.replaceAll(/[-:.]/g, '')}`;
}

/** The folder of this archive's backup under the chosen place; checks, but makes nothing. @throws Refusal */
export function backupPlaceFor(folder: ArchiveFolder, archiveId: string, target: string): BackupPlace {
  if (!existsSync(target) || !statSync(target).isDirectory())
    throw new Refusal('io-failed', '备份位置不存在或不是文件夹，介质可能已拔出。请插好后重新选择。');
  const inside = relative(realpathSync(folder.root), realpathSync(target));
  // Another drive of Windows has no relative path.
  if (!isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`))
    throw new Refusal('file-refused', '备份不能放在库的文件夹里面：库毁则备份同毁。请选择另一块磁盘或介质。');
  const place = placeAt(join(target, `${basename(folder.root, ARCHIVE_ENDING)}${BACKUP_ENDING}`));
  if (!existsSync(place.root)) return place;
  if (!existsSync(place.owner)) {
    if (readdirSync(place.root).length === 0) return place;
    throw new Refusal(
      'file-refused',
      `备份位置已有「${basename(place.root)}」，但它不是廉档的备份，程序没有动它。请移走它或换一个位置。`,
    );
  }
  const owner = readOwner(place);
  if (owner !== archiveId) {
    throw new Refusal(
      'file-refused',
      `备份位置已有另一个同名库（${owner.slice(0, 8).toUpperCase()}）的备份，两个库的备份不能混放。请换一个位置。`,
    );
  }
  return place;
}

function readOwner(place: BackupPlace): string {
  try {
    return Owner.parse(JSON.parse(readFileSync(place.owner, 'utf8'))).archiveId;
  } catch {
    throw new Refusal(
      'file-refused',
      `「${basename(place.root)}」里的 belongs-to.json 已损坏，认不出是哪个库的备份，程序没有动它。请换一个位置备份。`,
    );
  }
}

/** Makes the folder and writes down whose it is, before anything else lies in it. */
export function claim(place: BackupPlace, archiveId: string): void {
  try {
    mkdirSync(place.vault, { recursive: true, mode: 0o700 });
    if (!existsSync(place.owner))
      writeDurably(place.owner, `${JSON.stringify({ format: 1, archiveId }, null, 2)}\n`);
  } catch (cause) {
    throw outputRefusal(cause, place.root);
  }
}

/** The head of a whole backup; undefined when none was ever finished here. @throws Refusal `file-refused` */
export function readHead(place: BackupPlace): Head | undefined {
  if (!existsSync(place.head)) return undefined;
  try {
    return Head.parse(JSON.parse(readFileSync(place.head, 'utf8')));
  } catch {
    throw new Refusal(
      'file-refused',
      `备份「${basename(place.root)}」的 backup.json 已损坏，不能确认备份是否完整。请换一份备份，或换一个位置重新备份。`,
    );
  }
}

export function writeHead(place: BackupPlace, head: Head): void {
  writeDurably(place.head, `${JSON.stringify(head, null, 2)}\n`);
}

/** Path in the backup → hex SHA-256. */
export type Manifest = ReadonlyMap<string, string>;

export function manifestText(manifest: Manifest): string {
  return [...manifest].map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
}

/** @throws Refusal `file-refused` when the text is not one that `manifestText` writes for this state */
export function parseManifest(text: string, state: string): Manifest {
  const files = new Set(STATE_FILES.map((name) => `${state}/${name}`));
  const manifest = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const sha256 = line.slice(0, 64);
    const path = line.slice(66);
    if (!/^[0-9a-f]{64}$/.test(sha256) || !(files.has(path) || BLOB_PATH.test(path))) {
      throw new Refusal(
        'file-refused',
        '备份的清单 manifest-sha256.txt 已损坏或被改动，未作恢复。请换一份备份。',
      );
    }
    manifest.set(path, sha256);
  }
  return manifest;
}

/** Names of the state folders lying in the backup. */
export function statesIn(place: BackupPlace): string[] {
  return readdirSync(place.root).filter((name) => STATE_NAME.test(name));
}
