/** 校验值: the list that `sha256sum -c SHA256SUMS` checks. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const SUMS_FILE = 'SHA256SUMS';
export const SIGNATURE_FILE = `${SUMS_FILE}.minisig`;

/** Files below a folder, with `/`, in the order of their bytes. @throws Error on a name that some medium cannot hold */
export function filesBelow(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (!entry.isFile()) throw new Error(`${path} is no plain file, and not every medium holds such`);
      if (!/^[\x21-\x7e]+$/.test(path)) throw new Error(`${path} has a name that not every medium holds`);
      return path;
    });
  return files.sort((a, b) => (a < b ? -1 : 1));
}

/** Lines of `<sha256>  <path>`, for every file but the list and its signature. */
export async function sumsOf(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const path of filesBelow(folder)) {
    if (path === SUMS_FILE || path === SIGNATURE_FILE) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash);
    lines.push(`${hash.digest('hex')}  ${path}\n`);
  }
  return lines.join('');
}
