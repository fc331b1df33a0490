import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from './default-policy.ts';
import { PolicyPack } from './policy.ts';

const withTemperature = (parts: object) => ({
  ...DEFAULT_POLICY,
  temperature: { ...DEFAULT_POLICY.temperature, ...parts },
});
const withPhone = (parts: object) => ({
  ...DEFAULT_POLICY,
  phone: { ...DEFAULT_POLICY.phone, ...parts },
});
const isRule = (policy: object) => PolicyPack.safeParse(policy).success;
const forehead = (tempC: number) =>
  withTemperature({ thresholdC: { ...DEFAULT_POLICY.temperature.thresholdC, forehead: tempC } });

test('the default rules are within their own ranges', () => {
  expect(PolicyPack.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
});

test.each([
  [36.9, true],
  [37.25, false],
  [33.9, false],
  [42.1, false],
  [373, false],
])('%s °C as the line of a forehead: %s', (tempC, isTaken) => {
  expect(isRule(forehead(tempC))).toBe(isTaken);
});

test.each([
  [0, true],
  [60, true],
  [61, false],
  [-1, false],
  [7.5, false],
])('%s minutes of grace: %s', (unlockGraceMinutes, isTaken) => {
  expect(isRule(withPhone({ unlockGraceMinutes }))).toBe(isTaken);
});

test('a line of too low above a line of high is refused, and says which field', () => {
  const parsed = PolicyPack.safeParse(withTemperature({ lowBelowC: 37 }));

  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['temperature', 'lowBelowC']]);
});

test('rules have a name, a version and a day from which they hold', () => {
  expect(isRule({ ...DEFAULT_POLICY, name: ' ' })).toBe(false);
  expect(isRule({ ...DEFAULT_POLICY, validFrom: 'soon' })).toBe(false);
});
