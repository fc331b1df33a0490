// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';

let door: Door;

beforeEach(async () => {
  door = await atTheDoor();
  await door.startShift();
});

test('a too low reading stays on the person and is repeated by the next', async () => {
  await door.log('0001', '342');
  await door.screen.until(() => expect(door.screen.text()).toContain('Too low: measure again'));

  await door.measure('364');

  await door.screen.until(() => expect(door.tempsC()).toEqual([34.2, 36.4]));
  expect(door.checks()[1]!.repeats).toBe(door.checks()[0]!.id);
});

test('a high reading rests while others pass; a normal one at the armpit lets go, both are kept', async () => {
  await door.log('0001', '378');
  await door.screen.until(() => expect(door.screen.text()).toContain('High: step aside'));
  await door.log('0003', '365');
  door.pass(16 * 60_000);

  await door.screen.tap(/Second reading of 张伟/);
  await door.measure('369');

  await door.screen.until(() =>
    expect(door.screen.text()).toContain('Second reading normal: may pass'),
  );
  expect(door.screen.text()).toContain('37.8 °C (Forehead) → 36.9 °C (Armpit)');
  expect(door.tempsC()).toEqual([37.8, 36.5, 36.9]);
  expect(door.checks()[2]).toMatchObject({
    direction: 'in',
    repeats: door.checks()[0]!.id,
    reading: { site: 'axilla' },
  });
});

test('the rest is counted down, then the second reading is due', async () => {
  await door.log('0001', '378');
  door.pass(60_000);
  await door.screen.until(() =>
    door.screen.get('button', /Second reading of 张伟: [89]:\d\d left/),
  );

  door.pass(540_000);

  await door.screen.until(() => door.screen.get('button', 'Second reading of 张伟: Measure now'));
});

test('a second high reading is confirmed, with what to do', async () => {
  await door.log('0001', '378');
  await door.screen.tap(/Second reading of 张伟/);
  await door.measure('381');

  await door.screen.until(() =>
    expect(door.screen.text()).toContain('Confirmed high: must not pass'),
  );
  expect(door.screen.text()).toContain('Tell the campus clinic and the counsellor');
});

test('a normal one at the same place settles nothing', async () => {
  await door.log('0001', '378');
  await door.screen.tap(/Second reading of 张伟/);
  await door.screen.choose('Measured at', 'forehead');
  await door.measure('365');

  await door.screen.until(() => expect(door.screen.text()).toContain('Not settled yet'));
  expect(door.screen.text()).not.toContain('may pass');
});
