// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest';
import { HALL, openFront } from '../../../../tests/support/at-the-board.tsx';
import { fakeCamera, slowCamera, takePhoto } from '../../../../tests/support/fake-camera.ts';
import type { AppContext } from '../../context.ts';

const startKey = ({ unlocked }: AppContext): string =>
  `disinfection-start-${HALL.id}-1:${unlocked.accountId}`;

test('a sheet that is closed keeps what is typed in its slot, and says of which day and round it is', async () => {
  fakeCamera();
  onTestFinished(() => void vi.unstubAllGlobals());
  const { app, screen } = await openFront();
  const start = () => screen.until(() => screen.first('button', 'Start: 门厅').click());
  await start();
  await screen.until(() => screen.get('field', /^Wanted/));
  expect(screen.text()).toContain('2020-06-08 · Disinfection, round 1 · 06:00–12:00');
  await screen.type(/^On the label/, '6');
  takePhoto(screen.page);
  await screen.until(() => expect(screen.page.querySelector('img')).not.toBeNull());
  screen.first('button', 'Close').click();

  await expect
    .poll(() => app.journal.readDraft(startKey(app)))
    .toMatchObject({ percent: '6', photos: [{}] });

  await screen.until(() => screen.first('button', 'Start: 垃圾点').click());
  await screen.until(() =>
    expect(screen.get('field', /^On the label/)).toHaveProperty('value', ''),
  );
  expect(screen.page.querySelector('img')).toBeNull();
  screen.first('button', 'Close').click();
  await start();
  await screen.until(() =>
    expect(screen.get('field', /^On the label/)).toHaveProperty('value', '6'),
  );
  await screen.until(() => expect(screen.page.querySelector('img')).not.toBeNull());

  await screen.tap('Discard');
  await expect.poll(() => app.journal.readDraft(startKey(app))).toBeNull();
  await start();
  await screen.until(() =>
    expect(screen.get('field', /^On the label/)).toHaveProperty('value', ''),
  );
});

test('what was typed of a round yesterday does not begin the one of today', async () => {
  const opened = await openFront();
  const start = (shown = opened.screen) =>
    shown.until(() => shown.first('button', 'Start: 门厅').click());
  await start();
  await opened.screen.type(/^On the label/, '6');
  await expect
    .poll(() => opened.app.journal.readDraft(startKey(opened.app)))
    .toMatchObject({ percent: '6', day: '2020-06-08' });
  opened.pass(24 * 3_600_000);

  const tomorrow = opened.reopen();
  await start(tomorrow);

  await tomorrow.until(() => expect(tomorrow.text()).toContain('2020-06-09 · Disinfection'));
  await expect.poll(() => opened.app.journal.readDraft(startKey(opened.app))).toBeNull();
  expect(tomorrow.get('field', /^On the label/)).toHaveProperty('value', '');
});

test('a tap within a moment of the last key press leaves nothing to be begun again', async () => {
  const { app, screen, facts } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅').click());
  await screen.type(/^On the label/, '5');
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 400));

  expect(await app.journal.readDraft(startKey(app))).toBeNull();
});

test('what the rules do not say of an agent is asked for, not taken over from the one before', async () => {
  const { screen, facts } = await openFront();
  const fields = () =>
    [/^Wanted/, /^Contact time/].map(
      (label) => (screen.get('field', label) as HTMLInputElement).value,
    );
  await screen.until(() => screen.first('button', 'Start: 门厅').click());
  await screen.until(() => expect(fields()).toEqual(['500', '30']));

  await screen.choose('What', 'floors');
  await screen.choose('Agent', 'quats');
  expect(fields()).toEqual(['', '']);
  await screen.type(/^On the label/, '5');
  expect(screen.text()).not.toContain('mL product');
  await screen.submit(/^On the label/);
  await screen.until(() => expect(screen.text()).toContain('Please put the marked fields right'));
  expect(facts('disinfection')).toEqual([]);

  await screen.choose('What', 'surfaces');
  expect(fields()).toEqual(['1000', '']);
  await screen.type(/^Contact time/, '10');
  await screen.type(/^Opened on/, '2020-01-01');
  expect(screen.text()).not.toContain('chlorine weakens');
  await screen.submit(/^On the label/);
  await screen.until(() =>
    expect(facts('disinfection')).toMatchObject([
      { body: { agent: 'quats', targetMgPerL: 1000, contactMinutes: 10 } },
    ]),
  );
});

test('nothing is begun while its photo is being made ready', async () => {
  slowCamera();
  const { screen, facts } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅').click());
  const start = () => screen.get('button', /^Start, 30 min/);
  await screen.until(() => expect(start()).toHaveProperty('disabled', false));

  takePhoto(screen.page);

  await screen.until(() => expect(start()).toHaveProperty('disabled', true));
  await screen.submit(/^On the label/);
  expect(facts('disinfection')).toEqual([]);
});

test('a photo that is ready after its sheet was opened again is waited for, and recorded once', async () => {
  fakeCamera();
  const ready = slowCamera();
  onTestFinished(() => void vi.unstubAllGlobals());
  const { app, screen, facts } = await openFront();
  const open = () => screen.until(() => screen.first('button', 'Start: 门厅').click());
  const start = () => screen.get('button', /^Start, 30 min/);
  await open();
  await screen.type(/^On the label/, '5');
  takePhoto(screen.page);
  await screen.until(() => expect(start()).toHaveProperty('disabled', true));
  await screen.tap('Close');
  await open();

  await screen.until(() =>
    expect(screen.get('field', /^On the label/)).toHaveProperty('value', '5'),
  );
  expect(start()).toHaveProperty('disabled', true);
  ready();
  await screen.until(() => expect(screen.page.querySelector('img')).not.toBeNull());
  await screen.submit(/^On the label/);

  await screen.until(() =>
    expect(facts('disinfection')).toMatchObject([{ body: { photos: [{}] } }]),
  );
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await app.journal.readDraft(startKey(app))).toBeNull();
});
