import { foldCaseStates, inHospital } from './case-log.ts';
import { reportRulesOf } from './default-report.ts';
import { healthWords, isAbnormalWord, isHealthContested, type HealthWord } from './health-words.ts';
import type { Id, Instant } from './id.ts';
import { foldLeaves, leaveAt, overdueLeaveAt, type LeaveLog } from './leave-log.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import { isLateIn, type SessionWindow } from './report-session.ts';
import { foldSessions, type CheckEntry, type ReportEntry, type SessionLog } from './session-log.ts';
import { whereaboutsAt, type Registered } from './whereabouts-at.ts';

/** Somebody on the roll of a class or unit, with where the register says that the person is. */
export interface Member extends Registered {
  personId: Id;
  /** The room's number, as the directory has it. */
  room: string | null;
}

/** Why nobody waits for a person. */
export type Excuse = 'in_hospital' | 'on_leave' | 'away';

/**
 * How a person stands in a session. `present`, `absent`: somebody looked. `reported`: told by the person, or for
 * them; alone it proves little. `missing`: expected, the session has begun, and nobody has said anything.
 */
export type SheetState = 'present' | 'absent' | 'reported' | Excuse | 'not_due' | 'missing';

export interface SheetRow<Of extends Member = Member> {
  member: Of;
  state: SheetState;
  /** The first word on this person came when the session was over. */
  isLate: boolean;
  /** By the last word of anybody: high, with symptoms, with contact to somebody ill, or absent through illness. */
  isAbnormal: boolean;
  /** The last report, whoever told it; also of somebody who is excused. */
  report: ReportEntry | null;
  /** What was seen last by who answers for this kind of place. */
  check: CheckEntry | null;
  /** What each teller last said of the person's health, in whatever place. */
  words: readonly HealthWord[];
  /** Of somebody missing: when the leave ended from which they are not back. */
  overdueSince: Instant | null;
  /**
   * Two checks contradict each other, one teller calls the person ill and another one does not, or two people amended
   * one report differently: a person must decide.
   */
  isContested: boolean;
}

/** `expected` = `present` + `absent` + `missing` + `notDue`; whoever reported counts as present. */
export interface SheetCounts {
  expected: number;
  present: number;
  absent: number;
  /** Of everybody, also of those who are excused. */
  abnormal: number;
  missing: number;
  notDue: number;
  late: number;
  excused: number;
}

export interface SessionSheet<Of extends Member = Member> {
  window: SessionWindow;
  /** The moment for which leave, hospital and whereabouts are judged: now, or the session's last. */
  at: Instant;
  rows: readonly SheetRow<Of>[];
  counts: SheetCounts;
}

export interface SheetQuestion<Of extends Member = Member> {
  window: SessionWindow;
  /** Of whose roll: somebody in bed is there for the unit, and absent for the class. */
  kind: CheckEntry['body']['place']['kind'];
  now: Instant;
  members: readonly Of[];
  policy: PolicyPack;
}

/**
 * How everybody on a roll stands in a session, from facts in any order, given once or twice. What was seen for this
 * kind of place outweighs every excuse, and an excuse outweighs what the person reports; a leave, a case or an address
 * counts from when it was told on, and no later one changes a session that is over.
 */
export function foldSheet<Of extends Member>(
  facts: readonly Fact[],
  question: SheetQuestion<Of>,
): SessionSheet<Of> {
  return sheetOf(foldSessions(facts), facts, question);
}

/** The same with the log of the sessions at hand: the facts need then be of leave and cases only. */
export function sheetOf<Of extends Member>(
  log: SessionLog,
  facts: readonly Fact[],
  { window, kind, now, members, policy }: SheetQuestion<Of>,
): SessionSheet<Of> {
  const last = new Date(Date.parse(window.to) - 1).toISOString();
  const at = now < last ? now : last;
  const known = facts.filter(({ correctedAt }) => correctedAt <= at);
  const leaves = foldLeaves(known);
  const hospital = inHospital(foldCaseStates(known), at);
  const rows = members.map((member): SheetRow<Of> => {
    const { personId } = member;
    const reports = log.reportsOf(personId, window);
    const checks = log.checksOf(personId, window);
    const looks = checks.filter(({ body }) => body.place.kind === kind);
    const words = healthWords(reports, checks);
    const report = reports.at(-1) ?? null;
    const check = looks.at(-1) ?? null;
    const elsewhere = checks.filter(({ body }) => body.place.kind !== kind).at(-1);
    const isToldOf = report !== null || elsewhere?.body.state === 'present';
    const excuse = excuseOf(member, { at, policy, leaves, hospital });
    const state = stateOf({ check, excuse, isToldOf, hasBegun: window.from <= now });
    const first = [...reports, ...checks].map((one) => one.at).sort()[0];
    return {
      member,
      state,
      isLate: first !== undefined && isLateIn(window, first),
      isAbnormal: words.some((word) => isAbnormalWord(word, policy)),
      report,
      check,
      words,
      overdueSince:
        state === 'missing' ? (overdueLeaveAt(leaves, personId, at)?.leave.to ?? null) : null,
      isContested:
        reports.some(({ isContested }) => isContested) ||
        new Set(lastStates(looks)).size > 1 ||
        isHealthContested(words, policy),
    };
  });
  return { window, at, rows, counts: countsOf(rows) };
}

export function countsOf(rows: readonly Pick<SheetRow, 'state' | 'isAbnormal' | 'isLate'>[]) {
  const counts: SheetCounts = {
    expected: 0,
    present: 0,
    absent: 0,
    abnormal: 0,
    missing: 0,
    notDue: 0,
    late: 0,
    excused: 0,
  };
  for (const { state, isAbnormal, isLate } of rows) {
    const key = COUNTED[state];
    counts[key] += 1;
    if (key !== 'excused') counts.expected += 1;
    if (isAbnormal) counts.abnormal += 1;
    if (isLate) counts.late += 1;
  }
  return counts;
}

const COUNTED = {
  present: 'present',
  reported: 'present',
  absent: 'absent',
  missing: 'missing',
  not_due: 'notDue',
  in_hospital: 'excused',
  on_leave: 'excused',
  away: 'excused',
} as const satisfies Record<SheetState, keyof SheetCounts>;

/** Of several places together. */
export function addSheetCounts(all: Iterable<SheetCounts>): SheetCounts {
  const sum = countsOf([]);
  for (const counts of all)
    for (const key of Object.keys(sum) as (keyof SheetCounts)[]) sum[key] += counts[key];
  return sum;
}

function stateOf(of: {
  check: CheckEntry | null;
  excuse: Excuse | null;
  /** By a report, or by who saw the person in the other kind of place. */
  isToldOf: boolean;
  hasBegun: boolean;
}): SheetState {
  if (of.check !== null) return of.check.body.state;
  if (of.excuse !== null) return of.excuse;
  if (of.isToldOf) return 'reported';
  return of.hasBegun ? 'missing' : 'not_due';
}

function excuseOf(
  member: Member,
  of: { at: Instant; policy: PolicyPack; leaves: LeaveLog; hospital: ReadonlyMap<Id, Instant> },
): Excuse | null {
  const { personId } = member;
  if (of.hospital.has(personId)) return 'in_hospital';
  if (leaveAt(of.leaves, personId, of.at) !== null) return 'on_leave';
  const where = whereaboutsAt(member, of.at);
  return where !== null && reportRulesOf(of.policy).away.includes(where) ? 'away' : null;
}

/** The last word of each who looked: one's own second thoughts are no contradiction. */
function lastStates(checks: readonly CheckEntry[]): string[] {
  return [...new Map(checks.map(({ by, body }) => [by, body.state])).values()];
}
