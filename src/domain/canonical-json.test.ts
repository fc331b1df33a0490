import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with every object's keys in reverse order. */
function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, withKeysReversed(inner)]),
  );
}

describe('canonical JSON', () => {
  it('sorts keys at every depth by code unit and has no white space', () => {
    const value = { b: [1, { z: null, a: true }], a: '张 三', B: 36.5, é: 0, '10': 1, '9': 2 };
    expect(canonicalJson(value)).toBe(
      '{"10":1,"9":2,"B":36.5,"a":"张 三","b":[1,{"a":true,"z":null}],"é":0}',
    );
  });

  it('keeps arrays in their order', () => expect(canonicalJson([3, 1, 2])).toBe('[3,1,2]'));

  it('says the same value as ordinary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(withKeysReversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('survives the trip over the wire unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it.each([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [undefined],
    [{ a: undefined }],
    [() => 1],
    [1n],
  ])('refuses %o, which JSON cannot hold', (value) =>
    expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});
