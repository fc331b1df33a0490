import * as z from 'zod/mini';
import { addDays, boundsOfDay, dayOf, instantOf } from './campus-day.ts';
import { Day, type Instant } from './id.ts';
import { Slot, type ReportRules, type SlotRule } from './report-rules.ts';

/** One asking of a day: the campus's day, wherever the person or the phone is. */
export const Session = z.strictObject({ day: Day, slot: Slot });
export type Session = z.infer<typeof Session>;

/** What the campus's sessions go by. */
export interface SessionClock {
  rules: ReportRules;
  /** The campus's, as an IANA name. */
  zone: string;
}

/** A session with its instants: it runs from `from` until, not at, `to`. */
export interface SessionWindow extends Session {
  from: Instant;
  to: Instant;
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
  const rule = clock.rules.slots.find((one) => one.slot === slot);
  return rule === undefined ? null : windowBy(rule, day, clock);
}

/** All of one day, in their order. */
export const windowsOfDay = (day: Day, clock: SessionClock): SessionWindow[] =>
  clock.rules.slots.map((rule) => windowBy(rule, day, clock));

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
 * Whether something was told of a session before it began: nobody knows it ahead. A session that the rules no longer
 * have begins with its day.
 */
export function aheadBy(clock: SessionClock): (session: Session, at: Instant) => boolean {
  const beginnings = new Map<string, Instant>();
  return (session, at) => {
    const key = sessionKey(session);
    const known = beginnings.get(key);
    const from =
      known ?? windowOf(session, clock)?.from ?? boundsOfDay(session.day, clock.zone).from;
    beginnings.set(key, from);
    return at < from;
  };
}

function windowBy(rule: SlotRule, day: Day, { rules, zone }: SessionClock): SessionWindow {
  return {
    day,
    slot: rule.slot,
    from: instantOf(day, rule.from, zone),
    to: instantOf(day, rule.to, zone),
    remindAt: instantOf(day, rule.remindAt, zone),
    deadline: instantOf(day, rule.unitDeadline, zone),
    rollupAt: instantOf(addDays(day, 1), rules.rollupAt, zone),
  };
}
