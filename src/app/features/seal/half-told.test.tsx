// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { openSeals } from '../../../../tests/support/at-the-seals.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { fakeCamera, slowCamera, takePhoto } from '../../../../tests/support/fake-camera.ts';
import { oldSeal, ROOMS } from '../../../../tests/support/seal-campus.ts';

beforeEach(fakeCamera);

test('a broken seal is told with a note, which a killed app still holds', async () => {
  const seals = await openSeals('unit_keeper', [oldSeal('0002')]);
  await seals.screen.tap(/seal 0002, Intact/);
  await seals.screen.tap('Broken');
  await seals.screen.type('Note', 'torn at the left');
  await vi.waitFor(async () =>
    expect(
      await seals.app.journal.readDraft(
        `seal-check-${idOf('s', 2)}:${seals.app.unlocked.accountId}`,
      ),
    ).toMatchObject({ note: 'torn at the left' }),
  );

  seals.restart();
  await seals.screen.tap('Save');

  await seals.screen.until(() => expect(seals.recorded('seal-check')).toHaveLength(1));
  expect(seals.recorded('seal-check')[0]?.body).toMatchObject({
    sealId: idOf('s', 2),
    state: 'broken',
    note: 'torn at the left',
  });
});

test('what is half told of one seal is kept for it, and stands at no other', async () => {
  const { screen, recorded } = await openSeals('unit_keeper', [
    oldSeal('0002'),
    oldSeal('0005', { roomId: ROOMS.ten }),
  ]);
  await screen.tap(/seal 0002, Intact/);
  await screen.tap('Broken');
  await screen.type('Note', 'torn at the left');
  await screen.tap('Close');

  await screen.tap(/seal 0005, Intact/);
  await screen.until(() => expect(screen.text()).toContain('Is it No 0005?'));
  await screen.tap('Missing');
  await screen.until(() => expect(screen.get('field', 'Note')).toHaveProperty('value', ''));
  await screen.type('Note', 'nothing left');
  await screen.tap('Discard');
  await screen.tap(/seal 0005, Intact/);
  await screen.tap('Missing');
  await screen.until(() => expect(screen.get('field', 'Note')).toHaveProperty('value', ''));
  await screen.tap('Save');
  await screen.until(() => expect(recorded('seal-check')).toHaveLength(1));
  expect(recorded('seal-check')[0]?.body).toMatchObject({ sealId: idOf('s', 5), note: null });

  await screen.tap(/seal 0002, Intact/);
  await screen.until(() =>
    expect(screen.get('field', 'Note')).toHaveProperty('value', 'torn at the left'),
  );
  await screen.tap('Save');
  await screen.until(() => expect(recorded('seal-check')).toHaveLength(2));
  expect(recorded('seal-check')[1]?.body).toMatchObject({ sealId: idOf('s', 2), state: 'broken' });
});

test('a seal of which something is half told says so in its row, and is not intact by one tap there', async () => {
  const seals = await openSeals('unit_keeper', [oldSeal('0002')]);
  await seals.screen.until(() => seals.screen.get('button', 'Seal 0002 is intact'));
  await seals.screen.tap(/seal 0002, Intact/);
  await seals.screen.tap('Broken');
  await seals.screen.type('Note', 'torn');
  await seals.screen.tap('Close');
  const saysSo = () =>
    seals.screen.until(() => {
      expect(seals.screen.text()).toContain('Begun 14:00, not saved');
      expect(seals.screen.has('button', 'Seal 0002 is intact')).toBe(false);
    });
  await saysSo();

  await seals.screen.tap('How seal 0002 is now');
  await seals.screen.type('Note', 'torn at the left');
  await seals.screen.tap('Close');
  await saysSo();
  const { journal, unlocked } = seals.app;
  const kept = (name: string) => journal.readDraft(`${name}:${unlocked.accountId}`);
  await vi.waitFor(async () => {
    expect(await kept(`seal-check-${idOf('s', 2)}`)).toMatchObject({ isAside: true });
    expect(await kept('seal-telling')).toBeNull();
  });
  seals.restart();
  await saysSo();
  await seals.screen.tap('How seal 0002 is now');
  expect(seals.screen.get('field', 'Note')).toHaveProperty('value', 'torn at the left');
  await seals.screen.tap('Discard');

  await seals.screen.tap('Seal 0002 is intact');
  await seals.screen.until(() =>
    expect(seals.recorded('seal-check')).toMatchObject([{ body: { state: 'intact' } }]),
  );
  expect(seals.screen.text()).not.toContain('not saved');
});

test('a wrong tap that was taken back by “Back” leaves the one tap in the row', async () => {
  const { screen } = await openSeals('unit_keeper', [oldSeal('0002')]);
  await screen.tap(/seal 0002, Intact/);
  await screen.tap('Broken');
  await screen.tap('Back');
  await screen.tap('Close');

  await screen.until(() => screen.get('button', 'Seal 0002 is intact'));
  expect(screen.text()).not.toContain('not saved');
});

test('nothing is saved while its photo is being made ready', async () => {
  slowCamera();
  const { screen } = await openSeals('unit_keeper', [oldSeal('0002')]);
  const isOff = (name: string) =>
    screen.until(() => expect(screen.get('button', name)).toHaveProperty('disabled', true));
  await screen.tap(/seal 0002, Intact/);
  await screen.tap('Broken');
  expect(screen.get('button', 'Save')).toHaveProperty('disabled', false);
  takePhoto(screen.page);
  await isOff('Save');
  await screen.tap('Close');

  await screen.tap('Apply a seal');
  expect(screen.get('button', 'Save the seal')).toHaveProperty('disabled', false);
  takePhoto(screen.page);
  await isOff('Save the seal');
});

test('a tap beside the sheet keeps what is typed of a new seal; only Discard drops it', async () => {
  const { screen } = await openSeals('unit_keeper', [oldSeal('0002')]);
  await screen.tap('Apply a seal');
  await screen.type('Witness', 'the cleaner');
  screen.get('field', 'Witness').closest('dialog')?.click();
  await screen.until(() => expect(screen.text()).toContain('Begun 14:00, not saved'));

  await screen.tap('Apply a seal');
  expect(screen.get('field', 'Witness')).toHaveProperty('value', 'the cleaner');
  await screen.tap('Discard');
  await screen.tap('Apply a seal');
  expect(screen.get('field', 'Witness')).toHaveProperty('value', '');
});
