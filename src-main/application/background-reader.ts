/**
 * 后台识别: the thread that reads waiting pages while somebody with the content key is signed in. It has its own connection
 * and keys, one thread of the lowest priority, and gives way to every job. What an older program left to be indexed it does first.
 */
import { Worker } from 'node:worker_threads';
import { type Background, countWaiting, paceOf } from '#main/ocr/index.ts';
import { owesIndex } from '#main/search/index.ts';
import { GAIT, SIGNAL } from './background-signal.ts';
import type { Desk } from './desk.ts';
import { copiedKeys, type JobMessage, type JobOrder, type JobRunner } from './jobs.ts';
import type { ApplicationOptions } from './program.ts';

/** How often it is looked whether there is something to read. */
const LOOK_EVERY_MS = 3_000;
/** Pages over which the time is measured, and how many say nothing yet. */
const MEASURED = 30;
const TOO_FEW = 3;

interface Running {
  readonly kind: 'ocr' | 'search-index-owed';
  readonly worker: Worker;
  readonly signal: Int32Array;
  readonly ended: Promise<void>;
}

/** What the routes ask of it. */
export type Reader = Pick<BackgroundReader, 'state' | 'retry' | 'stop'>;

export class BackgroundReader {
  readonly #options: ApplicationOptions;
  readonly #desk: Desk;
  readonly #jobs: JobRunner;
  readonly #isHeld: () => boolean;
  readonly #timer: NodeJS.Timeout | undefined;
  #running: Running | undefined;
  #problem = '';
  /** When each of the last pages was done. */
  #done: number[] = [];
  #signedInAt: number | undefined;

  /** @param isHeld readers sit at the desk: everything else rests */
  constructor(options: ApplicationOptions, desk: Desk, jobs: JobRunner, isHeld: () => boolean) {
    this.#options = options;
    this.#desk = desk;
    this.#jobs = jobs;
    this.#isHeld = isHeld;
    if (!options.readsInBackground) return;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  get state(): Background {
    const first = this.#done[0];
    const last = this.#done.at(-1);
    const spans = this.#done.length - 1;
    return {
      activity:
        this.#problem !== ''
          ? 'stopped'
          : !this.#running
            ? 'off'
            : this.#mustRest() || this.#running.kind !== 'ocr'
              ? 'resting'
              : 'reading',
      problem: this.#problem,
      secondsPerPage:
        first === undefined || last === undefined || spans < TOO_FEW
          ? undefined
          : (last - first) / spans / 1_000,
    };
  }

  #mustRest(): boolean {
    return this.#jobs.isAwaited || this.#isHeld();
  }

  /** Starts, rests or stops as things stand. */
  look(): void {
    const signed = this.#desk.signedIn;
    if (!signed?.keys.contentKey || signed.mustChange !== undefined || !signed.db.open) {
      this.#signedInAt = undefined;
      this.#problem = '';
      this.#askToStop();
      return;
    }
    this.#signedInAt ??= performance.now();
    const pace = paceOf(signed.db);
    const owes = owesIndex(signed.db);
    if (pace === 'paused' && !(owes && this.#running?.kind !== 'ocr')) {
      this.#problem = '';
      this.#askToStop();
    } else if (this.#running) {
      Atomics.store(
        this.#running.signal,
        SIGNAL.gait,
        this.#mustRest() ? GAIT.rest : pace === 'gentle' ? GAIT.gentle : GAIT.steady,
      );
    } else if (
      this.#problem === '' &&
      !this.#mustRest() &&
      performance.now() - this.#signedInAt > (this.#options.readsInBackground?.afterMs ?? 0) &&
      (owes || countWaiting(signed.db) > 0)
    ) {
      this.#start(owes ? 'search-index-owed' : 'ocr');
    }
  }

  #start(kind: Running['kind']): void {
    const { folder, archiveId } = this.#desk.theArchive();
    const signed = this.#desk.signedIn;
    if (!signed) return;
    const keys = copiedKeys(signed.keys);
    const signal = new SharedArrayBuffer(8);
    const workerData: JobOrder = {
      id: 0,
      kind,
      input: {},
      root: folder.root,
      archiveId,
      resources: this.#options.program.resources,
      caller: signed.caller,
      settingsFolder: this.#options.settingsFolder,
      keys,
      stop: signal,
      background: true,
      clock: this.#options.now && this.#options.now().toISOString(),
    };
    const worker = new Worker(this.#options.program.worker, { workerData, name: kind });
    for (const bytes of [keys.databaseKey, keys.contentKey]) bytes?.fill(0);
    this.#done = [performance.now()];
    const ended = new Promise<void>((resolve) => {
      worker.on('message', (message: JobMessage) => {
        if (message.kind === 'progress' && kind === 'ocr')
          this.#done = [...this.#done.slice(1 - MEASURED), performance.now()];
        else if (message.kind === 'ended' && message.state === 'failed') this.#problem = message.message;
      });
      worker.on('error', (cause) => {
        const what = kind === 'ocr' ? '文字识别' : '检索索引的补建';
        this.#problem = `${what}意外中止：${cause instanceof Error ? cause.message : String(cause)}`;
      });
      worker.on('exit', () => {
        this.#running = undefined;
        resolve();
      });
    });
    this.#running = { kind, worker, signal: new Int32Array(signal), ended };
  }

  #askToStop(): void {
    if (!this.#running) return;
    Atomics.store(this.#running.signal, SIGNAL.stop, 1);
    Atomics.notify(this.#running.signal, SIGNAL.stop);
  }

  /** Forgets a problem, so that it is tried again. */
  retry(): void {
    this.#problem = '';
    this.look();
  }

  /** Asks it to stop and waits: a second at most, a line being read is read to its end. */
  async stop(): Promise<void> {
    this.#askToStop();
    await this.#running?.ended;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.stop();
  }
}
