// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';

type Unit = Awaited<ReturnType<typeof inTheUnit>>;

const rows = ({ screen }: Unit) => [...screen.page.querySelectorAll('li a')];
const codeOf = (row: Element) => row.textContent.match(/\d+/)?.[0];
const codes = (unit: Unit) => rows(unit).map(codeOf);
const stoppedIn = (unit: Unit) =>
  rows(unit)
    .filter(({ textContent }) => textContent.includes('You stopped here'))
    .map(codeOf);

test('of what is left are rooms nobody was in and rooms begun, not those done or to revisit', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await unit.toList();
  await unit.enter('202');
  await unit.screen.tap('Measure 赵磊');
  await unit.type('365');
  await unit.kept('second-check', 1);
  await unit.toList();
  await unit.enter('301');
  await unit.screen.tap('Absent');
  await unit.kept('presence', 5);
  await unit.toList();
  expect(codes(unit)).toEqual(['201', '202', '301', '1001']);

  await unit.screen.tap('Left', 'radio');
  await unit.screen.until(() => expect(codes(unit)).toEqual(['202', '1001']));
  await unit.screen.tap('To revisit', 'radio');
  await unit.screen.until(() => expect(codes(unit)).toEqual(['301']));
});

test('the list marks the room where I stopped, also after the app was killed and on the next day', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  expect(stoppedIn(unit)).toEqual([]);
  await unit.enter('201');
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await unit.screen.tap('Measure 赵磊');
  await unit.type('365');
  await unit.kept('second-check', 1);
  await unit.toList();
  expect(stoppedIn(unit)).toEqual(['202']);

  // Killed once the disk knows that I left the room: before, the app opens in the room again.
  await unit.screen.until(async () =>
    expect(await unit.app.journal.readDraft(`round:${unit.app.unlocked.accountId}`)).toBeNull(),
  );
  unit.restart();
  await unit.screen.until(() => unit.screen.get('field', 'Room number'));
  expect(stoppedIn(unit)).toEqual(['202']);

  unit.pass(24 * 3_600_000);
  unit.restart();
  await unit.startRound();
  expect(unit.screen.text()).toContain('0 of 4 rooms');
  expect(stoppedIn(unit)).toEqual(['202']);
});
