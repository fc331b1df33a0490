import type { Day, Instant } from './id.ts';

/** The calendar day of an instant in a zone; `zone` is an IANA name such as `Asia/Shanghai`. */
export function dayOf(instant: Instant, zone: string): Day {
  const { year, month, day } = wallClockAt(Date.parse(instant), zone);
  return [pad(year, 4), pad(month, 2), pad(day, 2)].join('-');
}

/** What digests, a phone's window and retention cut by: the same on every machine. */
export const utcDay = (instant: Instant): Day => instant.slice(0, 10);

/** From the day's first instant until, not at, `to`. A day of a change of clocks is not 24 hours long. */
export function boundsOfDay(day: Day, zone: string): { from: Instant; to: Instant } {
  return { from: startOf(day, zone), to: startOf(nextDay(day), zone) };
}

export function nextDay(day: Day): Day {
  return addDays(day, 1);
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

const HOUR_MS = 3_600_000;

/** The earliest instant that is on that day: 00:00, or later where the clocks skip midnight. */
function startOf(day: Day, zone: string): Instant {
  const midnightUtc = Date.parse(`${day}T00:00:00.000Z`);
  let before = midnightUtc - 26 * HOUR_MS;
  let within = midnightUtc + 26 * HOUR_MS;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(new Date(middle).toISOString(), zone) < day) before = middle;
    else within = middle;
  }
  return new Date(within).toISOString();
}

interface WallClock {
  year: number;
  month: number;
  day: number;
}

const formatByZone = new Map<string, Intl.DateTimeFormat>();

function wallClockAt(time: number, zone: string): WallClock {
  const format = formatByZone.get(zone) ?? createFormat(zone);
  formatByZone.set(zone, format);
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return {
    year: parts.get('year') ?? 0,
    month: parts.get('month') ?? 0,
    day: parts.get('day') ?? 0,
  };
}

/** Making a format is slow, using it is not: one is kept for each zone. */
function createFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
