import { expect, test } from 'vitest';
import { checkFact, idOf } from '../../tests/support/door-facts.ts';
import { FACT_BODIES, fitsItsType } from './fact-body.ts';
import { FACT_VERSIONS } from './fact.ts';

const check = checkFact({ id: idOf('c', 1), at: 0 });
const odd = { direction: 'sideways' };

test('a body fits that is what its type and version say', () => {
  expect(fitsItsType(check)).toBe(true);
  expect(fitsItsType({ ...check, body: odd })).toBe(false);
});

test.each([
  ['a type', { type: 'moon-check' }],
  ['a version', { tv: 99 }],
])('%s that this build does not know is left to a later one', (_name, unknown) => {
  expect(fitsItsType({ ...check, ...unknown, body: odd })).toBe(true);
});

test('every kind of fact has a version and a shape', () => {
  expect(Object.keys(FACT_VERSIONS).sort()).toEqual(Object.keys(FACT_BODIES).sort());
});
