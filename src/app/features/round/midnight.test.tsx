// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inRoom } from '../../../../tests/support/in-room-201.tsx';

test('midnight ends no rest: the reading after it repeats the high one of before, at another place', async () => {
  const unit = await inRoom();
  unit.pass(9 * 3_600_000 + 57 * 60_000);
  await unit.screen.tap('Measure 张伟');
  await unit.type('379');
  await unit.kept('second-check', 1);
  unit.pass(5 * 60_000);
  await unit.toList();
  await unit.enter('201');
  await unit.screen.until(() =>
    expect(unit.screen.text()).toMatch(/37\.9 \(Forehead\) · HighRest [45]:\d\d more/),
  );
  expect(unit.screen.text()).not.toContain('No reading at a door today.');

  unit.pass(6 * 60_000);
  await unit.screen.tap('Measure 张伟');
  await unit.type('377');
  await unit.kept('second-check', 2);

  const [first, second] = unit.operations().filter(({ type }) => type === 'second-check');
  expect(second?.body).toMatchObject({ repeats: first?.id, reading: { site: 'axilla' } });
  expect(unit.screen.text()).toContain('Confirmed high');
});
