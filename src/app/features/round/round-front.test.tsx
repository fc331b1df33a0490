// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { personId, roomId, UNIT } from '../../../../tests/support/unit-campus.ts';

const codes = (page: HTMLElement) =>
  [...page.querySelectorAll('li a')].map((link) => link.textContent.match(/\d+/)?.[0]);

test('a round begins in my unit, and its rooms stand as one walks', async () => {
  const unit = await inTheUnit();
  await unit.startRound();

  expect(unit.bodiesOf('round')).toEqual([
    expect.objectContaining({ unitId: UNIT, purpose: 'round', thermometerUnit: 'C' }),
  ]);
  expect(codes(unit.screen.page)).toEqual(['201', '202', '301', '1001']);
  expect(unit.screen.text()).toContain('0 of 4 rooms');
});

test('one tap says that all are present and have no complaint, and goes on to the next room', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);

  const presences = unit.bodiesOf('presence');
  expect(presences.map((body) => body['personId'])).toEqual(
    [1, 2, 3, 4].map((bed) => personId('201', bed)),
  );
  expect(new Set(presences.map((body) => body['visitId'])).size).toBe(1);
  expect(presences[0]).toMatchObject({ roomId: roomId('201'), state: 'present', complaint: null });
  expect(unit.bodiesOf('second-check')).toEqual([]);
  expect(unit.screen.text()).toContain('Room 202');
  expect(unit.screen.text()).toContain('Room 201: 4 present. Saved');
  await unit.toList();
  expect(unit.screen.text()).toContain('1 of 4 rooms');
});

test('a round that is begun after another begins in the list, also where the first was restored in a room', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('202');
  const key = `round:${unit.app.unlocked.accountId}`;
  await vi.waitFor(async () =>
    expect(await unit.app.journal.readDraft(key)).toMatchObject({ roomId: roomId('202') }),
  );
  unit.restart();
  await unit.screen.until(() => unit.screen.get('button', 'List of rooms'));
  await unit.toList();
  await unit.screen.tap('Change or end the round');
  await unit.screen.tap('End round');
  await unit.kept('round-end', 1);

  await unit.startRound();

  expect(codes(unit.screen.page)).toEqual(['201', '202', '301', '1001']);
});

/** In room 202 with two digits typed; resolves when that lies on the disk, with the stay that it is of. */
async function halfTyped(unit: Awaited<ReturnType<typeof inTheUnit>>): Promise<string> {
  await unit.startRound();
  await unit.enter('202');
  await unit.screen.tap('Measure 赵磊');
  await unit.type('37');
  return unit.screen.until(async () => {
    const kept = await unit.app.journal.readDraft(`round:${unit.app.unlocked.accountId}`);
    expect(kept).toMatchObject({ typed: '37' });
    return (kept as { visitId: string }).visitId;
  });
}

test('a phone that was killed in a room begins the next day’s round in the list, and there with a new stay', async () => {
  const unit = await inTheUnit();
  const before = await halfTyped(unit);
  unit.pass(24 * 3_600_000);
  unit.restart();

  await unit.startRound();
  await unit.enter('202');
  expect(unit.screen.has('field', 'Temperature of 赵磊')).toBe(false);
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 2);

  expect(unit.bodiesOf('presence')[0]?.['visitId']).not.toBe(before);
});

test('a room that stays open over a round that lapses is another stay on the next one, without its digits', async () => {
  const unit = await inTheUnit();
  const before = await halfTyped(unit);
  unit.pass(24 * 3_600_000);

  await unit.screen.tap('Start the round');
  await unit.screen.tap('Measure 赵磊');
  await unit.type('365');
  await unit.kept('second-check', 1);

  const [check] = unit.bodiesOf('second-check');
  expect(check).toMatchObject({ personId: personId('202', 1), reading: { tempC: 36.5 } });
  expect(check?.['visitId']).not.toBe(before);
});
