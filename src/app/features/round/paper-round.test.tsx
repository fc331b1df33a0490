// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { personId, roomId } from '../../../../tests/support/unit-campus.ts';

/** The phone's clock says 14:00 of 8 June in the campus. */
async function typeInSheet(time = '2020-06-08T12:30') {
  const unit = await inTheUnit();
  unit.screen.page.querySelector<HTMLInputElement>('input[role=switch]')!.click();
  await unit.screen.until(() => unit.screen.first('field', /^When it was walked/));
  await unit.screen.type(/^When it was walked/, time);
  return unit;
}

test('a sheet is typed in room by room: all present but the exceptions, and three digits each', async () => {
  const unit = await typeInSheet();
  await unit.startRound();
  await unit.enter('201');
  const onPaperAt = '2020-06-08T04:30:00.000Z';
  expect(unit.screen.text()).toContain('From paper, 12:30');
  const [first, second] = [...unit.screen.page.querySelectorAll<HTMLInputElement>('li input')];
  const type = (field: HTMLInputElement, digits: string) => {
    field.value = digits;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
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
  await unit.startRound();
  await unit.enter('201');
  const field = unit.screen.page.querySelector<HTMLInputElement>('li input')!;
  field.value = '36';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await unit.screen.tap('Save the room');

  await unit.screen.until(() => expect(unit.screen.text()).toContain('Three digits'));
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
