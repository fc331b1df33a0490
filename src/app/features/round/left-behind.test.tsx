// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { inRoom } from '../../../../tests/support/in-room-201.tsx';
import { roomId } from '../../../../tests/support/unit-campus.ts';
import { StorageFailure } from '../../../store/storage-failure.ts';

test('the instruction that is ticked and the note that is written are recorded by going on', async () => {
  const unit = await inRoom();
  await unit.screen.until(() => unit.screen.get('field', 'Note of this visit'));
  unit.screen.page.querySelector<HTMLInputElement>('details input[role=switch]')!.click();
  await unit.screen.type('Note of this visit', 'window stuck');

  await unit.screen.tap('All present, no complaint');
  await unit.kept('visit-note', 1);
  await unit.kept('presence', 4);

  expect(unit.bodiesOf('visit-note')).toMatchObject([
    {
      roomId: roomId('201'),
      visitId: unit.bodiesOf('presence')[0]?.['visitId'],
      isInstructed: true,
      text: 'window stuck',
    },
  ]);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
  expect(unit.screen.text()).toContain('Room 201: 4 present. Saved');
  await unit.toList();
  await unit.enter('201');
  await unit.screen.until(() =>
    expect(unit.screen.get('field', 'Note of this visit')).toHaveProperty('value', ''),
  );
  await unit.toList();
  expect(unit.bodiesOf('visit-note')).toHaveLength(1);
});

test('a note that is saved by its own button is said to be saved, and is what Undo takes back', async () => {
  const unit = await inRoom();
  unit.screen.first('button', 'Absent').click();
  await unit.kept('presence', 1);
  await unit.screen.type('Note of this visit', 'window stuck');

  await unit.screen.tap('Save the note');
  await unit.kept('visit-note', 1);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 201: saved'));
  await unit.screen.tap(/^Undo/);
  await unit.kept('void', 1);

  expect(unit.bodiesOf('void')).toMatchObject([{ voids: expect.any(String) }]);
  await unit.screen.until(() => expect(unit.screen.text()).not.toContain('window stuck'));
});

test('a note that finds no room on the phone lies in its room, and is recorded by going on from there', async () => {
  const unit = await inRoom();
  await unit.screen.type('Note of this visit', 'window stuck');
  const { journal } = unit.app;
  const { recordAll } = journal;
  journal.recordAll = () => Promise.reject(new StorageFailure('full', null));
  await unit.toList();
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Not saved'));
  const key = `round-rooms:${unit.app.unlocked.accountId}`;
  await vi.waitFor(async () =>
    expect(await journal.readDraft(key)).toMatchObject([{ note: 'window stuck' }]),
  );

  unit.restart();
  await unit.screen.until(() => unit.screen.get('field', 'Room number'));
  await unit.enter('201');
  await unit.screen.until(() =>
    expect(unit.screen.get('field', 'Note of this visit')).toHaveProperty('value', 'window stuck'),
  );
  journal.recordAll = recordAll;
  await unit.toList();

  await unit.kept('visit-note', 1);
  await vi.waitFor(async () => expect(await journal.readDraft(key)).toBeNull());
});

test('a note of another round says since when it lies in its room, and is recorded by its own button only', async () => {
  const unit = await comesBackToNote();
  await unit.screen.until(() => expect(unit.screen.text()).toContain(LIES_THERE));
  unit.screen.page.querySelector<HTMLInputElement>('details input[role=switch]')!.click();
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await unit.kept('visit-note', 1);
  expect(unit.bodiesOf('visit-note')).toMatchObject([{ isInstructed: true, text: null }]);
  await unit.toList();

  await unit.enter('201');
  await unit.screen.until(() => expect(unit.screen.text()).toContain(LIES_THERE));
  await unit.screen.tap('Save the note');
  await unit.kept('visit-note', 2);
  const [, note] = unit.bodiesOf('visit-note');
  expect(note).toMatchObject({ isInstructed: false, text: 'window stuck' });
  await unit.screen.until(() => expect(unit.screen.text()).not.toContain('not saved'));
});

test('a note of another round that somebody writes on is recorded by going on', async () => {
  const unit = await comesBackToNote();
  await unit.screen.until(() => expect(unit.screen.text()).toContain(LIES_THERE));

  await unit.screen.type('Note of this visit', 'window still stuck');
  await unit.screen.until(() => expect(unit.screen.text()).not.toContain('not saved'));
  await unit.toList();

  await unit.kept('visit-note', 1);
  expect(unit.bodiesOf('visit-note')).toMatchObject([{ text: 'window still stuck' }]);
});

const LIES_THERE = 'Begun Jun 8 14:00, not saved';

/** A note was typed in the room in which the app was killed; it is the next day's round. */
async function comesBackToNote() {
  const unit = await inRoom();
  await unit.screen.type('Note of this visit', 'window stuck');
  const key = `round:${unit.app.unlocked.accountId}`;
  await vi.waitFor(async () =>
    expect(await unit.app.journal.readDraft(key)).toMatchObject({ note: 'window stuck' }),
  );
  unit.pass(24 * 3_600_000);
  unit.restart();
  await unit.startRound();
  await unit.enter('201');
  return unit;
}
