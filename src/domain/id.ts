import * as z from 'zod/mini';

/** Ids of facts are UUIDv7 made where the fact was recorded; ids of documents are UUIDs made by the server. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** UTC, ISO 8601 with milliseconds and `Z`: such texts sort as times do. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
export type Instant = z.infer<typeof Instant>;

/** A day of the calendar in the campus's zone, `YYYY-MM-DD`, of these three centuries: one can reckon with it. */
export const Day = z.string().check(z.regex(/^(19|20|21)\d\d-\d\d-\d\d$/), z.refine(isOfCalendar));
export type Day = z.infer<typeof Day>;

function isOfCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
