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
