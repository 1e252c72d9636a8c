/** 监视文件夹: for copiers that scan into a folder. A file is taken when it has come to rest and is whole; it stays where it is. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { readChosen } from '#main/chosen/index.ts';
import { kindByName, lookThroughAll, UnreadablePicture } from '#main/intake/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { Filing } from './filing.ts';
import { endBatch, newBatch } from './scan-batch.ts';
import { takeBroken, takeWhole } from './take-file.ts';

/** Between two looks. A file that two looks find the same length and time is at rest. */
const LOOK_MS = 1_000;
/** At rest and still not whole: read again after so long, not at every look. */
const AGAIN_MS = 5_000;
/**
 * At rest and still not whole for so long: it goes to the tray as it is. If its copier goes on with it after all, the whole
 * file is another one and is taken then.
 */
const GIVE_UP_MS = 20_000;
/** As for imports: a 2,000-page PDF at 300 dpi stays below. */
const MOST_BYTES = 1024 * 1024 * 1024;

export async function startWatch(
  scope: ActScope,
  input: Parsed<'scanning.watch'>,
): Promise<Output<'scanning.watch'>> {
  const folder = scope.path(input.folder);
  scope.note.subject = basename(folder);
  return {
    jobId: scope.startJob('watch-folder', `监视文件夹：${basename(folder)}`, {
      folder,
      target: input.target,
    }),
  };
}

/** A file as the last looks found it. */
interface Seen {
  readonly size: number;
  readonly changed: number;
  readonly since: number;
  /** When it is worth reading; Infinity: it is settled until it changes. */
  readonly readAt: number;
}

export async function watchFolder(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const order = input as { folder: string; target: Parsed<'scanning.watch'>['target'] };
  const importId = newBatch(scope, `监视：${basename(order.folder)}`, 'watch');
  let watch: Watch | undefined;
  try {
    watch = new Watch(scope, importId, order.folder, new Filing(scope, importId, order.target));
    await watch.untilStopped();
    endBatch(scope, importId, 'done');
    return watch.result;
  } catch (cause) {
    const stopped = watch && cause instanceof Refusal && cause.code === 'cancelled';
    endBatch(scope, importId, stopped ? 'done' : 'failed');
    // Being stopped is how a watch ends.
    if (stopped) return watch?.result ?? {};
    throw cause;
  } finally {
    watch?.forget();
  }
}

class Watch {
  readonly #scope: JobScope;
  readonly #importId: number;
  readonly #folder: string;
  readonly #filing: Filing;
  readonly #seen = new Map<string, Seen>();
  readonly #ignored = new Set<string>();
  #taken = 0;
  #known = 0;

  constructor(scope: JobScope, importId: number, folder: string, filing: Filing) {
    this.#scope = scope;
    this.#importId = importId;
    this.#folder = folder;
    this.#filing = filing;
  }

  get result(): JobResult {
    const { counts } = this.#filing;
    return {
      批次: this.#importId,
      文件: this.#taken,
      已在库中: this.#known,
      归入材料: counts.pages,
      件数: counts.items.size,
      分件页: counts.separators,
      待处理: counts.tray,
      '不是图像或 PDF 的文件（未收）': this.#ignored.size,
    };
  }

  forget(): void {
    this.#filing.forget();
  }

  /** Goes on until it is asked to stop. @throws Refusal `cancelled`, or when the folder is gone */
  async untilStopped(): Promise<never> {
    for (;;) {
      this.#scope.checkCancelled();
      if (!existsSync(this.#folder))
        throw new Refusal(
          'io-failed',
          '所监视的文件夹不见了，介质或网络盘可能已断开。已收的都在；恢复后请重新开始监视。',
        );
      const before = this.#taken;
      const waiting = await this.#look();
      if (this.#taken > before) await lookThroughAll(this.#scope, this.#filing.keys, this.#importId);
      this.#scope.progress(this.#taken, 0, this.#words(waiting));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  #words(waiting: number): string {
    const ignored = this.#ignored.size;
    return [
      `已收 ${this.#taken} 个文件`,
      waiting > 0 ? `${waiting} 个还没有写完，正在等` : '正在等候新文件',
      ...(ignored > 0 ? [`${ignored} 个不是图像或 PDF，未收`] : []),
    ].join('；');
  }

  /** @returns how many files are not whole yet */
  async #look(): Promise<number> {
    let waiting = 0;
    for (const name of readdirSync(this.#folder).toSorted()) {
      this.#scope.checkCancelled();
      if (name.startsWith('.')) continue;
      if (kindByName(name) === undefined) {
        this.#ignored.add(name);
        continue;
      }
      const seen = this.#rested(name);
      if (seen === 'waiting') waiting += 1;
      else if (seen !== 'settled' && !(await this.#take(name, seen))) waiting += 1;
    }
    return waiting;
  }

  /** The file if it is worth reading now. */
  #rested(name: string): Seen | 'waiting' | 'settled' {
    let size: number;
    let changed: number;
    try {
      const found = statSync(join(this.#folder, name));
      if (!found.isFile()) return 'settled';
      size = found.size;
      changed = found.mtimeMs;
    } catch {
      // Gone again between the two calls: copiers rename their files when they are done.
      return 'settled';
    }
    const before = this.#seen.get(name);
    const now = Date.now();
    if (before?.size === size && before.changed === changed) {
      if (before.readAt === Number.POSITIVE_INFINITY) return 'settled';
      return now >= before.readAt ? before : 'waiting';
    }
    this.#seen.set(name, { size, changed, since: now, readAt: now });
    return 'waiting';
  }

  /** @returns false when it is not whole yet */
  async #take(name: string, seen: Seen): Promise<boolean> {
    const late = Date.now() - seen.since > GIVE_UP_MS;
    const later = () => {
      this.#seen.set(name, { ...seen, readAt: Date.now() + AGAIN_MS });
      return false;
    };
    let bytes: Buffer;
    try {
      bytes = readChosen(join(this.#folder, name), MOST_BYTES);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      // Held by the copier, gone, or far too large: what stays so is told, and the watch goes on.
      if (!late) return later();
      this.#settle(name, seen);
      this.#ignored.add(name);
      return true;
    }
    const file = { name, bytes, importId: this.#importId };
    let outcome: 'taken' | 'known';
    try {
      outcome = await takeWhole(this.#scope, this.#filing, file);
    } catch (cause) {
      if (!(cause instanceof UnreadablePicture)) throw cause;
      if (!late) return later();
      outcome = takeBroken(this.#scope, this.#filing, file, cause.message);
    } finally {
      bytes.fill(0);
    }
    this.#settle(name, seen);
    if (outcome === 'known') this.#known += 1;
    else this.#taken += 1;
    return true;
  }

  #settle(name: string, seen: Seen): void {
    this.#seen.set(name, { ...seen, readAt: Number.POSITIVE_INFINITY });
  }
}
