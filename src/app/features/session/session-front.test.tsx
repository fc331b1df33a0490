// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { AM, openSessions, toldWell } from '../../../../tests/support/in-a-session.tsx';
import type { FactBody } from '../../../domain/fact.ts';
import { oneSessionComesDown } from '../../../../tests/support/feed.ts';
import { BUILDING, readingOf } from '../../../../tests/support/door-facts.ts';
import { CLASS, directoryOf, pupil } from '../../../../tests/support/session-campus.ts';

test('sessions that the office has changed are shown at once', async () => {
  const { app, says, screen } = await openSessions();
  await says('Morning');

  await oneSessionComesDown(app.replica, 'c1');

  await says('Evening');
  expect(screen.text()).not.toContain('Morning');
});

test('all present and normal in one tap, of those alone who are expected, and undone as one', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  await says('Due · hand in by 12:00');

  await screen.tap('All 4 present and normal');

  await kept('session-check', 4);
  expect(recorded('session-check')[0]).toEqual({
    personId: pupil(1),
    session: AM,
    place: { kind: 'class', id: CLASS },
    state: 'present',
    reading: null,
    symptoms: [],
    isIllness: null,
  });
  await says('4 people saved as present');
  await screen.tap(/^Undo/);
  await kept('void', 4);
  await screen.until(() => screen.get('button', 'All 4 present and normal'));
});

test('a zero report is said by a tap, with who and when, and silence never is', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  await says('4 people have not been heard of');
  expect(recorded('session-return')).toEqual([]);
  await screen.tap('All 4 present and normal');
  await kept('session-check', 4);

  await screen.tap('Zero report: nobody is ill');

  await kept('session-return', 1);
  expect(recorded('session-return')[0]).toEqual({
    place: { kind: 'class', id: CLASS },
    session: AM,
    expected: 4,
    present: 4,
    absent: 0,
    abnormal: 0,
    missing: 0,
    isZero: true,
  });
  await says(/Zero report handed in.*10:0\d · you · expected 4, present 4/);
  expect(screen.has('button', 'Zero report: nobody is ill')).toBe(false);
  expect(screen.has('button', /^Undo/)).toBe(false);
  await screen.tap('Hand in again');
  await screen.tap('Hand in (0 abnormal)');
  await kept('session-return', 2);
  await says(/Handed in.*10:0\d · you/);
});

test('an exception is told with value and symptoms; then no zero is offered, and a later one outdates what went up', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  await screen.tap('All 4 present and normal');
  await kept('session-check', 4);
  await screen.tap('Zero report: nobody is ill');
  await says('Zero report handed in');

  await screen.tap(/^韩梅/);
  await screen.type(/^Temperature/, '385');
  await screen.tap('Dry cough');
  await screen.tap('Save');

  await kept('session-check', 5);
  expect(recorded('session-check')[4]).toMatchObject({
    personId: pupil(2),
    state: 'present',
    reading: { tempC: 38.5, site: 'forehead' },
    symptoms: ['dry_cough'],
  });
  await says('Seen by staff: 38.5 °C · Dry cough');
  await screen.tap(/^韩梅/);
  await says('06-0838.5 high');
  await screen.tap('Close');
  await says('What is known now differs');
  expect(screen.has('button', 'Zero report: nobody is ill')).toBe(false);
  await screen.tap('Hand in (1 abnormal)');
  await kept('session-return', 2);
  expect(recorded('session-return')[1]).toMatchObject({ abnormal: 1, isZero: false });
});

test('two digits save nothing, and what is half told survives the app', async () => {
  const session = await openSessions();
  await session.screen.tap(/^韩梅/);
  await session.screen.type(/^Temperature/, '38');
  await session.screen.tap('Save');
  await session.says('Nothing is saved');
  expect(session.recorded('session-check')).toEqual([]);
  await vi.waitFor(async () => {
    const key = `session-check:${session.app.unlocked.accountId}`;
    expect(await session.app.journal.readDraft(key)).toMatchObject({ typed: '38' });
  });

  session.restart();

  await session.screen.until(() =>
    expect(session.screen.get('field', /^Temperature/)).toMatchObject({ value: '38' }),
  );
});

test.each<[string, Partial<FactBody<'self-report'>>, boolean]>([
  ['a symptom', { symptoms: ['rash'] }, false],
  ['to be elsewhere', { whereabouts: 'city_off_campus' }, true],
])(
  'whoever reported %s is not among those whom one tap calls present and normal',
  async (_, told, isZeroPossible) => {
    const { app, screen, kept, says } = await openSessions();
    await app.journal.record({
      by: app.unlocked,
      type: 'self-report',
      body: toldWell(1, told),
      shiftId: null,
    });
    await says('Reported on behalf: ');
    await screen.tap('All 3 present and normal');
    await kept('session-check', 3);
    expect(screen.has('button', 'Zero report: nobody is ill')).toBe(isZeroPossible);
  },
);

test('whoever reported a fever in the session before is not among them either, until staff have measured', async () => {
  const { app, pass, screen, recorded, says, kept } = await openSessions({
    startAt: '2020-06-08T05:00:00.000Z',
  });
  const ofMorning = { personId: pupil(1), session: { day: '2020-06-08', slot: 'am' as const } };
  await app.journal.record({
    by: app.unlocked,
    type: 'self-report',
    body: {
      ...ofMorning,
      reading: null,
      notMeasured: 'not_now',
      symptoms: ['fever'],
      whereabouts: 'on_campus',
      city: null,
      exposure: null,
      onBehalfAs: 'class_head',
      amends: null,
    },
    shiftId: null,
  });
  await screen.tap('All 3 present and normal');
  await kept('session-check', 3);
  expect(recorded('session-check').map(({ personId }) => personId)).not.toContain(pupil(1));

  pass(60_000);
  await app.journal.record({
    by: app.unlocked,
    type: 'session-check',
    body: {
      ...ofMorning,
      place: { kind: 'class', id: CLASS },
      state: 'present',
      reading: readingOf(36.6),
      symptoms: [],
      isIllness: null,
    },
    shiftId: null,
  });

  await says('The other 1 present and normal');
});

test('somebody absent through illness is abnormal', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  await screen.tap(/^李雷/);
  await screen.tap('Absent', 'radio');
  await screen.tap('Ill', 'radio');
  await screen.tap('Save');

  await kept('session-check', 1);
  expect(recorded('session-check')[0]).toMatchObject({ state: 'absent', isIllness: true });
  await says('Hand in (1 abnormal)');
});

test('before the session nobody is missing', async () => {
  const early = await openSessions({ startAt: '2020-06-07T21:30:00.000Z' });
  await early.screen.tap(/Morning 06:00/, 'radio');
  await early.says('Not due yet · return due by');
  await early.screen.tap(/^Missing/, 'link');
  await early.says('The session has not begun');
});

test('after midnight the session that ran last is offered with its day, until the next one begins', async () => {
  const { screen, says } = await openSessions({ startAt: '2020-06-08T19:00:00.000Z' });
  await says('Late · was due by Jun 8 18:00');
  screen.get('radio', 'Afternoon Jun 8 12:00–20:00');
  screen.get('radio', 'Morning 06:00–12:00');
});

test('yesterday’s sessions are handed in until the colleges’ numbers are closed, and no longer', async () => {
  const { screen, recorded, kept, says, pass } = await openSessions({
    startAt: '2020-06-08T23:00:00.000Z',
  });
  await says('Due · hand in by 12:00');

  await screen.tap('Afternoon Jun 8 12:00–20:00', 'radio');
  await says('Late · was due by Jun 8 18:00');
  await screen.tap('Hand in (0 abnormal)');

  await kept('session-return', 1);
  expect(recorded('session-return')[0]).toMatchObject({
    session: { day: '2020-06-08', slot: 'pm' },
    missing: 4,
  });
  screen.get('radio', 'Morning Jun 8 06:00–12:00');
  pass(91 * 60_000);
  await screen.until(() => expect(screen.has('radio', /Jun 8/)).toBe(false));
});

test('after its deadline silence is late', async () => {
  const { screen, says } = await openSessions({ startAt: '2020-06-08T05:00:00.000Z' });
  await says('Due · hand in by 18:00');
  await screen.tap(/Morning 06:00/, 'radio');
  await says('Late · was due by 12:00');
});

test('a building head reads the sessions of the units and records none', async () => {
  const { screen, says } = await openSessions({ role: 'building_head' });
  await says('Due · hand in by 12:00');
  await says('李雷');
  expect(screen.has('button', /present and normal/)).toBe(false);
  expect(screen.has('button', /Zero report/)).toBe(false);
  await screen.tap(/^李雷/);
  await says('This phone holds no temperature of these days');
  expect(screen.has('button', 'Save')).toBe(false);
  await screen.tap(/^Missing/, 'link');
  await screen.until(() => screen.get('button', 'Remind all 4'));
});

test('a building head also finds those whose unit the roster leaves blank', async () => {
  const home = { buildingId: BUILDING, unitId: null, unit: null, room: '305', bed: '1' };
  const body = directoryOf({ id: pupil(9), name: '孙宁', home });
  const { screen, says } = await openSessions({
    role: 'building_head',
    more: [{ kind: 'directory', id: body.id, body }],
  });
  await says('李雷');

  await screen.choose('Class or unit', BUILDING);

  await says('孙宁');
});
