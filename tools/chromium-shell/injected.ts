/* oxlint-disable typescript/no-unsafe-type-assertion, typescript/unbound-method --
   what crosses between the worlds has no static type, and the built-ins are taken off their prototypes on purpose */
/**
 * The two halves of the bridge that run in the page, as source text: the isolated world, where the product's
 * preload script runs, and the page's own world, which gets frozen proxies only. They talk by synchronous DOM
 * events whose names begin with a random token that the page never sees. Neither function may name anything
 * outside itself: only its text reaches the browser.
 */
import { type Codec, makeCodec } from './codec.ts';

/** What the preload may know of its surroundings. */
export interface PreloadFacts {
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
}

/** Name of the binding through which the isolated world calls us; it exists in no other world. */
export const BINDING = '__liandangSend';
/** Functions that we call in the isolated world. */
export const RECEIVE = '__liandangReceive';
export const RECEIVE_EVENT = '__liandangEvent';
export const FILE_AT = '__liandangFile';
/** Begins the token that stands for a file until its true path is known. */
export const FILE_TOKEN = '\u0000liandang-file:';
export const WORLD = 'liandang-preload';

function mainWorld(token: string): void {
  // The page may replace any of these later, so they are taken before its first script runs.
  const uncurry = Function.prototype.call;
  const dispatch = uncurry.bind(EventTarget.prototype.dispatchEvent) as (on: Window, event: Event) => boolean;
  const listen = uncurry.bind(EventTarget.prototype.addEventListener) as (
    on: Window,
    name: string,
    listener: (event: Event) => void,
  ) => void;
  const getDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  if (!getDetail) return;
  const detailOf = uncurry.bind(getDetail) as (event: Event) => unknown;
  const mapGet = uncurry.bind(Map.prototype.get) as (map: object, key: unknown) => unknown;
  const mapSet = uncurry.bind(Map.prototype.set) as (map: object, key: unknown, value: unknown) => void;
  const mapDelete = uncurry.bind(Map.prototype.delete) as (map: object, key: unknown) => void;
  const OwnEvent = CustomEvent;
  const OwnPromise = Promise;
  const OwnError = Error;
  const { defineProperty, freeze, keys, getPrototypeOf } = Object;
  const { isArray } = Array;
  const objectPrototype = Object.prototype;
  const page = window;

  interface Waiting {
    resolve(value: unknown): void;
    reject(reason: unknown): void;
  }
  type Plain = Record<string, unknown>;
  const callbacks = new Map<number, (...args: unknown[]) => unknown>();
  const waiting = new Map<number, Waiting>();
  let nextCallback = 0;
  let reply: unknown;

  const isPlain = (value: unknown): value is Plain => {
    if (value === null || typeof value !== 'object') return false;
    const prototype: unknown = getPrototypeOf(value);
    return isArray(value) || prototype === objectPrototype || prototype === null;
  };
  const changed = (value: Plain, change: (item: unknown) => unknown): unknown => {
    if (isArray(value)) {
      const items: unknown[] = [];
      for (let i = 0; i < value.length; i++) items[i] = change(value[i]);
      return items;
    }
    const copy: Plain = {};
    for (const key of keys(value)) {
      defineProperty(copy, key, {
        value: change(value[key]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return copy;
  };
  const outward = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = ++nextCallback;
      mapSet(callbacks, id, value);
      return { __callback: id };
    }
    return isPlain(value) ? changed(value, outward) : value;
  };
  const inward = (value: unknown): unknown => {
    if (!isPlain(value)) return value;
    const reference = value.__function;
    if (typeof reference === 'number') return remoteFunction(reference);
    const promise = value.__promise;
    if (typeof promise === 'number') {
      return new OwnPromise((resolve, reject) => mapSet(waiting, promise, { resolve, reject }));
    }
    return changed(value, inward);
  };
  const remoteFunction =
    (reference: number) =>
    (...args: unknown[]): unknown => {
      reply = undefined;
      dispatch(page, new OwnEvent(`${token}call`, { detail: { reference, args: outward(args) } }));
      const answer = reply as { value?: unknown; error?: string } | null | undefined;
      reply = undefined;
      if (answer === undefined) throw new OwnError('The bridge is gone.');
      if (answer === null) throw new OwnError('An object could not be cloned.');
      if (answer.error !== undefined) throw new OwnError(answer.error);
      return inward(answer.value);
    };
  const deepFreeze = (value: unknown): unknown => {
    if (isPlain(value)) {
      for (const key of keys(value)) deepFreeze(value[key]);
      freeze(value);
    }
    return typeof value === 'function' ? freeze(value) : value;
  };

  listen(page, `${token}reply`, (event) => {
    reply = detailOf(event);
  });
  listen(page, `${token}settle`, (event) => {
    const detail = detailOf(event) as { promise: number; value?: unknown; error?: string };
    const settled = mapGet(waiting, detail.promise) as Waiting | undefined;
    mapDelete(waiting, detail.promise);
    if (detail.error !== undefined) settled?.reject(new OwnError(detail.error));
    else settled?.resolve(inward(detail.value));
  });
  listen(page, `${token}callback`, (event) => {
    const detail = detailOf(event) as { id: number; args: unknown[] };
    const callback = mapGet(callbacks, detail.id) as ((...args: unknown[]) => unknown) | undefined;
    callback?.(...detail.args);
  });
  listen(page, `${token}expose`, (event) => {
    const detail = detailOf(event) as { name: string; shape: unknown };
    defineProperty(page, detail.name, {
      value: deepFreeze(inward(detail.shape)),
      enumerable: true,
      configurable: false,
      writable: false,
    });
  });
  // A pop-up is refused in any case; answering here spares the detour of opening and closing it.
  defineProperty(page, 'open', {
    value: (url?: string | URL, name?: string, features?: string): null => {
      const detail = { url: String(url ?? ''), name: name ?? '', features: features ?? '' };
      dispatch(page, new OwnEvent(`${token}open`, { detail }));
      return null;
    },
    writable: true,
    configurable: true,
  });
  const hello = (): boolean => dispatch(page, new OwnEvent(`${token}hello`));
  listen(page, `${token}ping`, hello);
  hello();
}

function isolatedWorld(
  token: string,
  makeOwnCodec: typeof makeCodec,
  facts: PreloadFacts,
  names: { binding: string; receive: string; receiveEvent: string; fileAt: string; fileToken: string },
): object {
  type AnyFunction = (...args: unknown[]) => unknown;
  type Plain = Record<string, unknown>;
  const world = globalThis as unknown as Plain;
  const codec: Codec = makeOwnCodec(
    (bytes) => (bytes as unknown as { toBase64(): string }).toBase64(),
    (text) =>
      (Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }).fromBase64(text),
  );
  const send = world[names.binding] as (text: string) => void;
  delete world[names.binding];

  const fire = (kind: string, detail?: unknown): boolean =>
    window.dispatchEvent(new CustomEvent(token + kind, { detail }));
  const isPlain = (value: unknown): value is Plain => {
    if (value === null || typeof value !== 'object') return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    return Array.isArray(value) || prototype === Object.prototype || prototype === null;
  };
  const changed = (value: Plain, change: (item: unknown) => unknown): unknown =>
    Array.isArray(value)
      ? value.map(change)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
  const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  const functions = new Map<number, AnyFunction>();
  let nextFunction = 0;
  let nextPromise = 0;
  const outward = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = ++nextFunction;
      functions.set(id, value as AnyFunction);
      return { __function: id };
    }
    if (value instanceof Promise) {
      const id = ++nextPromise;
      value.then(
        (result: unknown) => fire('settle', { promise: id, value: outward(result) }),
        (error: unknown) => fire('settle', { promise: id, error: messageOf(error) }),
      );
      return { __promise: id };
    }
    return isPlain(value) ? changed(value, outward) : value;
  };
  const inward = (value: unknown): unknown => {
    if (!isPlain(value)) return value;
    const id = value.__callback;
    if (typeof id === 'number') return (...args: unknown[]): unknown => fire('callback', { id, args });
    return changed(value, inward);
  };
  window.addEventListener(`${token}call`, (event) => {
    let answer: { value?: unknown; error?: string };
    try {
      const detail = (event as CustomEvent<{ reference: number; args: unknown[] } | null>).detail;
      const called = detail === null ? undefined : functions.get(detail.reference);
      if (detail === null || !called) throw new Error('An object could not be cloned.');
      answer = { value: outward(called(...(inward(detail.args) as unknown[]))) };
    } catch (error) {
      answer = { error: messageOf(error) };
    }
    fire('reply', answer);
  });
  window.addEventListener(`${token}open`, (event) => {
    send(
      `${JSON.stringify([0, 'open', ''])}\n${codec.encode(Object.values((event as CustomEvent<object>).detail))}`,
    );
  });

  let pageReady = false;
  const exposed: { name: string; shape: unknown }[] = [];
  window.addEventListener(`${token}hello`, () => {
    pageReady = true;
    for (const api of exposed.splice(0)) fire('expose', api);
  });
  fire('ping');
  const contextBridge = Object.freeze({
    exposeInMainWorld(name: string, api: unknown): void {
      const shaped = { name, shape: outward(api) };
      if (pageReady) fire('expose', shaped);
      else exposed.push(shaped);
    },
  });

  let nextCall = 0;
  const calls = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>();
  const call = async (kind: 'invoke' | 'send', channel: unknown, args: unknown[]): Promise<unknown> => {
    if (typeof channel !== 'string') throw new TypeError('The channel must be a string.');
    const id = ++nextCall;
    const text = codec.encode(args);
    return new Promise((resolve, reject) => {
      calls.set(id, { resolve, reject });
      send(`${JSON.stringify([id, kind, channel])}\n${text}`);
    });
  };
  world[names.receive] = (id: number, ok: boolean, text: string): void => {
    const settled = calls.get(id);
    calls.delete(id);
    if (ok) settled?.resolve(codec.decode(text));
    else settled?.reject(codec.decode(text));
  };

  interface Subscription {
    readonly listener: AnyFunction;
    readonly once: boolean;
  }
  const subscriptions = new Map<string, Subscription[]>();
  const subscribe = (channel: string, listener: AnyFunction, once: boolean): object => {
    subscriptions.set(channel, [...(subscriptions.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const unsubscribe = (channel: string, listener: AnyFunction): object => {
    const list = [...(subscriptions.get(channel) ?? [])];
    const at = list.findIndex((subscription) => subscription.listener === listener);
    if (at >= 0) list.splice(at, 1);
    subscriptions.set(channel, list);
    return ipcRenderer;
  };
  const absent = (member: string) => (): never => {
    throw new Error(`Chromium 替身未实现 electron 的 ${member}`);
  };
  const on = (channel: string, listener: AnyFunction): object => subscribe(channel, listener, false);
  const ipcRenderer = Object.freeze({
    invoke: (channel: unknown, ...args: unknown[]): Promise<unknown> => call('invoke', channel, args),
    send: (channel: unknown, ...args: unknown[]): void => void call('send', channel, args),
    on,
    addListener: on,
    once: (channel: string, listener: AnyFunction): object => subscribe(channel, listener, true),
    off: unsubscribe,
    removeListener: unsubscribe,
    removeAllListeners: (channel?: string): object => {
      if (channel === undefined) subscriptions.clear();
      else subscriptions.delete(channel);
      return ipcRenderer;
    },
    sendSync: absent('ipcRenderer.sendSync'),
    postMessage: absent('ipcRenderer.postMessage'),
    sendToHost: absent('ipcRenderer.sendToHost'),
  });
  world[names.receiveEvent] = (channel: string, text: string): void => {
    const args = codec.decode(text) as unknown[];
    for (const { listener, once } of subscriptions.get(channel) ?? []) {
      if (once) unsubscribe(channel, listener);
      listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  };

  const files: File[] = [];
  world[names.fileAt] = (index: number): File | undefined => files[index];
  const webUtils = Object.freeze({
    getPathForFile(file: unknown): string {
      if (!(file instanceof File)) throw new TypeError('Not a File.');
      return `${names.fileToken}${files.push(file) - 1}`;
    },
  });
  const zoom = { setZoomFactor() {}, setZoomLevel() {}, setVisualZoomLevelLimits() {} };
  const electron = Object.freeze({ contextBridge, ipcRenderer, webUtils, webFrame: Object.freeze(zoom) });
  const nodeProcess = {
    ...facts,
    env: {},
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    on() {},
    once() {},
  };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    if (name === 'timers') return { setTimeout, clearTimeout, setInterval, clearInterval };
    if (name === 'url') return { URL, URLSearchParams };
    throw new Error(`module not found: ${name}`);
  };
  return { require, process: nodeProcess };
}

/** Ways to the network that neither request interception nor a proxy stops: WebRTC speaks UDP by itself. */
const UNPROXIED = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'];

/** Text for the page's own world, in every frame before any script of its own. */
export function mainWorldSource(token: string): string {
  return [
    `for (const name of ${JSON.stringify(UNPROXIED)}) delete globalThis[name];`,
    `if (self === top) (${mainWorld.toString()})(${JSON.stringify(token)});`,
  ].join('\n');
}

/** Text for the isolated world, the preload script (CommonJS, one file) inside it; `path` names it in stack traces. */
export function isolatedWorldSource(
  token: string,
  facts: PreloadFacts,
  preload: string,
  path: string,
): string {
  const names = {
    binding: BINDING,
    receive: RECEIVE,
    receiveEvent: RECEIVE_EVENT,
    fileAt: FILE_AT,
    fileToken: FILE_TOKEN,
  };
  return [
    'if (self === top) (() => {',
    `const given = (${isolatedWorld.toString()})(${JSON.stringify(token)}, ${makeCodec.toString()}, ${JSON.stringify(facts)}, ${JSON.stringify(names)});`,
    'const module = { exports: {} };',
    '(function (require, process, exports, module, Buffer, global) {',
    preload,
    '})(given.require, given.process, module.exports, module, undefined, globalThis);',
    '})();',
    `//# sourceURL=${path}`,
  ].join('\n');
}
