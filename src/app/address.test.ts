// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { isForOffice, takeCodeFromAddress } from './address.ts';

beforeEach(() => history.replaceState(null, '', '/'));

test('the code of a link is read, and leaves the address and the history at once', async () => {
  history.replaceState(null, '', '/#enrol=k7qm-2xpa-9rte');
  const length = history.length;

  const taking = takeCodeFromAddress();

  expect(location.href).not.toContain('k7qm');
  expect(await taking).toBe('K7QM2XPA9RTE');
  expect(history.length).toBe(length);
});

test('the link of a printed card brings the number along', async () => {
  history.replaceState(null, '', '/#enrol=K7QM2XPA~L2020/1234');

  expect(await takeCodeFromAddress()).toBe('K7QM2XPA~L2020/1234');
  expect(location.hash).toBe('');
});

test('a broken code leaves the address too', async () => {
  history.replaceState(null, '', '/#enrol=K7QM');

  expect(await takeCodeFromAddress()).toBeNull();
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
