// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { isForOffice, takeCodeFromAddress } from './address.ts';

beforeEach(() => history.replaceState(null, '', '/'));

test('the code of a link is read, and leaves the address and the history at once', () => {
  history.replaceState(null, '', '/#enrol=k7qm-2xpa-9rte');
  const length = history.length;

  expect(takeCodeFromAddress()).toBe('K7QM2XPA9RTE');

  expect(location.href).not.toContain('k7qm');
  expect(history.length).toBe(length);
});

test('a broken code leaves the address too', () => {
  history.replaceState(null, '', '/#enrol=K7QM');

  expect(takeCodeFromAddress()).toBeNull();
  expect(location.hash).toBe('');
});

test.each([
  ['/', '', false],
  ['/today', '', false],
  ['/officer', '', false],
  ['/office', '', true],
  ['/office/people', '', true],
  ['/', '#setup=secret', true],
  ['/', '#enrol=K7QM2XPA9RTE', false],
])('%s%s is for the office: %s', (pathname, hash, expected) => {
  expect(isForOffice({ pathname, hash })).toBe(expected);
});
