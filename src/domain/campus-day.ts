import type { Day, Instant } from './id.ts';

/** The calendar day of an instant in a zone; `zone` is an IANA name such as `Asia/Shanghai`. */
export function dayOf(instant: Instant, zone: string): Day {
  return wallTimeAt(Date.parse(instant), zone).slice(0, 10);
}

/** What digests, a phone's window and retention cut by: the same on every machine. */
export const utcDay = (instant: Instant): Day => instant.slice(0, 10);

/** From the day's first instant until, not at, `to`. A day of a change of clocks is not 24 hours long. */
export function boundsOfDay(day: Day, zone: string): { from: Instant; to: Instant } {
  return { from: instantOf(day, '00:00', zone), to: instantOf(nextDay(day), '00:00', zone) };
}

export function nextDay(day: Day): Day {
  return addDays(day, 1);
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

const MINUTE_MS = 60_000;

/**
 * The earliest instant at which the zone's clocks show that time of that day, or a later one where they
 * skip it. `time` is `HH:MM`; `24:00` is the next day's first instant.
 */
export function instantOf(day: Day, time: string, zone: string): Instant {
  if (time === '24:00') return instantOf(nextDay(day), '00:00', zone);
  const wanted = `${day}T${time}`;
  const asIfUtc = Date.parse(`${wanted}:00.000Z`);
  // Clocks differ by whole minutes.
  let before = asIfUtc / MINUTE_MS - 26 * 60;
  let within = asIfUtc / MINUTE_MS + 26 * 60;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (wallTimeAt(middle * MINUTE_MS, zone) < wanted) before = middle;
    else within = middle;
  }
  return new Date(within * MINUTE_MS).toISOString();
}

const formatByZone = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clocks show, as `YYYY-MM-DDTHH:MM`. */
function wallTimeAt(time: number, zone: string): string {
  const format = formatByZone.get(zone) ?? createFormat(zone);
  formatByZone.set(zone, format);
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes, length: number): string =>
    String(parts.get(type) ?? 0).padStart(length, '0');
  const day = [part('year', 4), part('month', 2), part('day', 2)].join('-');
  return `${day}T${part('hour', 2)}:${part('minute', 2)}`;
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
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
