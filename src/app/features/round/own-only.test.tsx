// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';

const OWN_ONLY = 'You see what you record yourself.';

test('a volunteer on a round is told that others’ rooms, leave and doors do not reach the phone', async () => {
  const unit = await inTheUnit({ role: 'volunteer' });
  await unit.startRound();
  expect(unit.screen.text()).toContain(OWN_ONLY);
  await unit.enter('201');
  await unit.screen.tap('Measure 张伟');
  await unit.type('365');

  await unit.screen.until(() =>
    expect(unit.screen.text()).toContain('What doors read does not reach this phone.'),
  );
  expect(unit.screen.text()).not.toContain('No reading at a door today.');
});

test('a unit keeper, whom all of it reaches, is not', async () => {
  const unit = await inTheUnit();
  await unit.startRound();

  expect(unit.screen.text()).not.toContain(OWN_ONLY);
});
