import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { archiveFolder, writeDurably } from '#main/storage/index.ts';

const MOST = 8;
const Recent = z.strictObject({ archives: z.array(z.string()).max(100) });

/** 最近打开的库: paths only, newest first; an archive that is not there now is left out, not forgotten. */
export class RecentArchives {
  readonly #path: string;

  constructor(settingsFolder: string) {
    mkdirSync(settingsFolder, { recursive: true, mode: 0o700 });
    this.#path = join(settingsFolder, 'recent.json');
  }

  present(): string[] {
    return this.#read().filter((root) => existsSync(archiveFolder(root).about));
  }

  note(root: string): void {
    const archives = [root, ...this.#read().filter((one) => one !== root)].slice(0, MOST);
    writeDurably(this.#path, `${JSON.stringify({ archives }, null, 2)}\n`);
  }

  #read(): string[] {
    if (!existsSync(this.#path)) return [];
    try {
      return Recent.parse(JSON.parse(readFileSync(this.#path, 'utf8'))).archives;
    } catch {
      // A convenience list: a damaged one starts anew, the archives themselves are opened by choosing their folder.
      return [];
    }
  }
}
