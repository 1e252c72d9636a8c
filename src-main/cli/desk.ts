import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Input, Output, RouteName } from '#contract/index.ts';
import type { ErrorCode, Failure } from '#contract/result.ts';
import type { Application } from '#main/application/index.ts';

/** Exit codes, after sysexits(3) where it has one. */
const EXIT: Partial<Record<ErrorCode, number>> = {
  'validation-failed': 65,
  'file-refused': 65,
  'bundle-refused': 65,
  'archive-damaged': 65,
  'recovery-refused': 77,
  'content-key-missing': 77,
  'second-person-needed': 77,
  'not-found': 66,
  'not-an-archive': 66,
  internal: 70,
  'io-failed': 74,
  'disk-full': 74,
  'archive-in-use': 75,
  'job-running': 75,
  'wrong-password': 77,
  'account-locked': 77,
  'account-disabled': 77,
  'must-change-password': 77,
  forbidden: 77,
};

/** A command that could not do its work; carries the failure as the routes tell it. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly failure: Failure;
  readonly exitCode: number;
  constructor(failure: Failure, exitCode?: number) {
    const details = (failure.details ?? []).map((one) => `\n  ${one.path}：${one.message}`).join('');
    super(`${failure.message}${details}`);
    this.failure = failure;
    this.exitCode = exitCode ?? EXIT[failure.code] ?? 1;
  }
  static usage(message: string): Failed {
    return new Failed({ code: 'validation-failed', message }, 64);
  }
  static damaged(message: string): Failed {
    return new Failed({ code: 'archive-damaged', message });
  }
}

/** Rows are given out by windows of this many at most. */
const WINDOW = 500;
/** A list of ids in the portions in which its rows are asked for. */
export function windowed(ids: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / WINDOW) }, (_, at) =>
    ids.slice(at * WINDOW, (at + 1) * WINDOW),
  );
}

/** The application as one command uses it. */
export class Desk {
  readonly #application: Application;
  readonly json: boolean;
  /** @param json the answer is for a script: nothing else is printed */
  constructor(application: Application, json: boolean) {
    this.#application = application;
    this.json = json;
  }

  grant(path: string): string {
    return this.#application.grantPath(path);
  }

  /** @throws Failed */
  async must<N extends RouteName>(route: N, input: Input<N>): Promise<Output<N>> {
    const result = await this.#application.call(route, input);
    if (!result.ok) throw new Failed(result.error);
    return result.data as Output<N>;
  }

  /** What this machine remembers and the archive does not bear out: told beside every answer, never in place of it. */
  warn(warnings: readonly string[]): void {
    for (const one of warnings) process.stderr.write(`警告：${one}\n`);
  }

  /** Waits for a job, showing its progress on a terminal; interrupting asks it to stop. @throws Failed */
  async job(started: { readonly jobId: number }): Promise<Output<'jobs.get'>['result']> {
    const stop = () => void this.#application.call('jobs.cancel', { id: started.jobId });
    process.once('SIGINT', stop);
    try {
      for (;;) {
        const job = await this.must('jobs.get', { id: started.jobId });
        if (!this.json && process.stderr.isTTY)
          process.stderr.write(`\r${job.done}/${job.total} ${job.message}\u001b[K`);
        if (job.state !== 'running' && this.#application.runningJobs() === 0) {
          if (!this.json && process.stderr.isTTY) process.stderr.write('\n');
          if (job.state === 'done') return job.result;
          throw new Failed({ code: job.code ?? 'internal', message: job.message });
        }
        await new Promise((wake) => setTimeout(wake, 100));
      }
    } finally {
      process.off('SIGINT', stop);
    }
  }

  /** A file of JSON that a route's input is checked against. @throws Failed */
  readJson<T>(path: string): T {
    try {
      return JSON.parse(readFileSync(resolve(path), 'utf8')) as T;
    } catch {
      throw Failed.usage(`「${path}」读不出来，或不是 JSON。`);
    }
  }

  close(): Promise<void> {
    return this.#application.close();
  }
}
