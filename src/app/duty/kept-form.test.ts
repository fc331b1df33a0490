// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { idOf } from '../../../tests/support/door-facts.ts';
import { fakeCamera } from '../../../tests/support/fake-camera.ts';
import { sealCampus } from '../../../tests/support/seal-campus.ts';
import { openPhone } from '../../../tests/support/show-screen.tsx';
import type { AttachmentRef } from '../../domain/attachment.ts';
import { StorageFailure } from '../../store/storage-failure.ts';
import type { AppContext } from '../context.ts';
import { createKeptForm, type FormRecord } from './kept-form.ts';

interface NoteDraft {
  shape: 1;
  day: string;
  note: string;
  photos: readonly AttachmentRef[];
}
const EMPTY: NoteDraft = { shape: 1, day: '2020-06-08', note: '', photos: [] };

async function openForm() {
  const { app } = await openPhone({
    documents: (account) => sealCampus(account, 'unit_keeper'),
    startAt: '2020-06-08T06:00:00.000Z',
  });
  const formOf = (whose: AppContext = app) =>
    createKeptForm<NoteDraft>(whose, {
      name: 'note',
      empty: EMPTY,
      isStale: ({ day }) => day !== EMPTY.day,
    });
  const onDisk = () => app.journal.readDraft(`note:${app.unlocked.accountId}`);
  const photosOnDisk = () => app.journal.readDraft(`note-photos:${app.unlocked.accountId}`);
  const record = ({ alsoClearDraft }: FormRecord) =>
    app.journal.record({
      by: app.unlocked,
      type: 'acknowledgement',
      shiftId: null,
      body: { of: idOf('c', 1), note: null },
      ...(alsoClearDraft !== undefined && { alsoClearDraft }),
    });
  return { app, form: formOf(), formOf, onDisk, photosOnDisk, record };
}

const aPhoto = () => {
  fakeCamera();
  return new File(['x'], 'a.jpg', { type: 'image/jpeg' });
};

/** Until the moment after which a key press is on the disk. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 350));

test('a record that is refused leaves the last key presses on the disk', async () => {
  const { form, onDisk } = await openForm();
  form.change({ note: 'torn' });

  const refused = await form.save(() =>
    Promise.reject(new StorageFailure('full', new Error('injected'))),
  );

  expect(refused).toBeNull();
  expect(form.problem.peek()).toBe('full');
  form.stop();
  await expect.poll(onDisk).toMatchObject({ note: 'torn' });
});

test('a key press while the record is on its way to the disk brings nothing of it back', async () => {
  const { form, onDisk, record } = await openForm();
  form.change({ note: 'torn' });

  await form.save(async (parts) => {
    const fact = await record(parts);
    form.change({ note: 'torn again' });
    await aMoment();
    return fact;
  });

  expect(form.draft.peek()).toBe(EMPTY);
  await aMoment();
  expect(await onDisk()).toBeNull();
  form.stop();
});

test('what one account has typed is not in the form of the next, and what is over is in none', async () => {
  const { app, form, formOf, onDisk } = await openForm();
  form.change({ note: 'torn' });
  form.stop();
  await expect.poll(onDisk).toMatchObject({ note: 'torn' });

  const other = formOf({ ...app, unlocked: { ...app.unlocked, accountId: idOf('b', 9) } });
  const again = formOf();
  await expect.poll(() => again.draft.value.note).toBe('torn');
  expect(other.draft.peek()).toBe(EMPTY);

  again.change({ day: '2020-06-07' });
  again.stop();
  await expect.poll(onDisk).toMatchObject({ day: '2020-06-07' });
  const later = formOf();
  await aMoment();
  expect(later.draft.peek()).toBe(EMPTY);
  later.stop();
  await expect.poll(onDisk).toBeNull();
  other.stop();
});

test('nothing is recorded while a photo of it is being made ready, and then with it', async () => {
  const { form, record } = await openForm();
  form.change({ note: 'torn' });
  const adding = form.photos.add(aPhoto(), null);

  const early = vi.fn(record);
  expect(await form.save(early)).toBeNull();
  expect(early).not.toHaveBeenCalled();
  expect(form.draft.peek().note).toBe('torn');

  await adding;
  const whole = vi.fn(record);
  expect(await form.save(whole)).toMatchObject({ type: 'acknowledgement' });
  expect(whole.mock.lastCall?.[0].photos).toHaveLength(1);
  expect(form.draft.peek()).toBe(EMPTY);
  form.stop();
});

test('a photo that was being made ready when the form was emptied is in nothing that is written next', async () => {
  const { form, photosOnDisk } = await openForm();
  form.change({ note: 'torn' });
  const adding = form.photos.add(aPhoto(), null);
  form.clear();
  await adding;

  expect(form.draft.peek()).toBe(EMPTY);
  expect(await photosOnDisk()).toBeNull();
  form.stop();
});

test('what is typed and deleted again is nothing that lies half written', async () => {
  const { app, form, formOf, onDisk } = await openForm();
  const begunAt = '2020-06-08T05:00:00.000Z';
  form.change({ note: 'torn' });
  form.change({ note: '' });
  expect(form.draft.peek()).toBe(EMPTY);
  form.stop();
  await expect.poll(onDisk).toBeNull();

  await app.journal.saveDraft(`note:${app.unlocked.accountId}`, { ...EMPTY, begunAt });
  const again = formOf();
  await expect.poll(onDisk).toBeNull();
  expect(again.draft.peek()).toBe(EMPTY);
  again.stop();
});
