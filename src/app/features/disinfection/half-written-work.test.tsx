// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest';
import { BINS, HALL, hear, openFront } from '../../../../tests/support/at-the-board.tsx';
import { clearingFact } from '../../../../tests/support/disinfection-facts.ts';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { fakeCamera, slowCamera, takePhoto } from '../../../../tests/support/fake-camera.ts';
import type { Screen } from '../../../../tests/support/show-screen.tsx';
import { isDirty } from '../../dirty.ts';

const BEGUN = 'Begun 13:00, not saved';
const says = (screen: Screen, words: string) =>
  screen.until(() => expect(screen.text()).toContain(words));
const saysNothing = (screen: Screen) =>
  screen.until(() => expect(screen.text()).not.toContain('not saved'));

test('a row says since when something lies in the sheet that begins it, also after a killed app, and not the next day', async () => {
  const { app, screen, pass, reopen } = await openFront();
  const start = (shown: Screen) =>
    shown.until(() => shown.first('button', `Start: ${HALL.name}`).click());
  await start(screen);
  await screen.type(/^On the label/, '6');
  await screen.tap('Close');
  await says(screen, BEGUN);
  const key = `disinfection-start-${HALL.id}-1:${app.unlocked.accountId}`;
  await expect.poll(() => app.journal.readDraft(key)).toMatchObject({ percent: '6' });

  const again = reopen();
  await says(again, BEGUN);
  await start(again);
  await again.until(() => expect(again.get('field', /^On the label/)).toHaveProperty('value', '6'));
  await again.tap('Discard');
  await saysNothing(again);

  await start(again);
  await again.type(/^On the label/, '5');
  await again.tap('Close');
  await says(again, BEGUN);
  await expect.poll(() => app.journal.readDraft(key)).toMatchObject({ percent: '5' });
  pass(24 * 3_600_000);
  await saysNothing(again);
  await saysNothing(reopen());
});

test('refuse of which something is written is not cleared without it by one tap', async () => {
  const { screen, facts } = await openFront();
  const open = () => screen.tap('Refuse cleared, with a photo or note: 垃圾点');
  await screen.until(() => screen.get('button', 'Refuse cleared: 垃圾点'));
  await open();
  await screen.type('Note', 'bin broken');
  await screen.tap('Close');

  await says(screen, BEGUN);
  expect(screen.has('button', 'Refuse cleared: 垃圾点')).toBe(false);
  await open();
  await screen.until(() =>
    expect(screen.get('field', 'Note')).toHaveProperty('value', 'bin broken'),
  );
  await screen.submit('Note');

  await screen.until(() =>
    expect(facts('refuse-clearing')).toMatchObject([{ body: { note: 'bin broken' } }]),
  );
  await saysNothing(screen);
});

test('refuse of which all that was typed is deleted again is cleared by one tap', async () => {
  const { screen } = await openFront();
  await screen.tap('Refuse cleared, with a photo or note: 垃圾点');
  await screen.type('Note', 'b');
  await says(screen, BEGUN);
  await screen.type('Note', '');

  await saysNothing(screen);
  expect(screen.has('button', 'Discard')).toBe(false);
  await screen.tap('Close');
  await screen.until(() => screen.get('button', 'Refuse cleared: 垃圾点'));
});

test('what is written of refuse that a colleague has cleared meanwhile is read, and discarded', async () => {
  const { app, screen, facts } = await openFront();
  await screen.tap('Refuse cleared, with a photo or note: 垃圾点');
  await screen.type('Note', 'bin broken');
  await screen.tap('Close');
  const at = '2020-06-08T04:50:00.000Z';
  await hear(app, [clearingFact({ id: idOf('w', 1), at }, { areaId: BINS.id })]);

  await screen.tap('Show 垃圾点');
  await screen.until(() =>
    expect(screen.get('field', 'Note')).toHaveProperty('value', 'bin broken'),
  );
  await screen.tap('Discard');

  await saysNothing(screen);
  expect(screen.has('field', 'Note')).toBe(false);
  expect(facts('refuse-clearing')).toHaveLength(1);
});

test('a row says that something lies in the sheet that ends its disinfection', async () => {
  const { screen, facts } = await openFront();
  await screen.until(() => screen.first('button', `Start: ${HALL.name}`).click());
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
  await saysNothing(screen);

  await screen.tap(`Show ${HALL.name}`);
  await screen.type('Note', 'window jammed');
  await screen.tap('Close');

  await says(screen, BEGUN);
  await screen.tap(`Show ${HALL.name}`);
  await screen.tap('Discard');
  await saysNothing(screen);
  expect(screen.get('field', 'Note')).toHaveProperty('value', '');
});

test('a photo that is ready after its sheet was closed lies there, and no update waits for it', async () => {
  fakeCamera();
  const ready = slowCamera();
  onTestFinished(() => void vi.unstubAllGlobals());
  const { screen } = await openFront();
  await screen.tap('Refuse cleared, with a photo or note: 垃圾点');
  takePhoto(screen.page);
  await screen.until(() =>
    expect(screen.get('button', 'Save as cleared')).toHaveProperty('disabled', true),
  );
  await screen.tap('Close');

  ready();
  await says(screen, BEGUN);
  expect(isDirty.peek()).toBe(false);
  await screen.tap('Refuse cleared, with a photo or note: 垃圾点');
  await screen.until(() => expect(screen.page.querySelector('img')).not.toBeNull());
});
