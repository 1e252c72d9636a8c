/** `session`: per partition, its protocol handlers and its request listeners. Nothing of any of them is kept on disk. */
import { EventEmitter } from 'node:events';
import { application } from './app.ts';
import { onlyKnown } from './missing.ts';
import { makeProtocol, type ProtocolFace } from './protocol.ts';

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type HeadersReceived = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void;

interface Listening<L> {
  readonly listener: L;
  readonly urls: readonly RegExp[];
}

/** Chrome's match patterns as far as they are used: `<all_urls>`, and `*` for any run of characters. */
export function matchPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*')}$`,
    'i',
  );
}

export class WebRequestListeners {
  #beforeRequest: Listening<BeforeRequest> | undefined;
  #headersReceived: Listening<HeadersReceived> | undefined;

  static #listening<L extends (...args: never[]) => void>(
    filterOrListener: Electron.WebRequestFilter | L | null,
    listener: L | null | undefined,
  ): Listening<L> | undefined {
    if (typeof filterOrListener === 'function') {
      return { listener: filterOrListener, urls: [matchPattern('<all_urls>')] };
    }
    if (!listener || filterOrListener === null) return undefined;
    return { listener, urls: filterOrListener.urls.map(matchPattern) };
  }

  onBeforeRequest(
    first: Electron.WebRequestFilter | BeforeRequest | null,
    second?: BeforeRequest | null,
  ): void {
    this.#beforeRequest = WebRequestListeners.#listening(first, second);
  }
  onHeadersReceived(
    first: Electron.WebRequestFilter | HeadersReceived | null,
    second?: HeadersReceived | null,
  ): void {
    this.#headersReceived = WebRequestListeners.#listening(first, second);
  }

  async askBefore(details: Electron.OnBeforeRequestListenerDetails): Promise<Electron.CallbackResponse> {
    const listening = this.#beforeRequest;
    if (!listening?.urls.some((url) => url.test(details.url))) return {};
    return new Promise((answer) => listening.listener(details, answer));
  }
  async askHeaders(
    details: Electron.OnHeadersReceivedListenerDetails,
  ): Promise<Electron.HeadersReceivedResponse> {
    const listening = this.#headersReceived;
    if (!listening?.urls.some((url) => url.test(details.url))) return {};
    return new Promise((answer) => listening.listener(details, answer));
  }
}

export class Session extends EventEmitter {
  readonly protocol: ProtocolFace = makeProtocol(() => application.isReady());
  readonly asked: WebRequestListeners = new WebRequestListeners();
  readonly webRequest: WebRequestListeners = onlyKnown('session.webRequest', this.asked);

  isPersistent(): boolean {
    return false;
  }
  // The browser grants no permission at all, which is at least as strict as any handler.
  setPermissionRequestHandler(_handler: unknown): void {}
  setPermissionCheckHandler(_handler: unknown): void {}
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setBluetoothPairingHandler(_handler: unknown): void {}
  setUSBProtectedClassesHandler(_handler: unknown): void {}
  // No request leaves for anywhere: nothing is looked up, verified or fetched.
  setCertificateVerifyProc(_proc: unknown): void {}
  setSSLConfig(_config: unknown): void {}
  setSpellCheckerEnabled(_enable: boolean): void {}
  setSpellCheckerDictionaryDownloadURL(_url: string): void {}
  setProxy(_config: unknown): Promise<void> {
    return Promise.resolve();
  }
  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }
  // The profile is off the record and leaves with the run; an in-memory cache is not used either.
  clearCache(): Promise<void> {
    return Promise.resolve();
  }
  clearStorageData(_options?: unknown): Promise<void> {
    return Promise.resolve();
  }
}

export const defaultSession: Session = onlyKnown('session', new Session());
const partitions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  if (partition === '') return defaultSession;
  if (partition.startsWith('persist:')) {
    throw new Error('Chromium 替身不保存会话数据：分区名不能以 persist: 开头。');
  }
  const known = partitions.get(partition);
  if (known) return known;
  const created = onlyKnown('session', new Session());
  partitions.set(partition, created);
  application.emit('session-created', created);
  return created;
}

/** Every session that exists. */
export function allSessions(): Session[] {
  return [defaultSession, ...partitions.values()];
}

export const session: {
  readonly defaultSession: Session;
  fromPartition(partition: string): Session;
} = onlyKnown('session', { defaultSession, fromPartition });

/** `protocol` of the default session. */
export const protocol: ProtocolFace = defaultSession.protocol;
