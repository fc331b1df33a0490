// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheDoor } from '../../../../tests/support/at-the-door.tsx';
import { LIU } from '../../../../tests/support/door-campus.ts';

test('a visitor comes with a temperature, leaves by one tap, and is found again', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.screen.tap('New visitor');
  await door.screen.type(/Visitor's name/, '周访');
  await door.screen.type(/^Visits/, '0003');
  await door.screen.tap(/刘敏/);
  await door.screen.type(/^Phone/, '15400000001');
  await door.screen.tap('Save and measure');
  await door.measure('364');
  await door.screen.until(() => expect(door.checks()).toHaveLength(1));

  await door.screen.tap('Visitors', 'link');
  await door.screen.until(() => expect(door.screen.text()).toContain(`Visits ${LIU.name}`));
  await door.screen.tap('周访 left');

  await door.screen.until(() =>
    expect(door.checks()).toMatchObject([
      { direction: 'in', reading: { tempC: 36.4 } },
      { direction: 'out', reading: null },
    ]),
  );
  expect(door.checks()[1]!.subject).toEqual(door.checks()[0]!.subject);
  await door.screen.tap('Check', 'link');
  await door.screen.type('Find a person', '周访');
  await door.screen.until(() => door.screen.get('option', /周访/));
});

test('letting a visitor out leaves a half typed check alone', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.screen.tap('New visitor');
  await door.screen.type(/Visitor's name/, '周访');
  await door.screen.tap('Save and measure');
  await door.measure('364');
  await door.screen.until(() => expect(door.checks()).toHaveLength(1));
  await door.pick('0001');
  await door.screen.tap('3');

  await door.screen.tap('Visitors', 'link');
  await door.screen.tap('周访 left');
  await door.screen.until(() => expect(door.checks()).toHaveLength(2));

  await door.screen.tap('Check', 'link');
  expect(door.screen.get('field', 'Temperature of 张伟')).toHaveProperty('value', '3');
});

test('today’s list corrects and takes back; every version stays', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '365');
  await door.screen.tap('Today', 'link');

  await door.screen.tap(/张伟/);
  await door.screen.tap('Correct');
  await door.screen.type(/^Temperature/, '367');
  await door.screen.tap('Save correction');
  await door.screen.until(() => expect(door.screen.text()).toContain('36.7 °C'));
  await door.screen.tap(/张伟/);
  await door.screen.tap('Take back');
  await door.screen.tap('Take back');

  await door.screen.until(() => expect(door.screen.text()).toContain('Taken back'));
  expect(door.checks()).toMatchObject([
    { reading: { tempC: 36.5 }, amends: null },
    { reading: { tempC: 36.7 }, amends: door.checks()[0]!.id },
  ]);
});

test('today’s list shows the high ones alone where that is asked', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '378');
  await door.log('0003', '365');
  await door.screen.tap('Today', 'link');

  await door.screen.choose('Show', 'high');

  await door.screen.until(() => expect(door.screen.text()).toContain('1 of 2'));
  expect(door.screen.has('button', /刘敏/)).toBe(false);
});

test('a check that the server keeps apart says why, and counts nowhere', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '365');
  const { id, seq, at } = door.operations().at(-1)!;
  const stamps = { correctedAt: at, receivedAt: at };
  await door.app.journal.settle(
    [{ id, seq, outcome: 'parked', why: 'not-allowed', field: null, ...stamps }],
    at,
  );

  await door.screen.tap('Today', 'link');

  await door.screen.until(() => expect(door.screen.text()).toContain('not your door or role'));
  await door.screen.tap('Inside', 'link');
  await door.screen.until(() => door.screen.get('button', /^0 ?Inside/));
});

test('who is inside counts the resident who came in', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '365');

  await door.screen.tap('Inside', 'link');

  await door.screen.until(() => door.screen.get('button', /^1 ?Inside/));
  door.screen.get('button', /2-305 ?张伟/);
  expect(door.screen.text()).toContain('North door: this phone, now');
  expect(door.screen.text()).toContain('South door not heard yet');
});

test('a keeper cannot name the person behind an unknown one', async () => {
  const door = await atTheDoor({ role: 'keeper' });
  await logUnknown(door);

  await door.screen.tap(/blue coat/);

  expect(door.screen.has('button', 'Correct')).toBe(true);
  expect(door.screen.has('button', 'Who was it?')).toBe(false);
});

test('a building head names the person behind an unknown one; it stays one check', async () => {
  const door = await atTheDoor({ role: 'building_head' });
  await logUnknown(door);

  await door.screen.tap(/blue coat/);
  await door.screen.tap('Who was it?');
  await door.screen.type('Who was it?', '0003');
  await door.screen.tap(/^刘敏/);
  await door.screen.tap('Save correction');

  await door.screen.until(() => expect(door.checks()).toHaveLength(2));
  expect(door.checks()[1]).toMatchObject({
    subject: { kind: 'person', personId: LIU.id },
    amends: door.checks()[0]!.id,
    reading: { tempC: 36.5 },
  });
  await door.screen.until(() => expect(door.screen.text()).toContain('1 of 1'));
});

async function logUnknown(door: Awaited<ReturnType<typeof atTheDoor>>): Promise<void> {
  await door.startShift();
  await door.screen.tap('Unknown');
  await door.screen.type(/^What you know/, 'blue coat');
  await door.screen.tap('Measure');
  await door.measure('365');
  await door.screen.until(() => expect(door.checks()).toHaveLength(1));
  await door.screen.tap('Today', 'link');
}
