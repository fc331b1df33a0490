// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { personId, roomId } from '../../../../tests/support/unit-campus.ts';

test('hygiene is looked over in the stay and the round in which people are asked', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('Hygiene');
  await unit.screen.tap(/^Under desk and bed/);
  await unit.screen.tap(/^Bed 2 ·/, 'radio');
  await unit.screen.tap('Save finding');
  await unit.kept('finding', 1);
  await unit.screen.tap('Looked over');
  await unit.kept('inspection', 1);
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);

  const [finding] = unit.bodiesOf('finding');
  expect(finding).toMatchObject({ roomId: roomId('201'), personId: personId('201', 2) });
  const visits = ['finding', 'inspection', 'presence'].flatMap((type) =>
    unit.bodiesOf(type).map((body) => body['visitId']),
  );
  expect(new Set(visits).size).toBe(1);
  const [round] = unit.operations().filter(({ type }) => type === 'round');
  const shiftIds = unit
    .operations()
    .filter(({ type }) => type === 'finding' || type === 'inspection')
    .map(({ shiftId }) => shiftId);
  expect(shiftIds).toEqual([round?.id, round?.id]);
});

test('the room says how it was last, and what is open', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('Hygiene');
  await unit.screen.tap(/^Air/);
  await unit.screen.tap('Save finding');
  await unit.screen.tap('Looked over');

  await unit.screen.until(() => unit.screen.get('button', 'Hygiene · 98/100 · 1 open'));
});

test('the room’s button says that the room fails, by its points or by one thing that must be in order', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('Hygiene');
  await unit.screen.tap(/^No lodgers/);
  await unit.screen.tap('Save finding');
  await unit.screen.tap('Looked over');

  await unit.screen.until(() => unit.screen.get('button', 'Hygiene · 100/100 · fails · 1 open'));
});

test('a finding that was being written when the app was killed stands there again by itself', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('Hygiene');
  await unit.screen.tap(/^Air/);
  await unit.screen.type('Note', 'mould');
  const key = `hygiene:${unit.app.unlocked.accountId}:${roomId('201')}`;
  await vi.waitFor(async () =>
    expect(await unit.app.journal.readDraft(key)).toMatchObject({ note: 'mould' }),
  );

  unit.restart();

  await unit.screen.until(() =>
    expect(unit.screen.get('field', 'Note')).toHaveProperty('value', 'mould'),
  );
  await unit.screen.tap('Save finding');
  await unit.kept('finding', 1);
  await unit.screen.until(() => unit.screen.get('button', 'Looked over'));
});

test('each room has a half-written finding of its own, and says that it lies there', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  for (const code of ['201', '202'] as const) {
    await unit.enter(code);
    await unit.screen.tap('Hygiene');
    await unit.screen.tap(/^Air/);
    await unit.screen.type('Note', `mould in ${code}`);
    await unit.screen.tap('Close');
    await unit.screen.until(() => expect(unit.screen.text()).toContain('Begun 14:00, not saved'));
    await unit.toList();
  }
  await unit.enter('201');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Begun 14:00, not saved'));

  await unit.screen.tap('Hygiene');

  await unit.screen.until(() =>
    expect(unit.screen.get('field', 'Note')).toHaveProperty('value', 'mould in 201'),
  );
});

test('a second tap on “Nothing found” does not fall through to the room’s own button', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  await unit.enter('201');
  const all = unit.screen.get('button', 'All present, no complaint');
  const isMeant = () => all.closest('[aria-disabled=true]') === null;
  await unit.screen.until(() => expect(isMeant()).toBe(true));
  await unit.screen.tap('Hygiene');
  await unit.screen.tap('Nothing found');
  await unit.screen.until(() => expect(isMeant()).toBe(false));

  all.click();
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);

  expect(unit.screen.text()).toContain('Room 202');
});
