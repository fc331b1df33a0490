// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type {
  RollCounts,
  RollStanding,
  SessionRolls,
  TemperaturesReply,
} from '../../../protocol/office-rollup.ts';
import {
  answerSignedIn,
  idOf,
  ME,
  openDesk,
  startFakeServer,
  type FakeServer,
} from './office-desk.test.support.tsx';

const counts: RollCounts = {
  expected: 30,
  present: 17,
  absent: 1,
  abnormal: 0,
  missing: 12,
  notDue: 0,
  late: 2,
  excused: 3,
};
const silent: RollStanding = {
  state: 'late',
  sent: null,
  returns: 0,
  isLate: false,
  isOutdated: false,
  isContested: false,
};
const zero: RollStanding = {
  ...silent,
  state: 'zero',
  sent: {
    at: '2026-11-20T02:00:00.000Z',
    by: { id: idOf(60), name: '林秋实' },
    expected: 30,
    present: 30,
    absent: 0,
    abnormal: 0,
    missing: 0,
    isZero: true,
  },
  returns: 1,
  isLate: true,
  isOutdated: true,
};
const states = { late: 1, due: 0, reported: 0, zero: 1, not_due: 0, not_required: 0 };
const [FIRST, SECOND] = [idOf(51), idOf(52)];
const ROLLS: SessionRolls = {
  session: {
    day: '2026-11-20',
    slot: 'am',
    from: '2026-11-19T22:00:00.000Z',
    to: '2026-11-20T04:00:00.000Z',
    deadline: '2026-11-20T04:00:00.000Z',
  },
  slots: ['am', 'pm'],
  at: '2026-11-20T04:00:00.000Z',
  by: 'class',
  counts,
  states,
  unplaced: 4,
  groups: [
    {
      id: '土木学院',
      name: '土木学院',
      counts,
      states,
      standing: { ...silent, state: 'due' },
      places: [
        { place: { kind: 'class', id: FIRST, name: '土木一班' }, counts, standing: zero },
        { place: { kind: 'class', id: SECOND, name: '土木二班' }, counts, standing: silent },
      ],
    },
  ],
};
const MISSING = {
  session: ROLLS.session,
  place: { kind: 'class' as const, id: SECOND, name: '土木二班', groupName: '土木学院' },
  counts,
  silent: 9,
  silentSince: new Date(Date.now() - 3 * 3_600_000).toISOString(),
  phoneless: 1,
  rooms: [
    { room: '305', count: 2 },
    { room: null, count: 1 },
  ],
  people: [
    {
      personId: idOf(71),
      name: '白*',
      room: '305',
      heardAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
      isSilent: true,
      remindedAt: '2026-11-20T03:00:00.000Z',
    },
    {
      personId: idOf(72),
      name: '谷*',
      room: null,
      heardAt: null,
      isSilent: false,
      remindedAt: null,
    },
  ],
};

const NONE = { measured: 0, high: 0, highestC: null, gaps: 0 };
const TEMPERATURES: TemperaturesReply = {
  day: '2026-11-20',
  people: 33,
  notMeasured: 21,
  high: 2,
  sources: {
    door: { measured: 8, high: 1, highestC: 38.2, gaps: 0 },
    room: NONE,
    session: NONE,
    self: { measured: 9, high: 1, highestC: 37.9, gaps: 1 },
  },
  disagreeDeltaC: 0.8,
};

function openSessions(rolls = ROLLS): { server: FakeServer; desk: ReturnType<typeof openDesk> } {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('sessionRolls', rolls);
  server.answers('sessionMissing', MISSING);
  server.answers('sessionTemperatures', TEMPERATURES);
  return { server, desk: openDesk('/office/sessions', server) };
}

test('a session is rolled up to colleges, and says which classes nobody has handed in for', async () => {
  const { desk } = openSessions();
  await desk.sees('土木学院');

  const text = desk.text();
  expect(text).toContain('2026-11-20, Morning: 06:00–12:00. Returns are due by 12:00.');
  expect(text).toContain('4 people of the roster are on none of these rolls.');
  expect(text).toContain('Returns late 1 zero report 1');
  expect(text).toMatch(/1 return is late\..*土木二班/);
  expect(text).not.toContain('土木一班');
  const csv = desk.get('link', /CSV/).getAttribute('href');
  expect(csv).toBe('/api/v1/session-rolls.csv?day=2026-11-20&slot=am&by=class&lang=en');
});

test('another day is asked for without the session that was looked at, which it may not have', async () => {
  const { desk, server } = openSessions();
  server.answers('sessionRolls', ({ path }) => {
    const slot = path.includes('slot=evening') ? 'evening' : 'am';
    return { ...ROLLS, slots: ['am', 'evening'], session: { ...ROLLS.session, slot } };
  });
  await desk.sees('土木学院');
  const session = () => desk.get('field', /^Session/) as HTMLSelectElement;
  await desk.type(/^Session/, 'evening');
  await vi.waitFor(() => expect(session().value).toBe('evening'));

  await desk.type(/^Day/, '2026-11-18');

  await vi.waitFor(() => expect(session().value).toBe('am'));
  expect(server.asked.at(-1)?.path).toBe('/api/v1/session-rolls?day=2026-11-18');
});

test('a college opens its classes, with who handed in what and what is wrong with it', async () => {
  const { desk } = openSessions();
  await desk.tap('Open 土木学院');
  await desk.sees('土木一班');

  expect(desk.text()).toMatch(
    /zero report.*came late.*numbers have changed.*林秋实, 2026-11-20 10:00/,
  );
  expect(desk.text()).toMatch(/土木二班.*nobody yet/);
  await desk.tap('Back to all');
  await desk.sees('Not handed in');
});

test('a missing list names rooms and silent phones, and hands on numbers and rooms alone', async () => {
  const { desk, server } = openSessions();
  await desk.tap('Who is missing: 土木二班');
  await desk.sees('2 missing');

  const text = desk.text();
  expect(text).toContain('9 of them have phones last heard 3 hours ago or earlier');
  expect(text).toMatch(/白\*.*305.*silent, last heard 3 hours ago.*11:00/);
  expect(text).toMatch(/谷\*.*no room.*none heard.*not yet/);
  expect(text).toContain(
    '土木学院 · 土木二班, 2026-11-20 Morning: expected 30, present 17, missing 2. Missing by room: 305 (2), no room (1)',
  );
  const asked = server.asked.map(({ path }) => path);
  expect(asked.join(' ')).toContain(`missing?kind=class&id=${SECOND}&day=2026-11-20&slot=am`);
});

test('a roll without anybody is said to be empty, and not that nobody is missing', async () => {
  const { desk, server } = openSessions();
  const nobody = { ...counts, expected: 0, present: 0, absent: 0, missing: 0, late: 0 };
  server.answers('sessionMissing', { ...MISSING, counts: { ...nobody, excused: 0 }, people: [] });
  await desk.tap('Who is missing: 土木二班');
  await desk.sees('Nobody is on this roll');
  expect(desk.text()).not.toContain('Nobody is missing');

  await desk.tap('Back to all');
  server.answers('sessionMissing', { ...MISSING, counts: nobody, people: [] });
  await desk.tap('Who is missing: 土木二班');
  await desk.sees(/Nobody is missing.*3 people are excused/);
});

test('beside it stands how many of the class were measured that day, by whom, and how high', async () => {
  const { desk, server } = openSessions();
  await desk.tap('Who is missing: 土木二班');
  await desk.sees('33 on the roll, 21 not measured, 2 high');

  expect(desk.text()).toMatch(/Temperatures of 2026-11-20.*Door8138\.2 °C0Room00–0/);
  expect(desk.text()).toContain('differs by more than 0.8 °C');
  const asked = server.asked.map(({ path }) => path);
  expect(asked.join(' ')).toContain(`temperatures?kind=class&id=${SECOND}&day=2026-11-20`);
});

test('a college’s numbers are handed in as they are shown, a zero report by a button of its own', async () => {
  const { server, desk } = openSessions();
  const post = { kind: 'campus' } as const;
  const from = '2026-01-01T00:00:00.000Z';
  const right = { id: idOf(80), accountId: ME.account.id, role: 'office_admin', post } as const;
  server.answers('me', { ...ME, assignments: [{ ...right, from, to: null }] });
  server.refuses('handInCollege', 'conflict', { why: 'numbers-changed' });
  await desk.tap('Hand in for 土木学院');
  await desk.sees('1 class has not handed in yet.');
  await desk.tap('Zero report: nobody is ill');
  await desk.sees('The numbers have changed meanwhile.');
  server.answers('handInCollege', { ok: true });
  await desk.tap('Zero report: nobody is ill');
  await vi.waitFor(() => expect(desk.text()).not.toContain('go upward'));

  expect(server.lastBody('handInCollege')).toMatchObject({
    college: '土木学院',
    day: '2026-11-20',
    slot: 'am',
    expected: 30,
    missing: 12,
    isZero: true,
  });
});

test('whoever only reads is offered no return, and an empty campus says what to do', async () => {
  const { desk } = openSessions();
  await desk.sees('土木学院');
  expect(() => desk.get('button', /^Hand in/)).toThrow('no button');

  const empty = openSessions({ ...ROLLS, groups: [] });
  await empty.desk.sees('Import the roster first');
});
