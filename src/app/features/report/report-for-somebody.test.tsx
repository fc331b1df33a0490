// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT, reportBody } from '../../../../tests/support/at-the-report.tsx';
import { BUILDING, idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { OTHER_UNIT, personId, roomId, UNIT } from '../../../../tests/support/unit-campus.ts';
import { ReportCount } from './report-count.tsx';
import { showScreen, type SomeDocument } from '../../../../tests/support/show-screen.tsx';
import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';

const LIU = personId('201', 2);
const NOON = '2020-06-08T05:00:00.000Z';

/** Somebody in room 201 of one of the building's units. */
function directoryOf(of: { id: Id; name: string; unitId: Id }): SomeDocument {
  const { id, name, unitId } = of;
  const body: Directory = {
    id,
    kind: 'student',
    number: '20209999',
    name,
    passportName: null,
    gender: null,
    college: null,
    grade: null,
    className: null,
    classId: null,
    category: null,
    home: { buildingId: BUILDING, unitId, unit: '2', room: '201', bed: '1' },
    keys: [],
  };
  return { kind: 'directory', id, body };
}

test('a unit keeper reports for somebody of the unit, marked so and without an answer filled in', async () => {
  const { screen, ...report } = await atTheReport({ role: 'unit_keeper', startAt: NOON });

  await screen.type('Name, number or room', '刘敏');
  await screen.tap(/^刘敏/);
  expect(screen.text()).toContain('刘敏: Afternoon, Mon, Jun 8');
  await report.type('372');
  await screen.tap('None of these');
  expect(screen.text()).toContain('Where is 刘敏 now?');
  await screen.tap('Cannot be reached');
  expect(screen.text()).toContain('Tell the person that you are recording this');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')).toEqual([
    reportBody(LIU, {
      session: { day: '2020-06-08', slot: 'pm' },
      reading: { ...readingOf(37.2, 'axilla') },
      whereabouts: 'unreachable',
      onBehalfAs: 'unit_keeper',
    }),
  ]);
  await screen.until(() => expect(screen.text()).toContain('Reported by you today'));
});

test('who lives in the unit that they keep does not find themselves', async () => {
  const { screen } = await atTheReport({
    role: 'unit_keeper',
    startAt: NOON,
    documents: ({ personId: me }) => [directoryOf({ id: me, name: '钱进', unitId: UNIT })],
  });

  await screen.type('Name, number or room', '钱进');

  await screen.until(() => expect(screen.text()).toContain('Nobody found among those'));
});

test('nobody of another unit is found', async () => {
  const { screen } = await atTheReport({
    role: 'unit_keeper',
    startAt: NOON,
    documents: [directoryOf({ id: idOf('r', 99), name: '钱进', unitId: OTHER_UNIT })],
  });

  await screen.type('Name, number or room', '钱进');

  await screen.until(() => expect(screen.text()).toContain('Nobody found among those'));
});

test('a keeper at the door finds everybody of the building, and sees no list of what others report', async () => {
  const { screen } = await atTheReport({ role: 'keeper', startAt: NOON });

  await screen.type('Name, number or room', '吴昊');

  await screen.until(() => screen.get('button', /^吴昊/));
  expect(screen.text()).not.toContain('Abnormal reports');
});

test('a keeper at the door learns whether somebody has reported this session, and no value', async () => {
  const reported = (number: number, slot: 'am' | 'pm') => ({
    kind: 'mark' as const,
    id: idOf('k', number),
    body: {
      about: 'reported' as const,
      personId: personId('201', number),
      sessions: [{ day: '2020-06-08', slot }],
    },
  });
  const { screen, ...report } = await atTheReport({
    role: 'guard',
    startAt: NOON,
    documents: [reported(1, 'pm'), reported(2, 'am')],
  });

  await screen.type('Name, number or room', '201');

  await screen.until(() => screen.get('button', /^刘敏.*not yet, as far as this phone knows$/));
  screen.get('button', /Reported this session: yes$/);
  await screen.tap(/^刘敏/);
  await report.type('372');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await report.kept('self-report', 1);
  await screen.type('Name, number or room', '刘敏');
  await screen.until(() => screen.get('button', /^刘敏.*Reported this session: yes$/));
});

test('a unit keeper, who reads the reports, is told no mark beside them', async () => {
  const { screen } = await atTheReport({ role: 'unit_keeper', startAt: NOON });

  await screen.type('Name, number or room', '刘敏');

  await screen.until(() => screen.get('button', /^刘敏/));
  expect(screen.text()).not.toContain('Reported this session');
});

test('a room head reports for somebody of the own room, whose names the server tells', async () => {
  const { screen, ...report } = await atTheReport({
    role: 'room_head',
    startAt: NOON,
    facts: ({ personId: me }) => [CONSENT(me)],
    documents: ({ personId: me }) => [
      {
        kind: 'mark',
        id: idOf('k', 1),
        body: { about: 'room-mates', personId: me, mates: [{ personId: LIU, name: '刘敏' }] },
      },
    ],
  });

  await screen.tap('Report for somebody', 'link');
  await screen.tap('刘敏');
  await report.type('365');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')[0]).toMatchObject({
    personId: LIU,
    onBehalfAs: 'room_head',
  });
  await screen.until(() => expect(screen.text()).toMatch(/Reported by you today ?刘敏/));
});

test('an abnormal report is counted until staff have measured the person', async () => {
  const report = await atTheReport({
    role: 'unit_keeper',
    startAt: NOON,
    facts: () => [
      {
        id: idOf('q', 1),
        at: '2020-06-08T00:10:00.000Z',
        type: 'self-report',
        body: reportBody(LIU, { symptoms: ['fever'] }),
        by: idOf('g', 2),
      },
    ],
  });
  const { screen } = report;
  await screen.until(() => expect(screen.text()).toContain('刘敏 · 1-201'));
  expect(screen.text()).toContain('Nobody has measured or reached this person since');
  const bar = showScreen(report.app, <ReportCount />);
  await bar.until(() => expect(bar.text()).toContain('1 abnormal report'));

  await report.comeDown([
    {
      id: idOf('q', 2),
      at: '2020-06-08T00:40:00.000Z',
      type: 'second-check',
      body: {
        visitId: idOf('v', 1),
        roomId: roomId('201'),
        personId: LIU,
        reading: readingOf(36.4),
        repeats: null,
      },
      by: idOf('g', 1),
    },
  ]);

  await screen.until(() => expect(screen.text()).toContain('Followed up at 08:40'));
  await bar.until(() => expect(bar.text()).toBe(''));
});
