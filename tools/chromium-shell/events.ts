/** Events as Electron's listeners expect them. */
import { EventEmitter } from 'node:events';

export interface CancellableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** Emits `name` with an event that can be prevented, extended by `more`. Returns true when a listener prevented it. */
export function emitCancellable(
  emitter: EventEmitter,
  name: string,
  more: object = {},
  ...args: readonly unknown[]
): boolean {
  let prevented = false;
  const event: CancellableEvent = {
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  emitter.emit(name, Object.assign(event, more), ...args);
  return prevented;
}

/** For commands whose failure only means that the window or the browser is already going away. */
export function unlessGone(sending: Promise<unknown>): void {
  sending.catch((error: unknown) => {
    if (process.env.LIANDANG_SHELL_DEBUG === '1') process.stderr.write(`${String(error)}\n`);
  });
}
