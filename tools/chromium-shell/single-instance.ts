/** One running instance per data folder, and word to the first when a second is started: plain files, no socket. */
import {
  closeSync,
  type FSWatcher,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ownerRuns, ownMark } from './owner.ts';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
}

const CALL = /^call-.*\.json$/;

export class InstanceLock {
  readonly #folder: string;
  readonly #onSecond: (start: SecondStart) => void;
  #watcher: FSWatcher | undefined;

  constructor(userData: string, onSecond: (start: SecondStart) => void) {
    this.#folder = join(userData, 'liandang-shell-instance');
    this.#onSecond = onSecond;
  }

  get held(): boolean {
    return this.#watcher !== undefined;
  }

  /** True when this is the first instance; else the first is told how this one was started. */
  acquire(start: SecondStart): boolean {
    if (this.held) return true;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    if (!this.#own() && !this.#takeOverFromDead()) {
      const name = `call-${ownMark()}`;
      writeFileSync(join(this.#folder, name), JSON.stringify(start), { mode: 0o600 });
      renameSync(join(this.#folder, name), join(this.#folder, `${name}.json`));
      return false;
    }
    this.#watcher = watch(this.#folder, { persistent: false }, () => this.#answerCalls());
    return true;
  }

  release(): void {
    if (!this.held) return;
    this.#watcher?.close();
    this.#watcher = undefined;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #own(): boolean {
    try {
      const file = openSync(join(this.#folder, 'owner'), 'wx', 0o600);
      writeSync(file, ownMark());
      closeSync(file);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    }
  }

  #takeOverFromDead(): boolean {
    const path = join(this.#folder, 'owner');
    if (ownerRuns(readFileSync(path, 'utf8'))) return false;
    rmSync(path, { force: true });
    return this.#own();
  }

  #answerCalls(): void {
    if (!this.held) return;
    for (const name of readdirSync(this.#folder)) {
      if (!CALL.test(name)) continue;
      const path = join(this.#folder, name);
      const start: SecondStart = JSON.parse(readFileSync(path, 'utf8'));
      rmSync(path, { force: true });
      this.#onSecond(start);
    }
  }
}
