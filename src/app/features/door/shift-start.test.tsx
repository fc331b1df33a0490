// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';

let door: Door;

beforeEach(async () => {
  door = await atTheDoor();
});

test('a shift begins by choosing a door, and is kept when the app starts again', async () => {
  expect(door.screen.has('field', 'Find a person')).toBe(false);
  await door.startShift();

  door.restart();

  await door.screen.until(() => door.screen.get('field', 'Find a person'));
});

test('changing the body site is a new shift, and the old one has ended', async () => {
  await door.startShift();
  await door.screen.tap(/Forehead/);
  await door.screen.tap('Wrist', 'radio');
  await door.screen.tap('Use these');

  await door.log('0001', '365');

  expect(door.checks()[0]!.reading!.site).toBe('wrist');
  const [first, second, end] = door.operations();
  expect([first!.type, second!.type, end!.type]).toEqual(['shift', 'shift', 'shift-end']);
  expect(end!.body).toMatchObject({ shiftId: first!.id, why: 'changed' });
});

test('a shift that is ended asks for the next one', async () => {
  await door.startShift();
  await door.screen.tap(/Forehead/);
  await door.screen.tap('End shift');

  await door.screen.until(() => expect(door.screen.text()).toContain('Start your shift'));
});

test('a shift of sixteen hours is over by itself', async () => {
  await door.startShift();

  door.pass(16 * 3_600_000 + 60_000);

  await door.screen.until(() => expect(door.screen.text()).toContain('Start your shift'));
});

test('a Fahrenheit reading is converted, and its raw value kept', async () => {
  await door.startShift('F');
  await door.log('0001', '1004');

  await door.screen.until(() => expect(door.screen.text()).toContain('High: step aside'));
  expect(door.checks()[0]!.reading).toMatchObject({ tempC: 38, rawValue: 100.4, rawUnit: 'F' });
});
