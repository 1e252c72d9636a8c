/**
 * Loaded before a program (`node --import watch-writes.ts`): writes down, one line each, every path that the program and its
 * threads open for writing, make, copy to, link or rename to through `node:fs`. The list is the file `WATCHED_WRITES`.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

type Call = (...given: unknown[]) => unknown;
type Functions = Record<string, Call>;

const list = process.env['WATCHED_WRITES'] ?? '';
const append = fs.appendFileSync.bind(fs);
const note = (path: unknown) => {
  if (typeof path === 'string' && resolve(path) !== resolve(list)) append(list, `${resolve(path)}\n`);
};
const forWriting = (flags: unknown) => typeof flags === 'string' && /[wax+]/.test(flags);

/** Which argument names what is written; `open` counts only with flags that write. */
const WRITTEN: Readonly<Record<string, number>> = {
  writeFile: 0,
  appendFile: 0,
  truncate: 0,
  mkdir: 0,
  mkdtemp: 0,
  createWriteStream: 0,
  rename: 1,
  copyFile: 1,
  cp: 1,
  link: 1,
  symlink: 1,
};
function watch(functions: Functions, suffix: string): void {
  for (const [name, at] of Object.entries(WRITTEN)) {
    const original = functions[`${name}${suffix}`];
    if (!original) continue;
    functions[`${name}${suffix}`] = (...given) => {
      note(given[at]);
      return original.apply(functions, given);
    };
  }
  const open = functions[`open${suffix}`];
  if (!open) return;
  functions[`open${suffix}`] = (...given) => {
    if (forWriting(given[1])) note(given[0]);
    return open.apply(functions, given);
  };
}

// The module is a bag of functions; its types name each one, this view the ones that are replaced.
watch(fs as unknown as Functions, 'Sync');
watch(fs as unknown as Functions, '');
watch(fs.promises as unknown as Functions, '');
syncBuiltinESMExports();
