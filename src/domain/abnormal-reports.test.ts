import { expect, test } from 'vitest';
import { checkFact, factOf, idOf, momentAt, readingOf } from '../../tests/support/door-facts.ts';
import { abnormalReports, createStaffSightings } from './abnormal-reports.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { FactBody } from './fact.ts';
import type { Fact } from './operation.ts';
import { foldSessions } from './session-log.ts';

const [ZHANG, LIU] = [idOf('r', 1), idOf('r', 2)];

const report = (id: number, at: number, fields: Partial<FactBody<'self-report'>> = {}) =>
  factOf({ id: idOf('q', id), at }, 'self-report', {
    personId: ZHANG,
    session: { day: '2026-03-02', slot: 'pm' },
    reading: readingOf(36.5, 'axilla'),
    notMeasured: null,
    symptoms: [],
    whereabouts: 'on_campus',
    city: null,
    exposure: null,
    onBehalfAs: null,
    amends: null,
    ...fields,
  });
const high = { reading: readingOf(38.1, 'axilla') };

const check = (id: number, at: number, fields: Partial<FactBody<'session-check'>> = {}) =>
  factOf({ id: idOf('s', id), at }, 'session-check', {
    personId: ZHANG,
    session: { day: '2026-03-02', slot: 'pm' },
    place: { kind: 'class', id: idOf('k', 1) },
    state: 'present',
    reading: null,
    symptoms: [],
    isIllness: null,
    ...fields,
  });

function listOf(...facts: Fact[]) {
  const sightings = createStaffSightings();
  sightings.add(facts);
  return abnormalReports(
    { sessions: foldSessions(facts), sightings },
    { now: momentAt(3600), zone: 'Asia/Shanghai', policy: DEFAULT_POLICY },
  ).map(({ personId, seenAt }) => [personId, seenAt]);
}

test('a high temperature, a symptom or a contact is abnormal; too low, or not measured, is not', () => {
  expect(listOf(report(1, 0, high))).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, 0, { symptoms: ['rash'] }))).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, 0, { exposure: 'yes' }))).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, 0, { reading: readingOf(34.1, 'axilla') }))).toEqual([]);
  expect(listOf(report(1, 0, { reading: null, notMeasured: 'not_now' }))).toEqual([]);
});

test('a correction takes its place', () => {
  expect(listOf(report(1, 0, high), report(2, 5, { amends: idOf('q', 1) }))).toEqual([]);
});

test('of another day it stands while it is open, for 48 hours from when it was told', () => {
  const ofYesterday = { ...high, session: { day: '2026-03-01', slot: 'pm' as const } };
  const measured = checkFact({ id: idOf('c', 1), at: 60, personId: ZHANG });
  const hours = (count: number) => 3600 - count * 3600;

  expect(listOf(report(1, 0, ofYesterday))).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, hours(48), ofYesterday))).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, hours(48) - 1, ofYesterday))).toEqual([]);
  expect(listOf(report(1, 0, ofYesterday), measured)).toEqual([]);
  expect(listOf(report(1, 0, high), report(2, 100, ofYesterday), measured)).toEqual([
    [ZHANG, null],
  ]);
});

test('who is called present has been seen by nobody, unless with a reading', () => {
  expect(listOf(report(1, 0, high), check(1, 60))).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, 0, high), check(1, 60, { reading: readingOf(36.6, 'ear') }))).toEqual([
    [ZHANG, momentAt(60)],
  ]);
});

test('a fever that staff found stands open until it is measured again or the person is reached', () => {
  const found = check(1, 0, high);
  const again = check(2, 60, { reading: readingOf(36.6, 'ear') });
  const talk = factOf({ id: idOf('t', 1), at: 90 }, 'contact-log', {
    personId: ZHANG,
    channel: 'in_person',
    isReached: true,
    health: null,
    note: null,
    nextOn: null,
  });

  expect(listOf(found)).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, -60, high), found)).toEqual([[ZHANG, null]]);
  expect(listOf(check(1, 0, { symptoms: ['rash'] }))).toEqual([[ZHANG, null]]);
  expect(listOf(found, check(3, 30))).toEqual([[ZHANG, null]]);
  expect(listOf(found, { ...again, by: idOf('g', 2) })).toEqual([[ZHANG, momentAt(60)]]);
  expect(listOf(found, talk)).toEqual([[ZHANG, momentAt(90)]]);
  expect(listOf(check(1, 0, { state: 'absent', isIllness: true }))).toEqual([]);
});

test('what somebody else tells afterwards takes no fever off the list; who told it may', () => {
  const normal = report(2, 60, { onBehalfAs: 'room_head' });

  expect(listOf(report(1, 0, high), { ...normal, by: idOf('g', 2) })).toEqual([[ZHANG, null]]);
  expect(listOf(report(1, 0, high), report(2, 60))).toEqual([]);
});

test('whom staff have measured since comes after whom nobody has', () => {
  const measured = checkFact({ id: idOf('c', 1), at: 60, personId: ZHANG });

  expect(listOf(report(1, 0, high), report(2, 10, { ...high, personId: LIU }), measured)).toEqual([
    [LIU, null],
    [ZHANG, momentAt(60)],
  ]);
});

test('a check of before, without a reading, or taken back looks after nobody', () => {
  const before = checkFact({ id: idOf('c', 1), at: -60, personId: ZHANG });
  const out = checkFact({ id: idOf('c', 2), at: 60, personId: ZHANG, reading: null });
  const taken = checkFact({ id: idOf('c', 3), at: 70, personId: ZHANG });
  const back = factOf({ id: idOf('q', 9), at: 80 }, 'void', {
    voids: taken.id,
    doorId: null,
    reason: 'wrong-person',
  });

  expect(listOf(report(1, 0, high), before, out, taken, back)).toEqual([[ZHANG, null]]);
});
