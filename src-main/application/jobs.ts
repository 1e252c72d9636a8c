import { Worker } from 'node:worker_threads';
import type { Output } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { OpenKeys } from '#main/keyring/index.ts';
import type { Caller, JobKind, JobResult } from '#main/scope/index.ts';
import type { ProgramFiles } from './program.ts';

type Job = Output<'jobs.get'>;
export interface JobOrder {
  readonly id: number;
  readonly kind: JobKind;
  readonly input: Record<string, unknown>;
  readonly root: string;
  readonly archiveId: string;
  readonly resources: string;
  readonly caller: Caller;
  /** Where incidents are noted. */
  readonly settingsFolder: string;
  readonly keys: {
    slot: string;
    identity: string;
    databaseKey: Uint8Array;
    contentKey: Uint8Array | undefined;
  };
  /** One word of shared memory: 1 asks the job to stop. Shared, because a busy worker reads no messages. */
  readonly stop: SharedArrayBuffer;
  /** No job of a person's: not in the list of jobs, lowest priority, gives way (background-reader.ts). */
  readonly background?: boolean;
  /** Fixed clock of tests, ISO; undefined: the machine's. */
  readonly clock: string | undefined;
}
export type JobMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly message: string }
  | {
      readonly kind: 'ended';
      readonly state: Job['state'];
      readonly message: string;
      readonly result: JobResult;
    };

/**
 * Encrypted pieces live outside V8's heap and die at once; a small young generation is swept for them, where a large one
 * waits until 64 MB of them start a collection of everything: a third of an import's time.
 */
const LIMITS = { maxYoungGenerationSizeMb: 6 };

/** Jobs that mostly wait, or that go on for hours in the background. */
const BESIDE: ReadonlySet<JobKind> = new Set([
  'scan',
  'watch-folder',
  'scan-warnings',
  'check-quality',
  'search-cross-check',
  'search-check-index',
]);

const UNAWAITED: ReadonlySet<JobKind> = new Set(['watch-folder', 'scan-warnings']);

interface Running {
  readonly kind: JobKind;
  readonly worker: Worker;
  readonly stop: SharedArrayBuffer;
  progress: { done: number; total: number; message: string };
  readonly ended: Promise<void>;
}

/** 任务: one long work at a time beside what waits or goes on in the background, each in its own thread with its own connection; the window stays free. */
export class JobRunner {
  readonly #program: ProgramFiles;
  readonly #running = new Map<number, Running>();
  readonly #changed: (jobId: number) => void;

  constructor(program: ProgramFiles, changed: (jobId: number) => void) {
    this.#program = program;
    this.#changed = changed;
  }

  get count(): number {
    return this.#running.size;
  }

  /** Somebody waits for a job, or a scanner does: what works in the background rests meanwhile. */
  get isAwaited(): boolean {
    return [...this.#running.values()].some((one) => !UNAWAITED.has(one.kind));
  }

  refuseWhileRunning(): void {
    if (this.#running.size > 0)
      throw new Refusal('job-running', '还有任务在进行，请等它结束，或先在任务栏中停止它。');
  }

  /** Most jobs want the machine for themselves; what waits for paper or reads in the background runs beside them. */
  refuseBeside(kind: JobKind): void {
    const others = [...this.#running.values()].map((one) => one.kind);
    if (others.includes(kind))
      throw new Refusal('job-running', '同样的任务正在进行，请等它结束，或先停止它。');
    if (!BESIDE.has(kind) && others.some((one) => !BESIDE.has(one)))
      throw new Refusal('job-running', '还有任务在进行，请等它结束，或先在任务栏中停止它。');
  }

  /** @param crashed called when the thread ends without having said how */
  start(
    order: Omit<JobOrder, 'stop' | 'keys' | 'resources'> & { readonly keys: OpenKeys },
    crashed: (id: number, message: string) => void,
  ): void {
    const stop = new SharedArrayBuffer(4);
    const keys = copiedKeys(order.keys);
    const workerData: JobOrder = { ...order, keys, stop, resources: this.#program.resources };
    const worker = new Worker(this.#program.worker, { workerData, name: order.kind, resourceLimits: LIMITS });
    let said = false;
    const ended = new Promise<void>((resolve) => {
      worker.on('message', (message: JobMessage) => {
        const running = this.#running.get(order.id);
        if (message.kind === 'progress' && running) running.progress = message;
        if (message.kind === 'ended') said = true;
        this.#changed(order.id);
      });
      let failure = '';
      worker.on('error', (cause) => {
        failure = cause instanceof Error ? cause.message : String(cause);
      });
      worker.on('exit', () => {
        this.#running.delete(order.id);
        if (!said) crashed(order.id, failure);
        this.#changed(order.id);
        resolve();
      });
    });
    this.#running.set(order.id, {
      kind: order.kind,
      worker,
      stop,
      progress: { done: 0, total: 0, message: '' },
      ended,
    });
    for (const bytes of [keys.databaseKey, keys.contentKey]) bytes?.fill(0);
  }

  /** The recorded job with what its thread said last. */
  withProgress(job: Job): Job {
    const running = this.#running.get(job.id);
    return running && job.state === 'running' ? { ...job, ...pick(running.progress) } : job;
  }

  cancel(id: number): void {
    const running = this.#running.get(id);
    if (!running) throw new Refusal('not-found', '该任务已经结束。');
    Atomics.store(new Int32Array(running.stop), 0, 1);
  }

  async stopAll(): Promise<void> {
    const all = [...this.#running.entries()];
    for (const [id] of all) this.cancel(id);
    await Promise.all(all.map(([, running]) => running.ended));
  }
}

/** Copies for a thread; the caller wipes them once the thread has its own. */
export function copiedKeys({ slot, identity, databaseKey, contentKey }: OpenKeys): JobOrder['keys'] {
  return {
    slot,
    identity,
    databaseKey: new Uint8Array(databaseKey),
    contentKey: contentKey && new Uint8Array(contentKey),
  };
}

function pick(progress: Running['progress']): Running['progress'] {
  return { done: progress.done, total: progress.total, message: progress.message };
}
