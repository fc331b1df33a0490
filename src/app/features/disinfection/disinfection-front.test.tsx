// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { BINS, HALL, openFront } from '../../../../tests/support/at-the-board.tsx';
import {
  acceptanceFact,
  disinfectionFact,
  endFact,
} from '../../../../tests/support/disinfection-facts.ts';
import { fakeCamera, takePhoto } from '../../../../tests/support/fake-camera.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { AppContext } from '../../context.ts';

const startKey = ({ unlocked }: AppContext): string =>
  `disinfection-start-${HALL.id}-1:${unlocked.accountId}`;

test('the board says what is missed and what is due, and refuse is cleared by one tap', async () => {
  const { screen, facts } = await openFront();

  await screen.until(() => expect(screen.text()).toContain('To do now: 4'));
  expect(screen.text()).toContain('门厅Missed');
  await screen.tap('Refuse cleared: 垃圾点');

  await screen.until(() => expect(screen.text()).toContain('Done: 1'));
  expect(facts('refuse-clearing')).toMatchObject([
    { shiftId: null, body: { areaId: BINS.id, day: '2020-06-08', slot: 1, photos: [] } },
  ]);
  await screen.tap(/^Undo/);
  await screen.until(() => expect(screen.text()).toContain('To do now: 4'));
  expect(facts('void')).toMatchObject([{ body: { reason: 'undo', doorId: null } }]);
});

test('refuse is cleared with a note and a photo, which stand in the record', async () => {
  fakeCamera();
  onTestFinished(() => void vi.unstubAllGlobals());
  const { app, screen, facts } = await openFront();
  await screen.tap('Refuse cleared, with a photo or note: 垃圾点');
  await screen.type('Note', 'one bag torn');
  takePhoto(screen.page);
  await screen.until(() => expect(screen.page.querySelector('img')).not.toBeNull());
  await screen.tap('Save as cleared');

  await screen.until(() => expect(facts('refuse-clearing')).toHaveLength(1));
  const [{ body } = { body: null }] = facts('refuse-clearing');
  expect(body).toMatchObject({ areaId: BINS.id, note: 'one bag torn', photos: [{}] });
  expect(app.journal.counts()).toMatchObject({ pending: 1, photos: 1 });
  await screen.until(() => expect(screen.text()).toContain('one bag torn'));
});

test('the calculator shows what to measure out, and it is recorded with the start', async () => {
  const { screen, facts } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅'));

  screen.first('button', 'Start: 门厅').click();
  await screen.until(() => screen.get('field', /^Wanted/));
  expect(screen.text()).toContain('Never mix with toilet cleaner (acid), alcohol');
  await screen.type(/^On the label/, '5');
  await screen.until(() => expect(screen.text()).toContain('50 mL product'));
  expect(screen.text()).toContain('4,950 mL cold water');
  expect(screen.text()).toContain('5,000 mL × 500 ÷ 50,000 = 50 mL (1 : 99)');
  await screen.submit(/^On the label/);

  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
  expect(facts('disinfection')[0]?.body).toMatchObject({
    areaId: HALL.id,
    slot: 1,
    agent: 'chlorine',
    targetMgPerL: 500,
    mixture: { form: 'liquid', stockMgPerL: 50_000, stockMl: 50, waterMl: 4950 },
    operator: 'property',
    contactMinutes: 30,
  });
  await screen.until(() => expect(screen.text()).toContain('Running: 1'));
});

test('what is typed and the running time outlive the app; the end is recorded when it is over', async () => {
  const opened = await openFront();
  await opened.screen.until(() => opened.screen.first('button', 'Start: 门厅'));
  opened.screen.first('button', 'Start: 门厅').click();
  await opened.screen.until(() => opened.screen.get('field', /^Wanted/));
  await opened.screen.type(/^On the label/, '6');

  await expect
    .poll(() => opened.app.journal.readDraft(startKey(opened.app)))
    .toMatchObject({ percent: '6' });
  const again = opened.reopen();
  await again.until(() => again.first('button', 'Start: 门厅').click());
  await again.until(() => expect(again.get('field', /^On the label/)).toHaveProperty('value', '6'));
  await again.submit(/^On the label/);
  await again.until(() => expect(opened.facts('disinfection')).toHaveLength(1));
  opened.pass(31 * 60_000);
  const third = opened.reopen();
  await third.until(() => expect(third.text()).toContain('Time is over: air the room'));
  await third.tap('Show 门厅');
  await third.until(() => third.get('field', /^Aired/));
  await third.submit(/^Aired/);

  await third.until(() => expect(opened.facts('disinfection-end')).toHaveLength(1));
  expect(opened.facts('disinfection-end')[0]?.body).toMatchObject({
    ventilationMinutes: 30,
  });
  await third.until(() => expect(third.text()).toContain('A second person accepts it'));
});

test('the label of the last time on this phone is filled in', async () => {
  const { screen, facts } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅'));
  screen.first('button', 'Start: 门厅').click();
  await screen.until(() => screen.get('field', /^Wanted/));
  await screen.type(/^Product/, '84');
  await screen.type(/^On the label/, '5');
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));

  await screen.until(() => screen.first('button', 'Start: 垃圾点').click());

  await screen.until(() =>
    expect(screen.get('field', /^On the label/)).toHaveProperty('value', '5'),
  );
  expect(screen.get('field', /^Product/)).toHaveProperty('value', '84');
});

test('a second person accepts what another has ended', async () => {
  const work = disinfectionFact(
    { id: idOf('w', 1), at: '2020-06-08T00:00:00.000Z' },
    { areaId: HALL.id },
  );
  const end = endFact({ id: idOf('w', 2), at: '2020-06-08T01:00:00.000Z' }, work.id);
  const { screen, facts } = await openFront({ role: 'building_head', facts: [work, end] });
  await screen.until(() => screen.get('button', 'Show 门厅'));

  await screen.tap('Show 门厅');
  await screen.tap('Accept');

  await screen.until(() =>
    expect(facts('acceptance')).toMatchObject([{ body: { isAccepted: true } }]),
  );
});

test('what was refused and then done again is not asked for any more', async () => {
  const [first, again] = ['00:00', '02:00'].map((time, at) =>
    disinfectionFact({ id: idOf('w', at), at: `2020-06-08T${time}:00.000Z` }, { areaId: HALL.id }),
  ) as [Fact, Fact];
  const ends = [first, again].map(({ id }, at) =>
    endFact({ id: idOf('e', at), at: '2020-06-08T03:00:00.000Z' }, id),
  );
  const refused = acceptanceFact(
    { id: idOf('y', 1), at: '2020-06-08T01:50:00.000Z' },
    first.id,
    false,
  );
  const facts = [first, again, ...ends, refused];
  const { screen } = await openFront({ role: 'building_head', facts });

  await screen.until(() => expect(screen.text()).toContain('Done · to be accepted'));
  expect(screen.text()).not.toContain('Not accepted');
});

test('whoever did the work is told that another person accepts it, and cannot', async () => {
  const { screen, facts, pass, reopen } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅').click());
  await screen.until(() => screen.get('field', /^On the label/));
  await screen.type(/^On the label/, '5');
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
  pass(31 * 60_000);
  const later = reopen();
  await later.until(() => later.get('button', 'Show 门厅'));
  await later.tap('Show 门厅');
  await later.until(() => later.get('field', /^Aired/));

  await later.submit(/^Aired/);

  await later.until(() => expect(later.text()).toContain('A second person accepts it'));
  expect(() => later.get('button', 'Accept')).toThrow(/0 buttons Accept/);
});

test('the end of the contact time is felt once, by whoever began the work', async () => {
  const vibrate = vi.fn();
  Object.defineProperty(navigator, 'vibrate', { value: vibrate, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'vibrate'));
  const { screen, facts, pass } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅').click());
  await screen.until(() => screen.get('field', /^On the label/));
  await screen.type(/^On the label/, '5');
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
  vibrate.mockClear();

  pass(31 * 60_000);

  await screen.until(() => expect(vibrate.mock.calls).toHaveLength(1));
  await screen.until(() => expect(screen.text()).toContain('Time is over: air the room'));
});

test('a volunteer is told that others may have done what looks open', async () => {
  const { screen } = await openFront({ role: 'volunteer' });

  await screen.until(() => expect(screen.text()).toContain('You see what you record yourself'));
  expect(screen.text()).not.toContain('Missed');
});

test('where the phone is full, the start stays on the screen and says why', async () => {
  const { screen, facts } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅'));
  screen.first('button', 'Start: 门厅').click();
  await screen.until(() => screen.get('field', /^Wanted/));
  const writes = (['put', 'add'] as const).map((write) =>
    vi.spyOn(IDBObjectStore.prototype, write).mockImplementation(() => {
      throw new DOMException('injected', 'QuotaExceededError');
    }),
  );
  const heal = (): void => writes.forEach((write) => write.mockRestore());
  onTestFinished(heal);

  await screen.submit(/^On the label/);

  await screen.until(() => expect(screen.text()).toContain('Not saved: this phone is full'));
  heal();
  expect(facts('disinfection')).toEqual([]);
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
});

test('what was begun before midnight stays on the board until somebody ends it', async () => {
  const work = disinfectionFact(
    { id: idOf('w', 1), at: '2020-06-07T15:50:00.000Z' },
    { areaId: HALL.id, day: '2020-06-07', slot: 2 },
  );
  const { screen } = await openFront({ facts: [work] });

  await screen.until(() => expect(screen.text()).toContain('Time is over: air the room'));
  await screen.tap('Show 门厅');
  await screen.until(() => screen.get('field', /^Aired/));
});

test('a product that does not reach what is wanted begins nothing, and the sheet says what to do', async () => {
  const { screen, facts } = await openFront();
  await screen.until(() => screen.first('button', 'Start: 门厅'));
  screen.first('button', 'Start: 门厅').click();
  await screen.until(() => screen.get('field', /^Wanted/));
  await screen.type(/^On the label/, '0.04');
  await screen.submit(/^On the label/);

  await screen.until(() => expect(screen.text()).toContain('Please put the marked fields right'));
  const label = screen.get('field', /^On the label/);
  expect(label.getAttribute('aria-invalid')).toBe('true');
  expect(label.closest('form')?.textContent).toContain(
    'take a stronger one, or write under Wanted',
  );
  expect(facts('disinfection')).toEqual([]);

  await screen.type(/^On the label/, '0.05');
  expect(screen.text()).toContain('use it as it is, without water');
  await screen.submit(/^On the label/);
  await screen.until(() => expect(facts('disinfection')).toHaveLength(1));
});
