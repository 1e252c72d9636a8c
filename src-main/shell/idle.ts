/** 离席锁屏: locks the archive when nobody has touched the window for as long as the archive's settings allow. */
import type { Output } from '#contract/index.ts';
import type { Application } from '#main/application/index.ts';

const MINUTE_MS = 60_000;

export class IdleLock {
  readonly #application: Pick<Application, 'call'>;
  readonly #now: () => number;
  #touched: number;

  /** @param now milliseconds of a clock that nobody can set */
  constructor(application: Pick<Application, 'call'>, now: () => number = () => performance.now()) {
    this.#application = application;
    this.#now = now;
    this.#touched = now();
  }

  /** Somebody is at the desk. */
  touch(): void {
    this.#touched = this.#now();
  }

  /** To be called every few seconds. */
  async check(): Promise<void> {
    const idle = this.#now() - this.#touched;
    // The shortest setting is a minute: until then the archive need not be asked.
    if (idle < MINUTE_MS) return;
    const state = await this.#state();
    if (state?.account && !state.locked && idle >= state.idleMinutes * MINUTE_MS) await this.lock();
  }

  /** Locks at once if somebody is signed in: idle, or the machine goes to sleep. */
  async lock(): Promise<void> {
    const state = await this.#state();
    if (state?.account && !state.locked) await this.#application.call('session.lock', {});
  }

  async #state(): Promise<Output<'session.state'> | undefined> {
    const result = await this.#application.call('session.state', {});
    return result.ok ? (result.data as Output<'session.state'>) : undefined;
  }
}
