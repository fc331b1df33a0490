// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { fakeCamera, fillPhone, takePhoto } from '../../../../tests/support/fake-camera.ts';
import { findAirBad, inARoom, photosShown, sees } from '../../../../tests/support/in-a-room.tsx';
import { DEFAULT_HYGIENE } from '../../../domain/default-hygiene.ts';

beforeEach(fakeCamera);

test('a finding comes back on the next round, late after its day, until it is put right with a photo of after', async () => {
  const room = await inARoom();
  await findAirBad(room);
  room.comeBack(4);
  await sees(room, '1 open from earlier');
  await sees(room, 'late: was due by 2020-06-11');

  await room.screen.tap('Put right');
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));
  await room.screen.tap('Save as put right');

  await room.screen.until(() => expect(room.rectifications()).toHaveLength(1));
  expect(room.rectifications()[0]?.photos).toHaveLength(1);
  await room.screen.until(() => expect(room.screen.text()).not.toContain('open from earlier'));
  room.comeBack(5);
  await sees(room, 'Nothing found');
  expect(room.screen.text()).not.toContain('open from earlier');
});

test('nothing is put right without a photo of after', async () => {
  const room = await inARoom();
  await findAirBad(room);
  room.comeBack(4);
  await room.screen.tap('Put right');
  await room.screen.tap('Save as put right');

  await sees(room, 'Take a photo of how it is now');
  expect(room.rectifications()).toEqual([]);
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));
  expect(room.screen.text()).not.toContain('Take a photo of how it is now');
  await room.screen.tap('Save as put right');

  await room.screen.until(() => expect(room.rectifications()).toHaveLength(1));
});

test('a phone too full for photos, and a sheet of paper, put right without one', async () => {
  const room = await inARoom();
  await findAirBad(room);
  room.comeBack(4);
  fillPhone();
  await room.screen.tap('Put right');
  takePhoto(room.screen.page);
  await sees(room, 'too full for photos');
  await room.screen.tap('Save as put right');
  await room.screen.until(() => expect(room.rectifications()).toMatchObject([{ photos: [] }]));

  await findAirBad(room);
  room.comeBack(5, { onPaperAt: '2020-06-13T05:00:00.000Z' });
  await room.screen.tap('Put right');
  await room.screen.tap('Save as put right');

  await room.screen.until(() => expect(room.rectifications()).toHaveLength(2));
});

test('of two open findings a second tap on “Still so” does not say it of the other one', async () => {
  const room = await inARoom();
  await findAirBad(room);
  await room.screen.tap(/^Floor and washroom/);
  await room.screen.tap('Save finding');
  await room.screen.until(() => expect(room.findings()).toHaveLength(2));
  room.comeBack(4);
  await sees(room, '2 open from earlier');
  room.screen.first('button', 'Still so').click();
  await sees(room, '1 open from earlier');

  const other = room.screen.get('button', 'Still so');
  const isMeant = () => other.closest('[aria-disabled=true]') === null;
  expect(isMeant()).toBe(false);
  other.click();
  await room.screen.until(() => expect(isMeant()).toBe(true));
  expect(room.findings()).toHaveLength(3);

  other.click();
  await room.screen.until(() => expect(room.screen.text()).not.toContain('open from earlier'));
  expect(room.findings().map(({ itemId, again }) => [itemId, again !== undefined])).toEqual([
    ['air', false],
    ['floor_washroom', false],
    ['air', true],
    ['floor_washroom', true],
  ]);
});

test('what is still so costs its points again and has a new day', async () => {
  const room = await inARoom();
  await findAirBad(room);
  room.comeBack(4);

  await room.screen.tap('Still so');

  await sees(room, '98 of 100');
  expect(room.findings()).toMatchObject([
    { fixBy: '2020-06-11' },
    { itemId: 'air', points: 2, fixBy: '2020-06-15', again: expect.any(String) },
  ]);
  room.comeBack(5);
  await sees(room, '1 open from earlier');
});

test('what was found by an earlier version of the form keeps its words, and says so when it is found again', async () => {
  const [old] = DEFAULT_HYGIENE.forms;
  if (old === undefined) throw new Error('no form');
  const items = old.items.map((item) =>
    item.id === 'air' ? { ...item, words: { zh: '阳台', en: 'Balcony' } } : item,
  );
  const room = await inARoom({ forms: [old, { ...old, version: 2, items }] });
  const { app, duty } = room;
  const body = {
    visitId: idOf('v', 9),
    roomId: idOf('o', 1),
    formId: 'hundred',
    formVersion: 1,
    itemId: 'air',
    personId: null,
    points: 2,
    note: null,
    fixBy: '2020-06-11',
    photos: [],
  };
  duty.take([await app.journal.record({ by: app.unlocked, type: 'finding', body, shiftId: null })]);
  await sees(room, 'Air · −2');
  expect(room.screen.text()).toContain('Balcony');

  await room.screen.tap('Still so');
  await room.screen.until(() => expect(room.findings()).toHaveLength(2));
  await room.screen.tap(/^Balcony/);
  await room.screen.tap('Save finding');

  await room.screen.until(() => expect(room.findings()).toHaveLength(3));
  expect(room.findings().map(({ formVersion }) => formVersion)).toEqual([1, 1, 2]);
  await sees(room, 'Balcony · −2');
});

test('what is still so shows the note and the photos of whoever found it first', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  await room.screen.type('Note', 'mould');
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));
  await room.screen.tap('Save finding');
  room.comeBack(4);
  await room.screen.tap('Still so');
  await room.screen.until(() => expect(room.findings()).toHaveLength(2));

  room.comeBack(5);

  await sees(room, '1 open from earlier');
  await sees(room, 'mould');
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));
});
