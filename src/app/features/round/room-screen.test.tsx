// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { buildPage, buildChanges } from '../../../../tests/support/feed.ts';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { checkFact, factOf, idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { secondCheckFact } from '../../../../tests/support/room-facts.ts';
import { personId, roomId, UNIT } from '../../../../tests/support/unit-campus.ts';
import type { Fact } from '../../../domain/operation.ts';

const ZHANG = personId('201', 1);
const LATE = '2020-06-08T05:00:00.000Z';

/** In room 201; `facts` have come down, of 13:00 on the campus's day. */
async function inRoom(...facts: Fact[]) {
  const unit = await inTheUnit();
  await unit.startRound();
  if (facts.length > 0) {
    const entries = facts.map((fact, place) => ({
      kind: 'fact' as const,
      seq: place + 1,
      sha: fact.id,
      fact: { ...fact, at: LATE, correctedAt: LATE, receivedAt: LATE },
    }));
    await unit.app.replica.apply({
      cursorUsed: 'c1',
      changes: buildChanges('c2', [buildPage(`unit:${UNIT}/health`, entries)]),
    });
    // What has come down is there at once in an app that is opened with it.
    unit.restart();
  }
  await unit.enter('201');
  return unit;
}

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
  expect(saved()).toContain('High张伟: 37.9 °C saved');

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

const leaveFacts = (personId: string, decision: object | null = { isApproved: true }) => {
  const leave = {
    personId,
    kind: 'personal',
    from: '2020-06-07T00:00:00.000Z',
    to: '2020-06-10T10:00:00.000Z',
    reason: 'home',
    destination: null,
    route: null,
    transport: null,
  };
  const asked = factOf({ id: idOf('l', 1), at: 0 }, 'leave', leave);
  if (decision === null) return [asked];
  const body = { leaveId: asked.id, note: null, ...decision };
  return [asked, factOf({ id: idOf('l', 2), at: 1 }, 'leave-decision', body)];
};

test('the one tap records whoever is on approved leave as away, and says so before', async () => {
  const unit = await inRoom(...leaveFacts(ZHANG));
  expect(unit.screen.text()).toContain('Away on approved leave until Jun 10 18:00');
  await unit.screen.tap('3 present, 1 away on leave');
  await unit.kept('presence', 4);
  expect(unit.bodiesOf('presence').find((body) => body['personId'] === ZHANG)).toMatchObject({
    state: 'on_leave',
  });
  expect(states(unit).filter((state) => state === 'present')).toHaveLength(3);
  expect(unit.screen.text()).toContain('Room 201: 3 present, 1 on leave. Saved');
});

test('leave that nobody has approved keeps nobody from being present', async () => {
  const asking = await inRoom(...leaveFacts(ZHANG, null));
  asking.screen.get('button', 'All present, no complaint');
});

test('whom the keeper sees is present, whatever leave says', async () => {
  const seen = await inRoom(...leaveFacts(ZHANG));
  const [present] = seen.screen.page.querySelectorAll<HTMLElement>(
    '[aria-label="Where 张伟 is"] button',
  );
  present!.click();
  await seen.kept('presence', 1);
  await seen.screen.tap('The other 3 are present');
  await seen.kept('presence', 4);
  expect(states(seen)).toEqual(['present', 'present', 'present', 'present']);
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

test('somebody in hospital is left out by the one tap, and the room is done without them', async () => {
  const unit = await inRoom(
    factOf({ id: idOf('x', 1), at: 0 }, 'case-state', {
      caseId: idOf('c', 1),
      personId: ZHANG,
      state: 'in_hospital',
      note: null,
    }),
  );
  expect(unit.screen.text()).toContain(
    'In hospital since 13:00. The one tap for the room leaves this person out.',
  );
  await unit.screen.tap('The other 3 are present');
  await unit.kept('presence', 3);
  expect(unit.bodiesOf('presence').map((body) => body['personId'])).not.toContain(ZHANG);
  await unit.toList();
  expect(unit.screen.text()).toContain('1 of 4 rooms');
});
