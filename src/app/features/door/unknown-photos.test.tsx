// @vitest-environment happy-dom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';
import { fakeCamera, slowCamera, takePhoto } from '../../../../tests/support/fake-camera.ts';
import { PHOTO_MAX_BYTES } from '../../../domain/attachment.ts';
import { StorageFailure } from '../../../store/storage-failure.ts';

beforeEach(fakeCamera);

async function openUnknown(): Promise<Door> {
  const door = await atTheDoor();
  await door.startShift();
  await door.screen.tap('Unknown');
  await door.screen.type(/^What you know/, 'blue coat');
  return door;
}

async function addPhoto(door: Door, count: number): Promise<void> {
  takePhoto(door.screen.page);
  await door.screen.until(() => expect(photosShown(door)).toHaveLength(count));
}

const photosShown = (door: Door) =>
  [...door.screen.page.querySelectorAll('img')].map(({ alt }) => alt);

async function measure(door: Door): Promise<void> {
  await door.screen.tap('Measure');
  await door.measure('365');
  await door.screen.until(() => expect(door.checks()).toHaveLength(1));
}

test('photos are seen before they are saved, go with the check, and are seen in today’s list', async () => {
  const door = await openUnknown();
  await addPhoto(door, 1);
  await addPhoto(door, 2);
  await measure(door);

  const { photos = [] } = door.checks()[0]!;
  expect(photos).toHaveLength(2);
  for (const { size } of photos) expect(size).toBeLessThanOrEqual(PHOTO_MAX_BYTES);
  const { journal } = door.app;
  expect(journal.counts()).toMatchObject({ pending: 2, photos: 2 });
  await door.screen.tap('Today', 'link');
  await door.screen.until(() => expect(door.screen.text()).toContain('0 of 2 photos received'));
  await journal.settleAttachment(photos[0]!.sha, new Date().toISOString());
  await door.screen.until(() => expect(door.screen.text()).toContain('1 of 2 photos received'));
  await door.screen.tap(/blue coat/);
  await door.screen.until(() => expect(photosShown(door)).toEqual(['Photo 1', 'Photo 2']));
});

test('an app that was killed has the photo that was not saved yet', async () => {
  const door = await openUnknown();
  await addPhoto(door, 1);
  await vi.waitFor(() => door.keptDraft({ unknown: 'blue coat' }));
  await vi.waitFor(async () => {
    const kept = await door.app.journal.readDraft(`door:${door.app.unlocked.accountId}`);
    expect(kept).toMatchObject({ photos: [{ mime: 'image/jpeg' }] });
  });

  door.restart();

  await door.screen.until(() => expect(photosShown(door)).toEqual(['Photo 1']));
  await measure(door);
  expect(door.app.journal.counts().photos).toBe(1);
});

test('no more than three, and one that was removed is nowhere', async () => {
  const door = await openUnknown();
  for (const count of [1, 2, 3]) await addPhoto(door, count);
  expect(door.screen.has('button', 'Take a photo')).toBe(false);

  await door.screen.tap('Remove photo 2');
  await door.screen.until(() => expect(photosShown(door)).toHaveLength(2));
  await measure(door);

  expect(door.checks()[0]!.photos).toHaveLength(2);
  expect(door.app.journal.attachments().size).toBe(2);
  const key = `door-photos:${door.app.unlocked.accountId}`;
  expect(await door.app.journal.readDraft(key)).toBeNull();
});

test('a form that is closed leaves no photo behind', async () => {
  const door = await openUnknown();
  await addPhoto(door, 1);
  await door.screen.tap('Close');

  await door.log('0001', '365');

  expect(door.checks()[0]).not.toHaveProperty('photos');
});

test('whoever turns to somebody else leaves no photo behind', async () => {
  const door = await openUnknown();
  await addPhoto(door, 1);
  await door.screen.tap('Measure');
  await door.screen.tap('Somebody else');

  await door.log('0001', '365');

  expect(door.checks()[0]).not.toHaveProperty('photos');
  const key = `door-photos:${door.app.unlocked.accountId}`;
  expect(await door.app.journal.readDraft(key)).toBeNull();
});

test('a file that is no picture is refused in words', async () => {
  const door = await openUnknown();

  takePhoto(door.screen.page, new File(['x'], 'a.pdf', { type: 'application/pdf' }));

  await door.screen.until(() => expect(door.screen.text()).toContain('cannot be read as a photo'));
});

test('a phone that is nearly full refuses photos and saves text', async () => {
  const door = await openUnknown();
  const estimate = async () => ({ quota: 1e9, usage: 0.96e9 });
  Object.defineProperty(navigator, 'storage', { value: { estimate }, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'storage'));

  takePhoto(door.screen.page);
  await door.screen.until(() => expect(door.screen.text()).toContain('too full for photos'));
  await measure(door);

  expect(door.checks()[0]).not.toHaveProperty('photos');
});

test('a check whose photos find no room is saved without them, and that is said', async () => {
  const door = await openUnknown();
  await addPhoto(door, 1);
  const { journal } = door.app;
  const { record } = journal;
  journal.record = (parts) =>
    (parts.attachments ?? []).length > 0
      ? Promise.reject(new StorageFailure('full', null))
      : record(parts);

  await measure(door);

  expect(door.checks()[0]).not.toHaveProperty('photos');
  await door.screen.until(() => expect(door.screen.text()).toContain('Saved without its photos'));
});

test('nobody is measured while a photo of them is being made ready', async () => {
  const door = await openUnknown();
  slowCamera();
  takePhoto(door.screen.page);

  await door.screen.until(() =>
    expect(door.screen.get('button', 'Measure')).toHaveProperty('disabled', true),
  );
  await door.screen.submit(/^What you know/);

  expect(door.screen.has('field', /^What you know/)).toBe(true);
});

test('a photo that is ready after its form was closed is not the next person’s', async () => {
  const door = await openUnknown();
  const ready = slowCamera();
  takePhoto(door.screen.page);
  await door.screen.until(() =>
    expect(door.screen.get('button', 'Measure')).toHaveProperty('disabled', true),
  );
  await door.screen.tap('Close');

  ready();
  await door.screen.tap('Unknown');
  await door.screen.type(/^What you know/, 'red cap');
  await measure(door);

  expect(door.checks()[0]!.photos ?? []).toEqual([]);
});
