import { readFact, type FactType } from './fact.ts';
import { inFactOrder } from './fact-order.ts';
import type { Id, Instant } from './id.ts';
import type { Leave, LeaveClose, LeaveDecision, LeaveStamp } from './leave.ts';
import type { Fact } from './operation.ts';

/** The kinds of fact that leaves are folded from. */
export const LEAVE_TYPES: readonly FactType[] = [
  'leave',
  'leave-decision',
  'leave-stamp',
  'leave-close',
];

export type LeaveState = 'applied' | 'approved' | 'refused' | 'out' | 'in' | 'closed';

/** A fact of one kind with its body. */
interface Told<Body> {
  fact: Fact;
  body: Body;
}

/** One leave as it stands. Lists are in the order of corrected time, then id. */
export interface LeaveEntry {
  /** The id of the fact that asked for it. */
  id: Id;
  personId: Id;
  at: Instant;
  leave: Leave;
  state: LeaveState;
  decisions: readonly Told<LeaveDecision>[];
  stamps: readonly Told<LeaveStamp>[];
  closings: readonly Told<LeaveClose>[];
  /** Two people decided differently: the later decision is in force until a person settles it. */
  isContested: boolean;
}

export interface LeaveLog {
  readonly entries: readonly LeaveEntry[];
  entry: (id: Id) => LeaveEntry | null;
  entriesOf: (personId: Id) => readonly LeaveEntry[];
}

/** Leaves from facts in any order, given once or twice. What is about a leave that is not here waits for it. */
export function foldLeaves(facts: readonly Fact[]): LeaveLog {
  const asked: Told<Leave>[] = [];
  const decisions = new Map<Id, Told<LeaveDecision>[]>();
  const stamps = new Map<Id, Told<LeaveStamp>[]>();
  const closings = new Map<Id, Told<LeaveClose>[]>();
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    if (read?.type === 'leave') asked.push({ fact, body: read.body });
    if (read?.type === 'leave-decision') append(decisions, { fact, body: read.body });
    if (read?.type === 'leave-stamp') append(stamps, { fact, body: read.body });
    if (read?.type === 'leave-close') append(closings, { fact, body: read.body });
  }
  const entries = asked.map(({ fact, body }) =>
    entryOf(fact, body, {
      decisions: decisions.get(fact.id) ?? [],
      stamps: stamps.get(fact.id) ?? [],
      closings: closings.get(fact.id) ?? [],
    }),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byPerson = new Map<Id, LeaveEntry[]>();
  for (const entry of entries)
    byPerson.set(entry.personId, [...(byPerson.get(entry.personId) ?? []), entry]);
  return {
    entries,
    entry: (id) => byId.get(id) ?? null,
    entriesOf: (personId) => byPerson.get(personId) ?? [],
  };
}

/** So long after its end a leave still accounts for whoever has gone out on it. */
const GRACE_MINUTES = 30;

/**
 * The leave under which the person is away at that moment, or `null`: gone out and not back, while it is not
 * overdue, or approved for that time and not back before. Of several the one that ends last.
 */
export function leaveAt(log: LeaveLog, personId: Id, at: Instant): LeaveEntry | null {
  return lastEnding(log.entriesOf(personId).filter((entry) => isAway(entry, at)));
}

/** The same for a moment that has passed: by what had been recorded then, whatever was since. */
export function leaveThen(log: LeaveLog, personId: Id, at: Instant): LeaveEntry | null {
  const then = log.entriesOf(personId).filter((entry) => entry.at <= at);
  return lastEnding(then.map((entry) => asOf(entry, at)).filter((entry) => isAway(entry, at)));
}

function asOf(entry: LeaveEntry, at: Instant): LeaveEntry {
  const byThen = <Body>(told: readonly Told<Body>[]) =>
    told.filter(({ fact }) => fact.correctedAt <= at);
  const about = {
    decisions: byThen(entry.decisions),
    stamps: byThen(entry.stamps),
    closings: byThen(entry.closings),
  };
  return { ...entry, ...about, state: stateOf(about) };
}

/** The leave from which the person should be back by now, or `null`. Of several the one that ends last. */
export function overdueLeaveAt(log: LeaveLog, personId: Id, at: Instant): LeaveEntry | null {
  return lastEnding(log.entriesOf(personId).filter((entry) => isOverdue(entry, at)));
}

/** Gone out, and not back when the minutes of grace are over. */
function isOverdue({ leave, state }: LeaveEntry, at: Instant): boolean {
  return state === 'out' && Date.parse(at) > Date.parse(leave.to) + GRACE_MINUTES * 60_000;
}

function isAway(entry: LeaveEntry, at: Instant): boolean {
  const { leave, state } = entry;
  if (state === 'out') return !isOverdue(entry, at);
  return state === 'approved' && leave.from <= at && at < leave.to;
}

const lastEnding = (entries: LeaveEntry[]): LeaveEntry | null =>
  entries.sort((a, b) => (a.leave.to < b.leave.to ? 1 : -1))[0] ?? null;

function entryOf(
  fact: Fact,
  leave: Leave,
  about: Pick<LeaveEntry, 'decisions' | 'stamps' | 'closings'>,
): LeaveEntry {
  const byDecider = new Map(about.decisions.map((one) => [one.fact.by, one.body.isApproved]));
  return {
    id: fact.id,
    personId: leave.personId,
    at: fact.correctedAt,
    leave,
    state: stateOf(about),
    ...about,
    isContested: new Set(byDecider.values()).size > 1,
  };
}

function stateOf(of: Pick<LeaveEntry, 'decisions' | 'stamps' | 'closings'>): LeaveState {
  if (of.closings.length > 0) return 'closed';
  const stamp = of.stamps.at(-1);
  if (stamp !== undefined) return stamp.body.direction;
  const decision = of.decisions.at(-1);
  if (decision === undefined) return 'applied';
  return decision.body.isApproved ? 'approved' : 'refused';
}

function append<Body extends { leaveId: Id }>(map: Map<Id, Told<Body>[]>, told: Told<Body>): void {
  map.set(told.body.leaveId, [...(map.get(told.body.leaveId) ?? []), told]);
}
