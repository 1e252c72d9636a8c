/* oxlint-disable typescript/no-unsafe-type-assertion -- the protocol definition vouches for what the browser sends */
/** One connection to the browser over its pipe, and the sessions (one per page) multiplexed on it. */
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { type CborValue, decode, encode, frameLength } from './cbor.ts';
import type { Commands, Events } from './cdp-messages.ts';

/** A command the browser refused, or that was under way when its page or the browser went away. */
export class BrowserCommandError extends Error {
  override readonly name = 'BrowserCommandError';
}

interface Waiting {
  readonly method: string;
  readonly sessionId: string | undefined;
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

export class Session {
  readonly id: string | undefined;
  readonly #connection: Connection;
  readonly #events = new EventEmitter().setMaxListeners(0);

  constructor(connection: Connection, id: string | undefined) {
    this.#connection = connection;
    this.id = id;
  }

  /** Sends a command; rejects with BrowserCommandError. */
  send<M extends keyof Commands>(method: M, params: Commands[M]['params']): Promise<Commands[M]['result']> {
    return this.#connection.send(method, params, this.id);
  }

  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void {
    this.#events.on(event, listener);
  }

  /** Called once, when the page is gone. */
  onDetached(listener: () => void): void {
    this.#events.once('detached', listener);
  }

  deliver(event: string, params: unknown): void {
    this.#events.emit(event, params);
  }
}

type Message = { readonly [key: string]: CborValue | undefined };
const isMap = (value: CborValue | undefined): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export class Connection {
  readonly root: Session = new Session(this, undefined);
  readonly #writable: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Session>();
  #nextId = 0;
  #closed = false;
  #chunks: Buffer[] = [];
  #have = 0;
  #want = 0;

  constructor(writable: Writable, readable: Readable) {
    this.#writable = writable;
    const end = (): void => this.#end();
    readable.on('data', (bytes: Buffer) => this.#received(bytes));
    readable.on('close', end);
    readable.on('error', end);
    writable.on('error', end);
  }

  send<M extends keyof Commands>(
    method: M,
    params: Commands[M]['params'],
    sessionId: string | undefined,
  ): Promise<Commands[M]['result']> {
    const id = ++this.#nextId;
    const { promise, resolve, reject } = Promise.withResolvers<Commands[M]['result']>();
    if (this.#closed) {
      reject(new BrowserCommandError(`${method}: the browser is gone`));
      return promise;
    }
    this.#waiting.set(id, {
      method,
      sessionId,
      resolve: (result) => resolve(result as Commands[M]['result']),
      reject,
    });
    this.#writable.cork();
    for (const part of encode({ id, method, params: params as Message, sessionId })) {
      this.#writable.write(part);
    }
    this.#writable.uncork();
    return promise;
  }

  session(id: string): Session {
    const known = this.#sessions.get(id);
    if (known) return known;
    const session = new Session(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  #received(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#have += bytes.length;
    for (;;) {
      if (this.#want === 0) {
        if (this.#chunks.length > 1 && (this.#chunks[0]?.length ?? 0) < 7) {
          this.#chunks = [Buffer.concat(this.#chunks)];
        }
        this.#want = this.#chunks[0] ? frameLength(this.#chunks[0]) : 0;
      }
      if (this.#want === 0 || this.#have < this.#want) return;
      const all = Buffer.concat(this.#chunks);
      const rest = all.subarray(this.#want);
      const message = decode(all.subarray(0, this.#want));
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#have = rest.length;
      this.#want = 0;
      if (isMap(message)) this.#dispatch(message);
    }
  }

  #dispatch(message: Message): void {
    if (typeof message.id === 'number') {
      const waiting = this.#waiting.get(message.id);
      if (!waiting) return;
      this.#waiting.delete(message.id);
      if (isMap(message.error)) {
        waiting.reject(
          new BrowserCommandError(`${waiting.method}: ${JSON.stringify(message.error.message)}`),
        );
      } else waiting.resolve(message.result);
      return;
    }
    if (typeof message.method !== 'string') return;
    if (
      message.method === 'Target.detachedFromTarget' &&
      isMap(message.params) &&
      typeof message.params.sessionId === 'string'
    ) {
      this.#detached(message.params.sessionId);
    }
    const session = typeof message.sessionId === 'string' ? this.session(message.sessionId) : this.root;
    session.deliver(message.method, message.params);
  }

  #detached(sessionId: string): void {
    this.#rejectAll('the page is gone', (waiting) => waiting.sessionId === sessionId);
    const session = this.#sessions.get(sessionId);
    this.#sessions.delete(sessionId);
    session?.deliver('detached', undefined);
  }

  #rejectAll(why: string, which: (waiting: Waiting) => boolean): void {
    for (const [id, waiting] of this.#waiting) {
      if (!which(waiting)) continue;
      this.#waiting.delete(id);
      waiting.reject(new BrowserCommandError(`${waiting.method}: ${why}`));
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#rejectAll('the browser is gone', () => true);
  }
}
