import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';

/** Ending of an archive's folder (design section 4). */
export const ARCHIVE_ENDING = '.liandang';

/** Where everything of an archive lies. */
export interface ArchiveFolder {
  readonly root: string;
  readonly about: string;
  readonly keyring: string;
  readonly database: string;
  readonly vault: string;
  readonly lock: string;
  /** Outside the archive: where this machine remembers its failed sign-ins, so that an older copy takes no lock off. */
  readonly attemptMemory?: string;
}

export function archiveFolder(root: string): ArchiveFolder {
  return {
    root,
    about: join(root, 'archive.json'),
    keyring: join(root, 'keyring.json'),
    database: join(root, 'archive.db'),
    vault: join(root, 'vault'),
    lock: join(root, 'lock'),
  };
}

/** Format of the folder itself; a program that does not know it refuses to open. */
export const FORMAT_VERSION = 1;
const About = z.object({ format: z.number().int(), archiveId: z.string().regex(/^[0-9a-f]{32}$/) });

/** `archive.json`: format version and archive id, no secrets and no names. */
export function readAbout(folder: ArchiveFolder): { archiveId: string } {
  let text: string;
  try {
    text = readFileSync(folder.about, 'utf8');
  } catch {
    throw new Refusal(
      'not-an-archive',
      '所选文件夹不是廉档的库：里面没有 archive.json。请选择以 .liandang 结尾的文件夹。',
    );
  }
  let parsed: z.infer<typeof About>;
  try {
    parsed = About.parse(JSON.parse(text));
  } catch {
    throw new Refusal('archive-damaged', 'archive.json 已损坏，无法确认库的身份。请用备份恢复到新文件夹。');
  }
  if (parsed.format > FORMAT_VERSION) {
    throw new Refusal(
      'archive-newer',
      `此库的格式（${parsed.format}）比本程序支持的（${FORMAT_VERSION}）新，请升级程序。`,
    );
  }
  return { archiveId: parsed.archiveId };
}

export function newArchiveId(): string {
  return randomBytes(16).toString('hex');
}

export function writeAbout(folder: ArchiveFolder, archiveId: string): void {
  writeDurably(folder.about, `${JSON.stringify({ format: FORMAT_VERSION, archiveId }, null, 2)}\n`);
}

/** Writes a small file so that after a crash either the old or the new one is there, whole. */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, path);
  syncFolder(dirname(path));
}

/** Makes renames in a folder durable. Windows has no such call and needs none: NTFS journals the rename. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the empty folder of a new archive. @throws Refusal `archive-exists`. */
export function makeArchiveFolder(root: string): ArchiveFolder {
  if (existsSync(root))
    throw new Refusal('archive-exists', '该位置已有同名的库或文件夹。请换一个名称；程序不会覆盖已有的库。');
  mkdirSync(root, { recursive: false, mode: 0o700 });
  const folder = archiveFolder(root);
  mkdirSync(folder.vault, { mode: 0o700 });
  return folder;
}
