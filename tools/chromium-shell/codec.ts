/* oxlint-disable typescript/no-unsafe-type-assertion -- the tags are checked, the types behind them cannot be */
/**
 * What crosses IPC, as JSON text: the values that structured cloning carries, without cycles. The same function
 * runs in Node and, as source text, in the page's isolated world, so it may name nothing outside itself.
 */
export interface Codec {
  /** Throws TypeError ("could not be cloned") for functions, symbols and cycles. */
  encode(value: unknown): string;
  /** Throws TypeError on a tag it does not know. */
  decode(text: string): unknown;
}

export function makeCodec(
  toBase64: (bytes: Uint8Array) => string,
  fromBase64: (text: string) => Uint8Array<ArrayBuffer>,
): Codec {
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  type Plain = Record<string, unknown>;
  const mapped = (from: object, change: (value: unknown) => unknown): Plain =>
    Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));

  const objectOut = (value: object, out: (value: unknown) => unknown): unknown => {
    if (value instanceof Date) return { $: 'date', v: out(value.getTime()) };
    if (value instanceof RegExp) return { $: 'regexp', v: value.source, f: value.flags };
    if (value instanceof ArrayBuffer) {
      return { $: 'bytes', t: 'ArrayBuffer', v: toBase64(new Uint8Array(value)) };
    }
    if (ArrayBuffer.isView(value)) {
      const name = Object.keys(views).find((view) => view === value.constructor.name) ?? 'Uint8Array';
      return {
        $: 'bytes',
        t: name,
        v: toBase64(new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength)),
      };
    }
    if (value instanceof Map)
      return { $: 'map', v: Array.from(value, ([key, item]) => [out(key), out(item)]) };
    if (value instanceof Set) return { $: 'set', v: Array.from(value, out) };
    if (value instanceof Error) return { $: 'error', n: value.name, v: value.message };
    if (Array.isArray(value)) return Array.from(value, out);
    const plain = mapped(value, out);
    return Object.hasOwn(plain, '$') ? { $: 'object', v: plain } : plain;
  };

  const encodeValue = (root: unknown): unknown => {
    const open = new Set<object>();
    const out = (value: unknown): unknown => {
      switch (typeof value) {
        case 'undefined':
          return { $: 'undefined' };
        case 'bigint':
          return { $: 'bigint', v: String(value) };
        case 'number':
          return Number.isFinite(value) && !Object.is(value, -0)
            ? value
            : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
        case 'function':
        case 'symbol':
          throw new TypeError('An object could not be cloned.');
        case 'string':
        case 'boolean':
          return value;
        case 'object':
          break;
      }
      if (value === null) return null;
      if (open.has(value)) throw new TypeError('An object could not be cloned: it contains itself.');
      open.add(value);
      const result = objectOut(value, out);
      open.delete(value);
      return result;
    };
    return out(root);
  };

  const bytesIn = (type: unknown, text: unknown): unknown => {
    const bytes = fromBase64(String(text));
    if (type === 'ArrayBuffer') return bytes.buffer;
    const View = typeof type === 'string' && Object.hasOwn(views, type) ? views[type] : undefined;
    if (!View) throw new TypeError(`unknown view ${String(type)}`);
    return new View(bytes.buffer);
  };

  const decodeValue = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decodeValue);
    const tagged = value as { $?: unknown; v?: unknown; f?: unknown; n?: unknown; t?: unknown };
    const items = (): unknown[] => (tagged.v as unknown[]).map(decodeValue);
    switch (tagged.$) {
      case undefined:
        return mapped(value, decodeValue);
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(String(tagged.v));
      case 'number':
        return Number(tagged.v);
      case 'date':
        return new Date(Number(decodeValue(tagged.v)));
      case 'regexp':
        return new RegExp(String(tagged.v), String(tagged.f));
      case 'bytes':
        return bytesIn(tagged.t, tagged.v);
      case 'map':
        return new Map(items() as [unknown, unknown][]);
      case 'set':
        return new Set(items());
      case 'error': {
        const error = new Error(String(tagged.v));
        error.name = String(tagged.n);
        return error;
      }
      case 'object':
        return mapped(tagged.v as object, decodeValue);
      default:
        throw new TypeError(`unknown tag ${String(tagged.$)}`);
    }
  };

  return {
    encode: (value) => JSON.stringify(encodeValue(value)),
    decode: (text) => decodeValue(JSON.parse(text)),
  };
}

/** Node's side of the codec. */
export const codec: Codec = makeCodec(
  (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  (text) => new Uint8Array(Buffer.from(text, 'base64')),
);
