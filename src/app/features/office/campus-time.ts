import type { Instant } from '../../../domain/id.ts';
import { LANG_TAG, language } from '../../strings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "2020-03-01 07:42", in the zone given. */
export function dateTimeText(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
}

/** The calendar day of an instant in the zone, `YYYY-MM-DD`. */
export function dayOf(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(
    new Date(instant),
  );
}

/** "3 minutes ago", in the language of the screen. */
export function agoText(instant: Instant, nowMs: number): string {
  const ms = Math.max(0, nowMs - Date.parse(instant));
  const words = new Intl.RelativeTimeFormat(LANG_TAG[language.value], { numeric: 'auto' });
  if (ms < MINUTE_MS) return words.format(-Math.round(ms / 1000), 'second');
  if (ms < HOUR_MS) return words.format(-Math.round(ms / MINUTE_MS), 'minute');
  if (ms < DAY_MS) return words.format(-Math.round(ms / HOUR_MS), 'hour');
  return words.format(-Math.round(ms / DAY_MS), 'day');
}

/** The first instant of a campus day. A zone that skips midnight begins the day at its first moment. */
export function startOfDay(day: string, zone: string): Instant {
  const asIfUtc = Date.parse(`${day}T00:00:00.000Z`);
  // Two rounds, because the offset is asked for at a moment that is itself off by the offset.
  const first = asIfUtc - offsetMsAt(asIfUtc, zone);
  return new Date(asIfUtc - offsetMsAt(first, zone)).toISOString();
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** How far the zone's wall clock is ahead of UTC at a moment. */
function offsetMsAt(ms: number, zone: string): number {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(ms));
  return Date.parse(`${wall.replace(' ', 'T')}.000Z`) - Math.floor(ms / 1000) * 1000;
}
