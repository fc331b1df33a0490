// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ZHANG } from '../../../../tests/support/door-campus.ts';
import { idOf } from '../../../../tests/support/door-facts.ts';
import {
  fakeCamera,
  fillPhone,
  slowCamera,
  takePhoto,
} from '../../../../tests/support/fake-camera.ts';
import {
  findAirBad,
  inARoom,
  photosShown,
  sees,
  type InARoom,
} from '../../../../tests/support/in-a-room.tsx';
import { StorageFailure } from '../../../store/storage-failure.ts';
import { hygieneButtonWords } from './hygiene-words.ts';

beforeEach(fakeCamera);

const button = ({ duty }: InARoom) =>
  hygieneButtonWords(duty, '00000000-0000-4000-86f0-000000000001').text;

test('a room in which nothing is wrong is one tap', async () => {
  const room = await inARoom();

  await room.screen.tap('Nothing found');

  await room.screen.until(() => expect(room.isOpen.value).toBe(false));
  expect(room.inspections()).toEqual([
    expect.objectContaining({ formId: 'hundred', formVersion: 1 }),
  ]);
  expect(button(room)).toBe('Hygiene · 100/100');
});

test('a finding is one record with its points by taps, a day, a note and its photos', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Floor and washroom/);
  await room.screen.tap('−5 more');
  await room.screen.type('Note', 'wet floor');
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));

  await room.screen.tap('Save finding');

  await sees(room, '90 of 100 · passes (from 60)');
  expect(room.screen.text()).toContain('−10 of 30');
  expect(room.findings()).toMatchObject([
    {
      itemId: 'floor_washroom',
      personId: null,
      points: 10,
      note: 'wet floor',
      fixBy: '2020-06-11',
    },
  ]);
  expect(room.findings()[0]?.photos).toHaveLength(1);
  expect(room.app.journal.counts()).toMatchObject({ pending: 1, photos: 1 });
});

test('what is of a bed asks whose it is before it is saved', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Bed 20 points/);
  await room.screen.tap('Save finding');
  await sees(room, 'Say whose it is');
  expect(room.findings()).toEqual([]);

  await room.screen.tap('Bed 1 · 张伟', 'radio');
  await room.screen.tap('Save finding');

  await room.screen.until(() => expect(room.findings()).toHaveLength(1));
  expect(room.findings()).toMatchObject([{ itemId: 'bed', personId: ZHANG.id, points: 5 }]);
});

test('a room that fails is told so with the mark to pass', async () => {
  const room = await inARoom({ form: 'twenty' });
  for (const item of [/^Overall/, /^Things/]) {
    await room.screen.tap(item);
    for (let tap = 0; tap < 4; tap += 1) await room.screen.tap('−1 more');
    await room.screen.tap('Save finding');
  }

  await sees(room, 'Fails: 10 of 20, passes from 13');
});

test('an appliance fails a room without points', async () => {
  const room = await inARoom({ form: 'checklist' });
  await room.screen.tap(/^No illegal appliances/);
  await room.screen.tap('Save finding');

  await sees(room, 'Fails: 1 item not in order');
  await room.screen.tap('Looked over');
  await room.screen.until(() => expect(room.inspections()).toHaveLength(1));
  expect(button(room)).toBe('Hygiene · fails · 1 open');
});

test('a second tap while the first is being saved records nothing more', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  const save = room.screen.get('button', 'Save finding');
  save.click();
  save.click();
  await room.screen.until(() => expect(room.findings()).toHaveLength(1));
  room.comeBack(4);
  await sees(room, 'Still so');
  const stillSo = room.screen.get('button', 'Still so');
  stillSo.click();
  stillSo.click();
  await sees(room, '98 of 100');
  const looked = room.screen.get('button', 'Looked over');
  looked.click();
  looked.click();
  await room.screen.until(() => expect(room.isOpen.value).toBe(false));

  expect(room.findings()).toHaveLength(2);
  expect(room.inspections()).toHaveLength(1);
});

test('a slip is taken back: the finding and that the room was looked over', async () => {
  const room = await inARoom();
  await findAirBad(room);
  await room.screen.tap('Take back');
  await sees(room, '100 of 100');
  await room.screen.tap('Nothing found');
  await sees(room, 'This room was looked over');

  await room.screen.tap('Take back “looked over”');

  await sees(room, 'Nothing found');
});

test('an app that was killed has the finding that was not saved yet, with its photo', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  await room.screen.type('Note', 'mould');
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));
  const key = `hygiene:${room.app.unlocked.accountId}:${idOf('o', 1)}`;
  await vi.waitFor(async () =>
    expect(await room.app.journal.readDraft(key)).toMatchObject({ photos: [{}], note: 'mould' }),
  );

  room.restart();
  await room.screen.until(() => expect(photosShown(room)).toEqual(['Photo 1']));
  await room.screen.tap('Save finding');

  await room.screen.until(() => expect(room.findings()).toMatchObject([{ note: 'mould' }]));
  expect(room.findings()[0]?.photos).toHaveLength(1);
  expect(await room.app.journal.readDraft(key)).toBeNull();
});

test('a key press while the finding is on its way to the disk brings nothing of it back', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  await room.screen.type('Note', 'mould');
  const { journal, unlocked } = room.app;
  const { record } = journal;
  journal.record = async (parts) => {
    const fact = await record(parts);
    await room.screen.type('Note', 'mould on');
    return fact;
  };

  await room.screen.tap('Save finding');

  await sees(room, 'Looked over');
  expect(room.findings()).toMatchObject([{ note: 'mould' }]);
  // Until the moment after which a key press is on the disk.
  await new Promise((resolve) => setTimeout(resolve, 350));
  const key = `hygiene:${unlocked.accountId}:${idOf('o', 1)}`;
  expect(await journal.readDraft(key)).toBeNull();
});

test('a tap beside the sheet keeps the finding with its photo; only Cancel drops it', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  await room.screen.type('Note', 'mould');
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));

  room.screen.page.querySelector('dialog')?.click();
  await room.screen.until(() => expect(room.isOpen.value).toBe(false));
  const { journal, unlocked } = room.app;
  const kept = (name: string) => journal.readDraft(`${name}:${unlocked.accountId}:${idOf('o', 1)}`);
  await vi.waitFor(async () => expect(await kept('hygiene')).toMatchObject({ isAside: true }));
  room.comeBack(1);
  await sees(room, 'Begun Jun 8 14:00, not saved');
  expect(room.screen.get('field', 'Note')).toHaveProperty('value', 'mould');
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));

  await room.screen.tap('Cancel');
  await sees(room, 'Nothing found');
  await vi.waitFor(async () =>
    expect([await kept('hygiene'), await kept('hygiene-photos')]).toEqual([null, null]),
  );
});

test('a photo that was being made ready when its finding was dropped is in no other one', async () => {
  const room = await inARoom();
  const ready = slowCamera();
  await room.screen.tap(/^Air/);
  takePhoto(room.screen.page);
  const save = () => room.screen.get('button', 'Save finding');
  await room.screen.until(() => expect(save()).toHaveProperty('disabled', true));
  await room.screen.tap('Cancel');
  await room.screen.tap(/^Floor and washroom/);
  ready();
  await room.screen.until(() => expect(save()).toHaveProperty('disabled', false));

  expect(photosShown(room)).toEqual([]);
  await room.screen.tap('Save finding');
  await room.screen.until(() => expect(room.findings()).toMatchObject([{ photos: [] }]));
});

test('no more than four photos', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  for (const count of [1, 2, 3, 4]) {
    takePhoto(room.screen.page);
    await room.screen.until(() => expect(photosShown(room)).toHaveLength(count));
  }

  expect(room.screen.has('button', 'Take a photo')).toBe(false);
});

test('a phone that is nearly full refuses photos and saves what is written', async () => {
  const room = await inARoom();
  fillPhone();
  await room.screen.tap(/^Air/);

  takePhoto(room.screen.page);
  await sees(room, 'too full for photos');
  await room.screen.tap('Save finding');

  await room.screen.until(() => expect(room.findings()).toMatchObject([{ photos: [] }]));
});

test('a finding whose photos find no room is saved without them, and that is said', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  takePhoto(room.screen.page);
  await room.screen.until(() => expect(photosShown(room)).toHaveLength(1));
  const { journal } = room.app;
  const { record } = journal;
  journal.record = (parts) =>
    (parts.attachments ?? []).length > 0
      ? Promise.reject(new StorageFailure('full', null))
      : record(parts);

  await room.screen.tap('Save finding');

  await sees(room, 'Saved without its photos');
  expect(room.findings()).toMatchObject([{ photos: [] }]);
});

test('a finding that finds no room at all stays in its form, and the next try saves it', async () => {
  const room = await inARoom();
  await room.screen.tap(/^Air/);
  await room.screen.type('Note', 'mould');
  const { journal } = room.app;
  const { record } = journal;
  journal.record = () => Promise.reject(new StorageFailure('full', null));
  await room.screen.tap('Save finding');
  await sees(room, 'Not saved: this phone is full');
  expect(room.screen.get('field', 'Note')).toHaveProperty('value', 'mould');

  journal.record = record;
  await room.screen.tap('Save finding');

  await room.screen.until(() => expect(room.findings()).toMatchObject([{ note: 'mould' }]));
});
