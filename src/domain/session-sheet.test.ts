import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, readingOf } from '../../tests/support/door-facts.ts';
import { instantAt, STORY, type Story } from '../../tests/support/session-drafts.ts';
import { oracle } from '../../tests/support/session-oracle.ts';
import {
  clock,
  memberOf,
  personOf,
  PM,
  selfReport,
  takeBack,
  tellAt,
  windowIn,
} from '../../tests/support/session-facts.ts';
import { checked, f, ONE, reported, rowOf } from '../../tests/support/session-row.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { countsOf, foldSheet } from './session-sheet.ts';

const stateOf = (...of: Parameters<typeof rowOf>) => rowOf(...of).state;

describe('a person of whom nobody says anything', () => {
  it('is not due before the session begins, and missing from then on', () => {
    expect(stateOf([], { now: clock('05:59') })).toBe('not_due');
    expect(stateOf([], { now: clock('06:00') })).toBe('missing');
    expect(stateOf([], { now: clock('40:00') })).toBe('missing');
  });

  it('is away where the register says so since before the session’s end', () => {
    const away = (since: string | null) =>
      memberOf(1, { whereabouts: 'abroad', whereaboutsSince: since && clock(since) });
    expect(stateOf([], { members: [away(null)] })).toBe('away');
    expect(stateOf([], { members: [away('11:00')] })).toBe('away');
    expect(stateOf([], { members: [away('11:01')] })).toBe('missing');
    expect(stateOf([], { members: [away('12:00')], now: clock('30:00') })).toBe('missing');
    expect(stateOf([], { members: [memberOf(1, { whereabouts: 'unreachable' })] })).toBe('missing');
  });
});

describe('a report', () => {
  it('counts for its session only, and is late when the session is over', () => {
    expect(rowOf([reported(1, '11:59')])).toMatchObject({ state: 'reported', isLate: false });
    expect(rowOf([reported(1, '12:00')])).toMatchObject({ state: 'reported', isLate: true });
    expect(stateOf([reported(1, '11:59', { session: PM })])).toBe('missing');
  });

  it('counts for no session that had not begun when it was first told', () => {
    expect(stateOf([reported(1, '05:59')])).toBe('missing');
    expect(stateOf([reported(1, '06:00')])).toBe('reported');
    expect(rowOf([checked(1, '05:59', { state: 'absent', isIllness: true })])).toMatchObject({
      state: 'missing',
      isAbnormal: false,
      check: null,
    });
    expect(stateOf([reported(1, '05:59'), reported(2, '07:00', { amends: f(1) })])).toBe('missing');
  });

  it('is late by its first telling, and judged by its last', () => {
    const first = reported(1, '08:00');
    const later = reported(2, '13:00', { reading: readingOf(38, 'axilla'), amends: f(1) });
    expect(rowOf([later, first])).toMatchObject({ isLate: false, isAbnormal: true });
    expect(rowOf([first, later, takeBack({ id: f(3), at: clock('14:00') }, f(2))])).toMatchObject({
      isAbnormal: false,
    });
    expect(stateOf([first, later, takeBack({ id: f(3), at: clock('14:00') }, f(1))])).toBe(
      'missing',
    );
  });

  it('two people amend differently is contested', () => {
    const facts = [
      reported(1, '08:00'),
      selfReport(
        { id: f(2), at: clock('09:00'), by: idOf('g', 1) },
        { personId: ONE.personId, symptoms: ['rash'], amends: f(1) },
      ),
      selfReport(
        { id: f(3), at: clock('09:00'), by: idOf('g', 2) },
        { personId: ONE.personId, amends: f(1) },
      ),
    ];
    expect(rowOf(facts).isContested).toBe(true);
    expect(rowOf(facts.slice(0, 2)).isContested).toBe(false);
  });

  it.each([
    [{ symptoms: ['dry_cough'] }, true],
    [{ exposure: 'yes' as const }, true],
    [{ exposure: 'unsure' as const }, false],
    [{ reading: readingOf(37.3, 'axilla') }, true],
    [{ reading: readingOf(34.5, 'axilla') }, false],
    [{ reading: null, notMeasured: 'not_now' as const }, false],
  ])('of %j is abnormal: %s', (of, isAbnormal) => {
    expect(rowOf([reported(1, '08:00', of)]).isAbnormal).toBe(isAbnormal);
  });
});

describe('what staff saw', () => {
  it('outweighs report and excuse; the last of several counts', () => {
    const abroad = [memberOf(1, { whereabouts: 'abroad' })];
    expect(stateOf([checked(1, '07:00')], { members: abroad })).toBe('present');
    expect(stateOf([reported(1, '07:00'), checked(2, '06:30', { state: 'absent' })])).toBe(
      'absent',
    );
    const two = [checked(1, '07:00', { state: 'absent', isIllness: true }), checked(2, '08:00')];
    expect(rowOf(two)).toMatchObject({ state: 'present', isAbnormal: false, isContested: false });
    const other = {
      ...checked(3, '09:00', { state: 'absent', isIllness: true }),
      by: idOf('g', 2),
    };
    expect(rowOf([...two, other])).toMatchObject({
      state: 'absent',
      isAbnormal: true,
      isContested: true,
    });
  });
});

describe('an excuse', () => {
  const inHospital = tellAt({ id: f(1), at: clock('09:00') }, 'case-state', {
    caseId: idOf('c', 1),
    personId: ONE.personId,
    state: 'in_hospital',
    note: null,
  });
  const leave = [
    tellAt({ id: f(2), at: clock('05:00') }, 'leave', {
      personId: ONE.personId,
      from: clock('08:00'),
      to: clock('10:00'),
    }),
    tellAt({ id: f(3), at: clock('05:30') }, 'leave-decision', {
      leaveId: f(2),
      isApproved: true,
      note: null,
    }),
  ];

  it('outweighs a report, which is shown beside it', () => {
    const row = rowOf([inHospital, reported(4, '07:00', { symptoms: ['fever'] })]);
    expect(row).toMatchObject({ state: 'in_hospital', isAbnormal: true });
    expect(row.report?.id).toBe(f(4));
  });

  it('counts while it holds, and of a session that is over at its last moment', () => {
    expect(stateOf(leave, { now: clock('07:59') })).toBe('missing');
    expect(stateOf(leave, { now: clock('08:00') })).toBe('on_leave');
    expect(stateOf(leave, { now: clock('10:00') })).toBe('missing');
    expect(stateOf([inHospital], { now: clock('30:00') })).toBe('in_hospital');
    expect(stateOf([{ ...inHospital, correctedAt: clock('12:00') }], { now: clock('30:00') })).toBe(
      'missing',
    );
  });
});

describe('a leave that somebody has gone out on', () => {
  const out = [
    tellAt({ id: f(1), at: clock('05:00') }, 'leave', {
      personId: ONE.personId,
      from: clock('05:00'),
      to: clock('07:00'),
    }),
    tellAt({ id: f(2), at: clock('05:30') }, 'leave-stamp', {
      leaveId: f(1),
      doorId: idOf('d', 1),
      direction: 'out',
    }),
  ];

  it('excuses for half an hour after its end, then says that it is overdue, and a report ends that', () => {
    expect(rowOf(out, { now: clock('07:30') })).toMatchObject({
      state: 'on_leave',
      overdueSince: null,
    });
    expect(rowOf(out, { now: clock('07:31') })).toMatchObject({
      state: 'missing',
      overdueSince: clock('07:00'),
    });
    expect(rowOf([...out, reported(3, '08:00')])).toMatchObject({
      state: 'reported',
      overdueSince: null,
    });
  });
});

describe('against an oracle that reads every draft for every question', () => {
  const sheetOfStory = (
    { zone, now, session, members, facts }: Story,
    kind: 'class' | 'unit' = 'class',
  ) =>
    foldSheet(facts, {
      window: windowIn(session, zone),
      kind,
      now: instantAt(zone, now),
      members,
      policy: DEFAULT_POLICY,
    });

  it('every person stands as it says, over leaves, cases, whereabouts, zones, days and late facts', () => {
    fc.assert(
      fc.property(STORY, (story) => {
        for (const kind of ['class', 'unit'] as const) {
          const { rows } = sheetOfStory(story, kind);
          expect(
            rows.map(({ state, isLate, isAbnormal }) => ({ state, isLate, isAbnormal })),
          ).toEqual(story.members.map((_, who) => oracle(story, who, kind)));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('the numbers are those of its people, and everybody expected is counted once', () => {
    fc.assert(
      fc.property(STORY, (story) => {
        const said = story.members.map((_, who) => oracle(story, who));
        const { counts } = sheetOfStory(story);
        const many = (...states: string[]) =>
          said.filter(({ state }) => states.includes(state)).length;
        expect(counts).toEqual({
          expected: said.length - many('in_hospital', 'on_leave', 'away'),
          present: many('present', 'reported'),
          absent: many('absent'),
          missing: many('missing'),
          notDue: many('not_due'),
          excused: many('in_hospital', 'on_leave', 'away'),
          abnormal: said.filter(({ isAbnormal }) => isAbnormal).length,
          late: said.filter(({ isLate }) => isLate).length,
        });
        expect(counts.expected).toBe(
          counts.present + counts.absent + counts.missing + counts.notDue,
        );
      }),
      { numRuns: 300 },
    );
  });
});

it('nobody on a roll is nothing to count', () => {
  expect(Object.values(countsOf([])).every((count) => count === 0)).toBe(true);
  expect(personOf(1)).toBe(ONE.personId);
});
