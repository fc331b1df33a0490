import * as z from 'zod/mini';
import { addDays, boundsOfDay, dayOf, instantOf } from './campus-day.ts';
import { Day, type Instant } from './id.ts';
import { reportRulesOf } from './default-report.ts';
import type { PolicyPack } from './policy.ts';
import { Slot, type EarlierSlots, type ReportRules, type SlotRule } from './report-rules.ts';

/** One asking of a day: the campus's day, wherever the person or the phone is. */
export const Session = z.strictObject({ day: Day, slot: Slot });
export type Session = z.infer<typeof Session>;

/** What the campus's sessions go by: a day by the rules of that day, and none where no rules are in force. */
export interface SessionClock extends Pick<PolicyPack, 'validFrom' | 'validTo'> {
  rules: ReportRules;
  earlierSlots: readonly EarlierSlots[];
  /** The campus's, as an IANA name. */
  zone: string;
}

export const sessionClockOf = (policy: PolicyPack, zone: string): SessionClock => ({
  rules: reportRulesOf(policy),
  validFrom: policy.validFrom,
  validTo: policy.validTo,
  earlierSlots: policy.earlierSlots ?? [],
  zone,
});

/** A session with its instants: it runs from `from` until, not at, `to`. */
export interface SessionWindow extends Session {
  from: Instant;
  to: Instant;
  /** From when it could be told of: before `from` where the session was put off on its own day. */
  openFrom: Instant;
  remindAt: Instant;
  /** A return of a class or unit at this instant, or later, is late. */
  deadline: Instant;
  /** On the next day: a college's numbers are closed. */
  rollupAt: Instant;
}

/** A text by which two sessions are the same, and which sorts as they follow each other. */
export const sessionKey = ({ day, slot }: Session): string =>
  `${day} ${Slot.options.indexOf(slot)}`;

export const isSameSession = (a: Session, b: Session): boolean =>
  a.day === b.day && a.slot === b.slot;

/** `null`: the rules ask nothing in that part of a day. */
export function windowOf({ day, slot }: Session, clock: SessionClock): SessionWindow | null {
  const rule = slotsOn(day, clock).find((one) => one.slot === slot);
  return rule === undefined ? null : windowBy(rule, day, clock);
}

/** All of one day, in their order. */
export const windowsOfDay = (day: Day, clock: SessionClock): SessionWindow[] =>
  slotsOn(day, clock).map((rule) => windowBy(rule, day, clock));

function slotsOn(day: Day, clock: SessionClock): readonly SlotRule[] {
  const { rules, validFrom, validTo, earlierSlots } = clock;
  const earlier = earlierSlots.find(({ until }) => day < until);
  if (earlier !== undefined) return earlier.slots;
  const hasBegun = earlierSlots.length > 0 || validFrom <= day;
  return hasBegun && (validTo === null || day <= validTo) ? rules.slots : [];
}

/** The session that runs at that moment; `null` between two of them. */
export function sessionAt(at: Instant, clock: SessionClock): SessionWindow | null {
  const today = windowsOfDay(dayOf(at, clock.zone), clock);
  return today.find(({ from, to }) => from <= at && at < to) ?? null;
}

/** The session that runs at that moment, or else the one that ran last: what a late report belongs to. */
export function currentSession(at: Instant, clock: SessionClock): SessionWindow | null {
  const day = dayOf(at, clock.zone);
  const begun = [day, addDays(day, -1)]
    .flatMap((one) => windowsOfDay(one, clock).reverse())
    .filter(({ from }) => from <= at);
  return begun[0] ?? null;
}

/** The first session that begins after that moment. */
export function nextSession(at: Instant, clock: SessionClock): SessionWindow | null {
  const day = dayOf(at, clock.zone);
  const coming = [day, addDays(day, 1)].flatMap((one) => windowsOfDay(one, clock));
  return coming.find(({ from }) => from > at) ?? null;
}

/** What is told at that moment is told when the session was over. */
export const isLateIn = ({ to }: SessionWindow, at: Instant): boolean => to <= at;

/**
 * Whether something was told of a session before it began: nobody knows it ahead. A session that the rules of its
 * day do not have begins with that day.
 */
export function aheadBy(clock: SessionClock): (session: Session, at: Instant) => boolean {
  const beginnings = new Map<string, Instant>();
  return (session, at) => {
    const key = sessionKey(session);
    const known = beginnings.get(key);
    const from =
      known ?? windowOf(session, clock)?.openFrom ?? boundsOfDay(session.day, clock.zone).from;
    beginnings.set(key, from);
    return at < from;
  };
}

function windowBy(rule: SlotRule, day: Day, clock: SessionClock): SessionWindow {
  const { rules, zone } = clock;
  const from = instantOf(day, rule.from, zone);
  const before = changedOn(day, clock).flatMap(({ slots }) =>
    slots.filter(({ slot }) => slot === rule.slot).map((one) => instantOf(day, one.from, zone)),
  );
  return {
    day,
    slot: rule.slot,
    from,
    openFrom: before.reduce((first, one) => (one < first ? one : first), from),
    to: instantOf(day, rule.to, zone),
    remindAt: instantOf(day, rule.remindAt, zone),
    deadline: instantOf(day, rule.unitDeadline, zone),
    rollupAt: instantOf(addDays(day, 1), rules.rollupAt, zone),
  };
}

const changedOn = (day: Day, { earlierSlots }: SessionClock): EarlierSlots[] =>
  earlierSlots.filter(({ until }) => until === day);
