// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';

type Unit = Awaited<ReturnType<typeof inTheUnit>>;

const rows = ({ screen }: Unit) => [...screen.page.querySelectorAll('li a')];
const codeOf = (row: Element) => row.textContent.match(/\d+/)?.[0];
const codes = (unit: Unit) => rows(unit).map(codeOf);

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
