// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { oldSeal } from '../../../../tests/support/seal-campus.ts';
import { personId, roomId } from '../../../../tests/support/unit-campus.ts';

const roomOf201 = { roomId: roomId('201') };

/** The phone's clock says 14:00 of 8 June in the campus. */
async function typeInSheet(time = '2020-06-08T12:30', more: Parameters<typeof inTheUnit>[0] = {}) {
  const unit = await inTheUnit(more);
  unit.screen.page.querySelector<HTMLInputElement>('input[role=switch]')!.click();
  await unit.screen.until(() => unit.screen.first('field', /^When it was walked/));
  await unit.screen.type(/^When it was walked/, time);
  return unit;
}

type Unit = Awaited<ReturnType<typeof typeInSheet>>;

async function enter201(unit: Unit): Promise<void> {
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.until(() => unit.screen.get('field', /^Time in this room/));
}

const readings = ({ screen }: Unit) => [
  ...screen.page.querySelectorAll<HTMLInputElement>('li input[name=reading]'),
];
function type(field: HTMLElement, digits: string): void {
  (field as HTMLInputElement).value = digits;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

test('a sheet is typed in room by room: all present but the exceptions, and three digits each', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  const onPaperAt = '2020-06-08T04:30:00.000Z';
  expect(unit.screen.text()).toContain('From paper, 12:30');
  const [first, second] = readings(unit);
  type(first!, '365');
  type(second!, '368');
  const states = unit.screen.page.querySelectorAll<HTMLSelectElement>('li select');
  states[2]!.value = 'absent';
  states[2]!.dispatchEvent(new Event('change', { bubbles: true }));
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);

  expect(unit.bodiesOf('round')).toMatchObject([{ onPaperAt }]);
  expect(unit.bodiesOf('presence')).toMatchObject([
    { personId: personId('201', 1), roomId: roomId('201'), state: 'present', onPaperAt },
    { state: 'present', onPaperAt },
    { personId: personId('201', 3), state: 'absent', onPaperAt },
    { state: 'present', onPaperAt },
  ]);
  expect(unit.bodiesOf('second-check')).toMatchObject([
    { personId: personId('201', 1), reading: { tempC: 36.5 }, onPaperAt },
    { personId: personId('201', 2), reading: { tempC: 36.8 }, onPaperAt },
  ]);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
  await unit.toList();
  expect(unit.screen.text()).toContain('1 of 4 rooms');
});

test('a line that cannot be is said to be wrong, and nothing of the room is kept', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  type(readings(unit)[0]!, '36');
  await unit.screen.tap('Save the room');

  await unit.screen.until(() => expect(unit.screen.text()).toContain('Three digits'));
  await unit.screen.until(() => expect(document.activeElement).toBe(readings(unit)[0]));
  expect(unit.bodiesOf('presence')).toEqual([]);
});

test('a sheet of tomorrow, or of more than a week ago, begins no round', async () => {
  const unit = await typeInSheet('2020-06-09T12:30');
  await unit.screen.tap('Start the round');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('has not come yet'));
  await unit.screen.type(/^When it was walked/, '2020-05-30T12:30');
  await unit.screen.tap('Start the round');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('More than seven days'));
  expect(unit.bodiesOf('round')).toEqual([]);
});

test('a room has its own time on the sheet, and so may a line; what was found there has that of the room', async () => {
  const unit = await typeInSheet('2020-06-07T23:50', { more: [oldSeal('0002', roomOf201)] });
  await enter201(unit);
  await unit.screen.type(/^Time in this room/, '0005');
  await unit.screen.type('Time of 刘敏', '2355');
  expect(unit.screen.get('field', 'Time of 刘敏')).toHaveProperty('value', '23:55');
  await unit.screen.tap('Seal 0002 is intact');
  await unit.kept('seal-check', 1);
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);

  const [atRoom, atLine] = ['2020-06-07T16:05:00.000Z', '2020-06-07T15:55:00.000Z'];
  expect(unit.bodiesOf('presence').map(({ onPaperAt }) => onPaperAt)).toEqual([
    atRoom,
    atLine,
    atRoom,
    atRoom,
  ]);
  expect(unit.bodiesOf('seal-check')).toMatchObject([{ state: 'intact', onPaperAt: atRoom }]);
  expect(unit.bodiesOf('round')).toMatchObject([{ onPaperAt: '2020-06-07T15:50:00.000Z' }]);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
});

test('a new strip on a seal is typed in from a sheet of paper without a photo', async () => {
  const unit = await typeInSheet('2020-06-07T23:50', { more: [oldSeal('0002', roomOf201)] });
  await enter201(unit);
  await unit.screen.tap(/seal 0002, Intact/);
  await unit.screen.tap('Re-applied');
  await unit.screen.type(/^Number of the new seal/, '0777');
  await unit.screen.tap('Save');
  await unit.kept('seal-check', 1);

  expect(unit.bodiesOf('seal-check')).toMatchObject([
    { newNumber: '0777', photos: [], onPaperAt: '2020-06-07T15:50:00.000Z' },
  ]);
});

test('what is found wrong in a room has the time that was typed for that room', async () => {
  const unit = await typeInSheet('2020-06-07T23:50');
  await enter201(unit);
  await unit.screen.type(/^Time in this room/, '0005');
  await unit.screen.tap(/^Hygiene/);
  await unit.screen.tap(/^Air/);
  await unit.screen.tap('Save finding');
  await unit.kept('finding', 1);
  await unit.screen.tap('Looked over');
  await unit.kept('inspection', 1);

  const onPaperAt = '2020-06-07T16:05:00.000Z';
  expect(unit.bodiesOf('finding')).toMatchObject([{ onPaperAt }]);
  expect(unit.bodiesOf('inspection')).toMatchObject([{ onPaperAt }]);
});

test('a time that has not come, or was before the walk, keeps nothing of the room', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  for (const time of ['1430', '1229', '2561']) {
    await unit.screen.type(/^Time in this room/, time);
    await unit.screen.tap('Save the room');
    expect(unit.screen.text()).toContain('Four digits, 1235 for 12:35: after the walk began');
  }
  await unit.screen.type(/^Time in this room/, '1231');
  await unit.screen.type('Time of 张伟', '1500');
  await unit.screen.tap('Save the room');
  expect(unit.screen.text()).toContain('Four digits, 1235 for 12:35: after the walk began');
  expect(unit.bodiesOf('presence')).toEqual([]);
});

test('a killed app shows again what was typed of the room, and keeps it under the same stay', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  type(readings(unit)[1]!, '368');
  await unit.screen.choose('Where 王芳 is', 'absent');
  await unit.screen.type(/^Time in this room/, '1240');
  const key = `round:${unit.app.unlocked.accountId}`;
  await vi.waitFor(async () =>
    expect(await unit.app.journal.readDraft(key)).toMatchObject({ paperTime: '1240' }),
  );

  unit.restart();

  await unit.screen.until(() => expect(readings(unit)[1]).toHaveProperty('value', '36.8'));
  expect(unit.screen.get('field', /^Time in this room/)).toHaveProperty('value', '12:40');
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);
  expect(unit.bodiesOf('presence')[2]).toMatchObject({
    state: 'absent',
    onPaperAt: '2020-06-08T04:40:00.000Z',
  });
  expect(unit.bodiesOf('second-check')).toMatchObject([{ reading: { tempC: 36.8 } }]);
});

test('a seal of the sheet that is not typed in yet keeps me in the room', async () => {
  const unit = await typeInSheet('2020-06-08T12:30', { more: [oldSeal('0002', roomOf201)] });
  await enter201(unit);
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);
  expect(unit.screen.text()).toContain('Room 201');

  await unit.screen.tap('Seal 0002 is intact');
  await unit.kept('seal-check', 1);
  await unit.screen.until(() => expect(unit.screen.text()).not.toContain('To check'));
  await unit.screen.tap('On to the next room');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
});

test('the lines of a room that is left before “Save the room” stand there again', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  type(readings(unit)[0]!, '365');
  await unit.screen.type(/^Time in this room/, '1235');
  await unit.screen.tap(/^Next room/);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
  expect(readings(unit)[0]?.value).toBe('');
  await unit.toList();

  await unit.enter('201');
  await unit.screen.until(() => expect(readings(unit)[0]?.value).toBe('36.5'));
  expect(unit.screen.get('field', /^Time in this room/)).toHaveProperty('value', '12:35');
  await unit.screen.tap('Save the room');

  await unit.kept('second-check', 1);
});

test('a sheet goes on under another thermometer or time: typed lines stand, saved rooms are asked under another time only', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
  await unit.screen.until(() => expect(readings(unit)).toHaveLength(2));
  type(readings(unit)[0]!, '365');
  await unit.toList();

  await changeRound(unit, () => unit.screen.tap('Armpit', 'radio'));
  await unit.enter('201');
  expect(readings(unit)).toHaveLength(0);
  await unit.toList();
  await unit.enter('202');
  await unit.screen.until(() => expect(readings(unit)[0]?.value).toBe('36.5'));
  await unit.toList();

  await changeRound(unit, () => unit.screen.type(/^When it was walked/, '2020-06-08T11:30'));
  await unit.enter('202');
  await unit.screen.until(() => expect(readings(unit)[0]?.value).toBe('36.5'));
  await unit.toList();
  await unit.enter('201');
  await unit.screen.until(() => expect(readings(unit)).toHaveLength(4));
});

async function changeRound({ screen }: Unit, change: () => Promise<void>): Promise<void> {
  await screen.tap('Change or end the round');
  await screen.until(() => screen.get('button', 'Use these'));
  await change();
  await screen.tap('Use these');
  await screen.until(() => expect(screen.has('button', 'Use these')).toBe(false));
}

test('a complaint on the sheet is typed in its line, of whoever was there', async () => {
  const unit = await typeInSheet();
  await enter201(unit);
  await unit.screen.tap('Complaints on the sheet');
  await unit.screen.type('Complaint of 刘敏', 'cough');
  const [, state] = unit.screen.page.querySelectorAll<HTMLSelectElement>('li select');
  state!.value = 'absent';
  state!.dispatchEvent(new Event('change', { bubbles: true }));
  await unit.screen.tap('Save the room');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Complains, so present'));
  expect(unit.bodiesOf('presence')).toEqual([]);
  state!.value = 'present';
  state!.dispatchEvent(new Event('change', { bubbles: true }));

  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);

  expect(unit.bodiesOf('presence').map(({ complaint }) => complaint)).toEqual([
    null,
    'cough',
    null,
    null,
  ]);
});
