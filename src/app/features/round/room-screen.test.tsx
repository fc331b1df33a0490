// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest';
import { inRoom } from '../../../../tests/support/in-room-201.tsx';
import { checkFact, factOf, idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { reportBody } from '../../../../tests/support/at-the-report.tsx';
import { secondCheckFact } from '../../../../tests/support/room-facts.ts';
import { personId, roomId } from '../../../../tests/support/unit-campus.ts';

const ZHANG = personId('201', 1);

const states = (unit: Awaited<ReturnType<typeof inRoom>>) =>
  unit.bodiesOf('presence').map((body) => body['state']);

test('each tap on a person is kept at once, and the others are present by one more', async () => {
  const unit = await inRoom();
  const { page } = unit.screen;
  const of = (name: string) =>
    [...page.querySelectorAll(`[aria-label="Where ${name} is"] button`)] as HTMLElement[];
  of('张伟')[2]!.click();
  await unit.kept('presence', 1);
  expect(of('张伟')[2]!.getAttribute('aria-pressed')).toBe('true');
  of('刘敏')[1]!.click();
  await unit.kept('presence', 2);

  await unit.screen.tap('The other 2 are present');
  await unit.kept('presence', 4);
  expect(states(unit)).toEqual(['absent', 'on_leave', 'present', 'present']);
  await unit.toList();
  expect(unit.screen.text()).toContain('1 of 4 rooms · 1 to revisit');
  await unit.screen.tap('To revisit', 'radio');
  expect(unit.screen.page.querySelectorAll('li a')).toHaveLength(1);
  expect(unit.screen.text()).toContain('张伟');
});

test('nothing of one room stands in the next: nobody’s state, and no note that was opened', async () => {
  const unit = await inRoom();
  const { page } = unit.screen;
  const note = () => page.querySelector('details');
  await unit.screen.until(() => expect(note()).not.toBeNull());
  note()!.open = true;
  unit.screen.first('button', 'Absent').click();
  await unit.kept('presence', 1);

  await unit.screen.tap('The other 3 are present');

  await unit.screen.until(() => expect(page.querySelector('h1')?.textContent).toBe('Room 202'));
  await unit.screen.until(() => expect(note()?.open).toBe(false));
  expect(page.querySelectorAll('[role=group] [aria-pressed=true]')).toHaveLength(0);
  await unit.screen.tap('All present, no complaint');
  await unit.screen.until(() => expect(states(unit).length).toBeGreaterThan(4));
  const roomIds = unit.bodiesOf('presence').map((body) => body['roomId']);
  expect(new Set(roomIds.slice(4))).toEqual(new Set([roomId('202')]));
});

test('three digits are a reading, and the next person’s turn comes; what is impossible is not saved', async () => {
  const unit = await inRoom();
  await unit.screen.tap('Measure 张伟');
  await unit.type('995');
  expect(unit.screen.text()).toContain('99.5 cannot be right');
  expect(unit.bodiesOf('second-check')).toEqual([]);
  await unit.type('365');
  await unit.kept('second-check', 1);
  await unit.screen.until(() => unit.screen.get('field', 'Temperature of 刘敏'));
  expect(unit.bodiesOf('second-check')[0]).toMatchObject({
    personId: ZHANG,
    roomId: roomId('201'),
    reading: { tempC: 36.5, site: 'forehead' },
    repeats: null,
  });
});

test('a high reading asks for rest and another place, and the one there repeats it', async () => {
  const unit = await inRoom();
  await unit.screen.tap('Measure 张伟');
  await unit.type('379');
  await unit.kept('second-check', 1);
  expect(unit.screen.text()).toMatch(/Rest (10:00|9:5\d) more, then measure: Armpit \/ Ear/);
  const saved = () => unit.screen.page.querySelector('[role=status]')?.textContent;
  expect(saved()).toContain('High张伟: 37.9\u00a0°C saved');

  unit.pass(11 * 60_000);
  await unit.screen.tap('Measure 张伟');
  await unit.type('377');
  await unit.kept('second-check', 2);
  const [first, second] = unit.operations().filter(({ type }) => type === 'second-check');
  expect(second?.body).toMatchObject({ repeats: first?.id, reading: { site: 'axilla' } });
  expect(unit.screen.text()).toContain('Confirmed high');
});

test('the check is blind: the door’s reading shows only after one’s own, with the difference', async () => {
  const unit = await inRoom(
    checkFact({ id: idOf('c', 1), at: 0, personId: ZHANG, reading: readingOf(35.6) }),
  );
  expect(unit.screen.text()).not.toContain('35.6');
  await unit.screen.tap('Measure 张伟');
  expect(unit.screen.text()).not.toContain('35.6');
  await unit.type('365');
  await unit.kept('second-check', 1);
  expect(unit.screen.text()).toContain('35.6 °C, difference +0.9 °C. Too far apart');
});

test('what the person reported today shows only after one’s own reading too, with the difference', async () => {
  const report = {
    ...reportBody(ZHANG, { reading: readingOf(36.1) }),
    session: { day: '2020-06-08', slot: 'am' },
  };
  const unit = await inRoom(factOf({ id: idOf('q', 1), at: 0 }, 'self-report', report));
  await unit.screen.tap('Measure 张伟');
  expect(unit.screen.text()).not.toContain('36.1');
  await unit.type('370');
  await unit.kept('second-check', 1);
  expect(unit.screen.text()).toContain('No reading at a door today.');
  expect(unit.screen.text()).toContain(
    'Own report 13:00: 36.1 °C, difference +0.9 °C. Too far apart: it goes to the auditor’s list.',
  );
});

test('whoever was measured already is said to be, by whom and when, without the value', async () => {
  const unit = await inRoom(
    secondCheckFact({
      id: idOf('s', 1),
      at: 0,
      personId: ZHANG,
      roomId: roomId('201'),
      by: idOf('g', 9),
      reading: readingOf(36.8),
    }),
  );
  expect(unit.screen.text()).toContain('Already measured by a colleague at 13:00');
  expect(unit.screen.text()).not.toContain('36.8');
  await unit.screen.tap('Measure 张伟');
  await unit.type('365');
  await unit.kept('second-check', 1);
  expect(unit.screen.text()).toContain('36.8 °C by a colleague at 13:00');
});

test('what one tap has kept is taken back by one more, and the room is as before', async () => {
  const unit = await inRoom();
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await unit.screen.tap(/^Undo/);
  await unit.kept('void', 4);

  expect(unit.screen.text()).toContain('Room 201');
  unit.screen.get('button', 'All present, no complaint');
  const voided = unit.bodiesOf('void').map((body) => body['voids']);
  const presences = unit.operations().filter(({ type }) => type === 'presence');
  expect(voided).toEqual(presences.map(({ id }) => id));
});

test('a killed app comes back into the room, to the same stay and what was typed there', async () => {
  const unit = await inRoom();
  await unit.screen.tap('Measure 张伟');
  await unit.type('37');
  const before = await unit.screen.until(async () => {
    const kept = await unit.app.journal.readDraft(`round:${unit.app.unlocked.accountId}`);
    expect(kept).toMatchObject({ typed: '37' });
    return kept as { visitId: string };
  });
  unit.restart();
  await unit.screen.until(() => unit.screen.get('field', 'Temperature of 张伟'));
  await unit.type('1');
  await unit.kept('second-check', 1);
  expect(unit.bodiesOf('second-check')[0]).toMatchObject({
    visitId: before.visitId,
    reading: { tempC: 37.1 },
  });
});

test('a finger that taps twice marks one room: the second tap comes before the next room is seen', async () => {
  const unit = await inRoom();
  const all = unit.screen.get('button', 'All present, no complaint');
  await unit.screen.until(() => expect(all.closest('[aria-disabled=true]')).toBeNull());
  all.click();
  await unit.screen.until(() =>
    expect(unit.screen.page.querySelector('h1')?.textContent).toBe('Room 202'),
  );
  unit.screen.get('button', 'All present, no complaint').click();
  await unit.screen.tap('All present, no complaint');
  await unit.screen.until(() =>
    expect(unit.screen.page.querySelector('h1')?.textContent).toBe('Room 301'),
  );
  expect(unit.bodiesOf('presence')).toHaveLength(6);
});

test('a second tap on the same word says nothing more, and undo takes the word back', async () => {
  const unit = await inRoom();
  const absent = unit.screen.first('button', 'Absent');
  absent.click();
  absent.click();
  await unit.kept('presence', 1);
  await unit.screen.until(() => expect(absent.getAttribute('aria-pressed')).toBe('true'));
  absent.click();
  await unit.screen.tap(/^Undo/);
  await unit.kept('void', 1);
  expect(unit.bodiesOf('presence')).toHaveLength(1);
  await unit.screen.until(() => expect(absent.getAttribute('aria-pressed')).toBe('false'));
});

test('what was saved is told beneath the beds: no bed moves under the finger, and no key is covered', async () => {
  const unit = await inRoom();
  unit.screen.first('button', 'Absent').click();
  await unit.kept('presence', 1);
  await unit.screen.tap('Measure 刘敏');
  const saved = unit.screen.page.querySelector('[role=status]');
  expect(saved?.textContent).toContain('张伟: saved');
  expect(saved?.closest('main')).toBeNull();
  const keys = unit.screen.get('button', 'Done').closest('form');
  expect(saved?.compareDocumentPosition(keys!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

const twice = (button: HTMLElement): void => {
  button.click();
  button.click();
};

test('two taps before the first is kept are one record of everybody, which one undo takes back', async () => {
  const unit = await inRoom();
  const all = unit.screen.get('button', 'All present, no complaint');
  await unit.screen.until(() => expect(all.closest('[aria-disabled=true]')).toBeNull());
  twice(all);
  await unit.screen.tap(/^Undo/);
  await unit.kept('void', 4);

  await unit.screen.until(() => unit.screen.get('button', 'All present, no complaint'));
  expect(unit.bodiesOf('presence')).toHaveLength(4);
});

test('two taps keep one note, and one look into a room where nobody lives', async () => {
  const unit = await inRoom();
  await unit.screen.type('Note of this visit', 'window open');
  twice(unit.screen.get('button', 'Save the note'));
  await unit.kept('visit-note', 1);
  await unit.toList();
  await unit.enter('1001');
  const seen = unit.screen.get('button', 'Looked in, nobody lives here');
  await unit.screen.until(() => expect(seen.closest('[aria-disabled=true]')).toBeNull());
  twice(seen);
  await unit.screen.tap(/^Undo/);
  await unit.kept('void', 1);

  const texts = unit.bodiesOf('visit-note').map((body) => body['text']);
  expect(texts).toEqual(['window open', null]);
});

test('a last digit that bounces is nobody’s, neither while the reading is kept nor on the next person’s turn', async () => {
  const unit = await inRoom();
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
  onTestFinished(() => now.mockRestore());
  const digits = (name: string) =>
    (unit.screen.get('field', `Temperature of ${name}`) as HTMLInputElement).value;
  await unit.screen.tap('Measure 张伟');
  await unit.type('36');
  twice(unit.screen.get('button', '5'));
  await unit.screen.until(() => expect(digits('刘敏')).toBe(''));

  now.mockReturnValue(1080);
  await unit.type('5');
  expect(digits('刘敏')).toBe('');
  await unit.type('3');
  now.mockReturnValue(1300);
  await unit.type('65');
  await unit.kept('second-check', 2);

  const readings = unit
    .bodiesOf('second-check')
    .map(({ personId, reading }) => [personId, reading]);
  expect(readings).toMatchObject([
    [ZHANG, { tempC: 36.5 }],
    [personId('201', 2), { tempC: 36.5 }],
  ]);
});
