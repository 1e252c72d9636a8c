/** `ipcMain`, and the answering of one message from a preload script. */
import { EventEmitter } from 'node:events';
import { codec } from './codec.ts';

/** What handlers and listeners get as their first argument. */
export interface MessageEvent {
  readonly type: 'frame';
  readonly frameId: number;
  readonly processId: number;
  readonly sender: unknown;
  readonly senderFrame: SenderFrame;
  reply(channel: string, ...args: unknown[]): void;
  preventDefault(): void;
}

/** The main frame of the window that sent a message; other frames cannot send. */
export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: null;
  readonly top: SenderFrame;
  readonly processId: number;
  readonly routingId: number;
  readonly frameTreeNodeId: number;
  readonly detached: boolean;
  isDestroyed(): boolean;
}

type InvokeHandler = (event: Electron.IpcMainInvokeEvent, ...args: never[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler of a channel. Rejects as the handler does, or when there is none. */
  async invoke(channel: string, event: MessageEvent, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the handler declares what it expects of the page
    return handler(event as unknown as Electron.IpcMainInvokeEvent, ...(args as never[]));
  }
}

export const ipcMain: IpcMain = new IpcMain();

export interface Call {
  readonly id: number;
  readonly kind: 'invoke' | 'send' | 'open';
  readonly channel: string;
  readonly args: readonly unknown[];
}

/** Reads what the isolated world sent: a line of JSON `[id, kind, channel]`, then the arguments by the codec. */
export function readCall(payload: string): Call {
  const end = payload.indexOf('\n');
  const [id, kind, channel]: [number, Call['kind'], string] = JSON.parse(payload.slice(0, end));
  const args = codec.decode(payload.slice(end + 1));
  if (!Array.isArray(args)) throw new TypeError('a message without its list of arguments');
  return { id, kind, channel, args };
}

export interface Answer {
  readonly ok: boolean;
  readonly text: string;
}

/** Runs an `invoke` and encodes its result, or its error in the words Electron uses. Never rejects. */
export async function answerInvoke(
  channel: string,
  event: MessageEvent,
  args: readonly unknown[],
): Promise<Answer> {
  try {
    return { ok: true, text: codec.encode(await ipcMain.invoke(channel, event, args)) };
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`Error occurred in handler for '${channel}': ${reason.stack ?? reason.message}\n`);
    const told = new Error(`Error invoking remote method '${channel}': ${String(reason)}`);
    return { ok: false, text: codec.encode(told) };
  }
}
