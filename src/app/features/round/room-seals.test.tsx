// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { oldSeal } from '../../../../tests/support/seal-campus.ts';
import { roomId } from '../../../../tests/support/unit-campus.ts';

const inRoom = oldSeal('0002', { roomId: roomId('201') });
const outside = oldSeal('0003', { roomId: null, thing: 'side_exit' });

test('a room asks for its own seals only; one tap each, on the visit and the round', async () => {
  const unit = await inTheUnit({ more: [inRoom, outside] });
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('No 0002'));
  expect(unit.screen.text()).not.toContain('No 0003');

  await unit.screen.tap('Seal 0002 is intact');
  await unit.kept('seal-check', 1);

  const [check, round] = ['seal-check', 'round'].map((type) =>
    unit.operations().find((operation) => operation.type === type),
  );
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  expect(check?.shiftId).toBe(round?.id);
  expect(unit.bodiesOf('seal-check')[0]).toMatchObject({
    state: 'intact',
    visitId: unit.bodiesOf('presence')[0]?.['visitId'],
  });
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
});

test('a seal that nobody has looked at keeps me in the room until I go on all the same', async () => {
  const unit = await inTheUnit({ more: [inRoom] });
  await unit.startRound();
  await unit.enter('201');

  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await unit.screen.until(() => unit.screen.get('button', /^Seal 0002 is intact/));
  expect(unit.screen.text()).toContain('Room 201');
  await unit.screen.tap(/Next room/, 'button');

  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
});

test('what is sealed in no room stands at the end of the list', async () => {
  const unit = await inTheUnit({ more: [inRoom, outside] });
  await unit.startRound();

  await unit.screen.until(() => expect(unit.screen.text()).toContain('Seals in the corridor'));
  expect(unit.screen.has('button', /seal 0002/)).toBe(false);
  await unit.screen.tap('Seal 0003 is intact');

  await unit.kept('seal-check', 1);
});

test('a new round asks for the same seal again', async () => {
  const unit = await inTheUnit({ more: [outside] });
  await unit.startRound();
  await unit.screen.tap('Seal 0003 is intact');
  await unit.kept('seal-check', 1);
  await unit.screen.until(() =>
    expect(unit.screen.has('button', 'Seal 0003 is intact')).toBe(false),
  );
  unit.pass(3_600_000);
  await unit.app.journal.record({
    by: unit.app.unlocked,
    type: 'round',
    shiftId: null,
    body: unit.bodiesOf('round')[0] as never,
  });

  await unit.screen.until(() => unit.screen.get('button', 'Seal 0003 is intact'));
});

test('another thermometer in the middle of a round makes no seal due again', async () => {
  const unit = await inTheUnit({ more: [outside, inRoom] });
  await unit.startRound();
  await unit.screen.tap('Seal 0003 is intact');
  await unit.kept('seal-check', 1);
  unit.pass(600_000);
  const [round] = unit.operations().filter(({ type }) => type === 'round');
  const { journal, unlocked: by } = unit.app;
  const end = { roundId: round?.id ?? '', why: 'changed' } as const;
  await journal.recordAll([
    { by, type: 'round', shiftId: null, body: unit.bodiesOf('round')[0] as never },
    { by, type: 'round-end', shiftId: end.roundId, body: end },
  ]);
  unit.pass(60_000);
  await unit.enter('201');
  await unit.screen.tap('Seal 0002 is intact');
  await unit.kept('seal-check', 2);

  expect(unit.operations().at(-1)?.shiftId).not.toBe(round?.id);
  unit.screen.get('button', 'List of rooms').click();
  await unit.screen.until(() => unit.screen.get('button', /seal 0003/));
  expect(unit.screen.has('button', 'Seal 0003 is intact')).toBe(false);
});

test('two taps on “intact” before the first is kept are one record', async () => {
  const unit = await inTheUnit({ more: [inRoom] });
  await unit.startRound();
  await unit.enter('201');
  const intact = unit.screen.get('button', 'Seal 0002 is intact');
  intact.click();
  intact.click();
  await unit.screen.tap(/^Undo/);
  await unit.kept('void', 1);

  await unit.screen.until(() => unit.screen.get('button', 'Seal 0002 is intact'));
  expect(unit.bodiesOf('seal-check')).toHaveLength(1);
});

test('a room’s only seal that was taken off is said to be saved, and may be undone', async () => {
  const unit = await inTheUnit({ more: [inRoom] });
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap(/^.*seal 0002, Intact/);
  await unit.screen.tap('Unsealed');
  await unit.screen.type('Who allowed it?', 'the duty office');
  await unit.screen.tap('Save');
  await unit.kept('seal-check', 1);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Seal 0002: unsealed, saved'));

  await unit.screen.tap(/^Undo/);

  await unit.screen.until(() => unit.screen.get('button', 'Seal 0002 is intact'));
});

test('what is half told of a seal says on a later day when it was begun, and is dropped by Discard', async () => {
  const unit = await inTheUnit({ more: [inRoom] });
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap(/^.*seal 0002, Intact/);
  await unit.screen.tap('Broken');
  await unit.screen.type('Note', 'torn');
  await unit.screen.tap('Close');
  unit.pass(86_400_000);
  await unit.screen.tap(/^.*seal 0002, Intact/);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Begun Jun 8 14:00'));

  await unit.screen.tap('Discard');
  await unit.screen.tap(/^.*seal 0002, Intact/);

  await unit.screen.until(() => unit.screen.get('button', 'Broken'));
});
