import * as z from 'zod/mini';
import { Disinfection } from '../domain/disinfection.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import { DisinfectionArea } from '../domain/place.ts';
import type { Endpoint } from './endpoint.ts';

const Name = z.nullable(z.string());

/** What was recorded for a slot. Of cleared refuse only who and when. `by` and `acceptedBy` are names. */
const SlotRecord = z.strictObject({
  id: Id,
  startedAt: Instant,
  endedAt: z.nullable(Instant),
  by: Name,
  work: z.nullable(
    z.pick(Disinfection, {
      object: true,
      agent: true,
      product: true,
      targetMgPerL: true,
      mixture: true,
      method: true,
      contactMinutes: true,
      operator: true,
    }),
  ),
  ventilationMinutes: z.nullable(z.number()),
  acceptance: z.enum(['open', 'accepted', 'refused', 'disputed']),
  acceptedBy: z.array(Name),
  notes: z.array(z.string()),
  photoCount: z.int(),
});

/** One record, or a slot of the plan without any. */
export const DisinfectionRow = z.strictObject({
  day: Day,
  slot: z.int(),
  duty: z.enum(['disinfection', 'refuse']),
  window: z.nullable(z.strictObject({ from: Instant, to: Instant })),
  state: z.enum(['missed', 'due', 'time-over', 'running', 'done', 'not-yet']),
  isLate: z.boolean(),
  building: z.strictObject({ id: Id, name: Name }),
  area: z.pick(DisinfectionArea, { id: true, name: true, isKey: true }),
  record: z.nullable(SlotRecord),
});
export type DisinfectionRow = z.infer<typeof DisinfectionRow>;

/** Slots of the plan by how they stand; `late` and `notAccepted` are among the done. */
export const DisinfectionCounts = z.strictObject({
  done: z.int(),
  late: z.int(),
  notAccepted: z.int(),
  running: z.int(),
  due: z.int(),
  missed: z.int(),
  notYet: z.int(),
});
export type DisinfectionCounts = z.infer<typeof DisinfectionCounts>;

/** `GET /api/v1/disinfection`: newest day first, within a day by building, area and round. */
export const DisinfectionPage = z.strictObject({
  total: z.int(),
  counts: DisinfectionCounts,
  rows: z.array(DisinfectionRow),
});
export type DisinfectionPage = z.infer<typeof DisinfectionPage>;

/** From one campus day to another, both included: 92 at most. */
export const DisinfectionQuery = z.strictObject({
  from: Day,
  to: Day,
  buildingId: z.optional(Id),
  offset: z.optional(z.string().check(z.regex(/^\d{1,9}$/))),
});
export type DisinfectionQuery = z.infer<typeof DisinfectionQuery>;

/** `GET /api/v1/disinfection.csv`: the same selection, all rows. Names are masked unless `mask=0`. */
export const DisinfectionCsvQuery = z.extend(z.omit(DisinfectionQuery, { offset: true }), {
  mask: z.optional(z.enum(['0', '1'])),
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type DisinfectionCsvQuery = z.infer<typeof DisinfectionCsvQuery>;

export const DISINFECTION_API = {
  disinfection: {
    method: 'get',
    path: '/disinfection',
    summary: 'Rounds of disinfection and refuse of some days, the missed ones with them',
    query: DisinfectionQuery,
    reply: DisinfectionPage,
  },
  disinfectionCsv: {
    method: 'get',
    path: '/disinfection.csv',
    summary: 'The log of disinfection as a table',
    query: DisinfectionCsvQuery,
    reply: 'csv',
  },
} as const satisfies Record<string, Endpoint>;
