import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CborValue, decode, encode, frameLength } from './cbor.ts';
import { codec } from './codec.ts';

const text = fc.string({ unit: 'binary' });
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }));
const { message } = fc.letrec<{ message: CborValue; value: CborValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value')),
    tie('message'),
  ),
  message: fc.dictionary(text, tie('value'), { noNullPrototype: true }),
}));

describe('CBOR as the pipe speaks it', () => {
  test('every message comes back as it went', () => {
    fc.assert(
      fc.property(message, (value) => {
        const bytes = Buffer.concat(encode(value));
        expect(frameLength(bytes)).toBe(bytes.length);
        expect(decode(bytes)).toEqual(value);
      }),
    );
  });

  test('known bytes: RFC 8949 tags 24 and 22, indefinite map', () => {
    const bytes = Buffer.concat(encode({ id: 1, b: Buffer.from([7, 8]), s: '廉' }));
    expect(bytes.toString('hex')).toBe(
      ['d8185a00000012', 'bf', '626964', '01', '6162', 'd6420708', '6173', '63e5bb89', 'ff'].join(''),
    );
  });

  test('a message cut short, or one that is no envelope, is refused', () => {
    const bytes = Buffer.concat(encode({ method: '档案', params: { list: [1.5, null, true] } }));
    for (let length = 7; length < bytes.length; length++) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => frameLength(Buffer.from('{"id":1}'))).toThrow('not a CBOR envelope');
    expect(frameLength(bytes.subarray(0, 6))).toBe(0);
  });

  test('a lone surrogate goes as U+FFFD instead of breaking the message', () => {
    expect(decode(Buffer.concat(encode({ a: 'x\ud800' })))).toEqual({ a: 'x\ufffd' });
  });
});

describe('values over IPC', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: false,
    withNullPrototype: false,
    withObjectString: false,
    withBoxedValues: false,
  });

  test('what structured cloning carries comes back as it went', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(codec.decode(codec.encode(value))).toEqual(value);
      }),
    );
  });

  test('undefined, not-a-number, negative zero, lone surrogates and our own tag key survive', () => {
    const value = { a: undefined, b: Number.NaN, c: -0, d: '\ud800', $: 'date', e: new Date(Number.NaN) };
    const back = codec.decode(codec.encode(value));
    expect(back).toStrictEqual(value);
    expect(Object.keys(back ?? {})).toEqual(Object.keys(value));
  });

  test('a part of a larger buffer sends only its part, a Buffer arrives as Uint8Array', () => {
    const whole = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(codec.decode(codec.encode(whole.subarray(2, 4)))).toStrictEqual(new Uint8Array([3, 4]));
    expect(codec.decode(codec.encode(Buffer.from([9])))).toStrictEqual(new Uint8Array([9]));
    expect(codec.decode(codec.encode(new Float64Array([0.5, -1])))).toStrictEqual(
      new Float64Array([0.5, -1]),
    );
  });

  test('functions, symbols and cycles are refused; one object named twice is not a cycle', () => {
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    for (const value of [() => 1, Symbol('s'), cycle, { deep: [() => 1] }]) {
      expect(() => codec.encode(value)).toThrow('could not be cloned');
    }
    const twice = { 册: 1 };
    expect(codec.decode(codec.encode([twice, twice]))).toEqual([twice, twice]);
  });

  test('text from a hostile page cannot reach prototypes or invent a view', () => {
    const back = codec.decode('{"__proto__":{"polluted":true}}');
    expect(back).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
    expect(() => codec.decode('{"$":"bytes","t":"constructor","v":""}')).toThrow('unknown view');
    expect(() => codec.decode('{"$":"eval","v":""}')).toThrow('unknown tag');
  });
});
