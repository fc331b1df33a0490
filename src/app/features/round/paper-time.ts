import { addDays, dayOf, instantOf } from '../../../domain/campus-day.ts';
import { PAPER_DAYS } from '../../../domain/happened-at.ts';
import type { Instant } from '../../../domain/id.ts';

/** What is wrong with a time on paper: no time, not yet, or too long ago to count. */
export type PaperProblem = 'missing' | 'future' | 'old';

/** As `<input type="datetime-local">` has it, in the campus's zone. */
export function localText(at: Instant, zone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
  return `${dayOf(at, zone)}T${time}`;
}

/** The moment that is typed, or why it cannot be the time on a sheet that is typed in now. */
export function readPaperTime(
  text: string,
  { now, zone }: { now: Instant; zone: string },
): { at: Instant } | { problem: PaperProblem } {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(text) ?? [];
  if (day === undefined || time === undefined) return { problem: 'missing' };
  const at = instantOf(day, time, zone);
  if (at > now) return { problem: 'future' };
  const oldest = new Date(Date.parse(now) - PAPER_DAYS * 86_400_000).toISOString();
  return at < oldest ? { problem: 'old' } : { at };
}

/** "12:35" while it is typed: 1235. */
export const shownTime = (digits: string): string =>
  digits.length < 3 ? digits : `${digits.slice(0, -2)}:${digits.slice(-2)}`;

/**
 * The first moment since the walk began at which the campus's clock shows these digits; `null` where they are no
 * time, or that has not come yet.
 */
export function timeOnWalk(
  digits: string,
  { from, now, zone }: { from: Instant; now: Instant; zone: string },
): Instant | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3])([0-5]\d)$/.exec(digits) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  const began = dayOf(from, zone);
  const at = [began, addDays(began, 1)]
    .map((day) => instantOf(day, time, zone))
    .find((one) => one >= from);
  return at === undefined || at > now ? null : at;
}
