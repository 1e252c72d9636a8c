/** Which version of the C library a package asks of a Linux machine: the newest that any of its shared libraries names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the program; the install script compares it with the machine's. */
export const GLIBC_FILE = 'requires-glibc';

/** ELF keeps the names of symbol versions as plain text (`GLIBC_2.34`). @returns for instance `2.34`; `2.0` for none */
export function neededGlibc(folder: string): string {
  let newest = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    if (bytes.toString('latin1', 0, 4) !== '\x7fELF') continue;
    for (const [, minor] of bytes.toString('latin1').matchAll(/GLIBC_2\.(\d{1,3})/g))
      newest = Math.max(newest, Number(minor));
  }
  return `2.${newest}`;
}
