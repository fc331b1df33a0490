import * as z from 'zod/mini';
import { Day, Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';
import { Lang, Mask, Name, Offset, Person } from './report-parts.ts';

const bothSystemsAsked = {
  /** Today's where it names none. */
  day: z.optional(Day),
  /** `one`: did one of the two and not the other; what is asked for where nothing is named. */
  state: z.optional(z.enum(['one', 'onlyHere', 'onlyThere', 'neither'])),
  by: z.optional(z.enum(['college', 'building'])),
  buildingId: z.optional(Id),
  classId: z.optional(Id),
};
/**
 * `GET /api/v1/both-systems`: who reported here and in the second system on a day (双系统填报), of all who report at
 * all, also of those who are of no class or unit. Nothing of what they told.
 */
export const BothSystemsQuery = z.strictObject({ ...bothSystemsAsked, offset: Offset });
export type BothSystemsQuery = z.infer<typeof BothSystemsQuery>;
export const BothSystemsCsvQuery = z.strictObject({ ...bothSystemsAsked, mask: Mask, lang: Lang });
export type BothSystemsCsvQuery = z.infer<typeof BothSystemsCsvQuery>;

const counts = { both: z.int(), onlyHere: z.int(), onlyThere: z.int(), neither: z.int() };
export const BothSystemsRow = z.strictObject({
  person: Person,
  college: Name,
  did: z.enum(['onlyHere', 'onlyThere', 'neither']),
  /** When the person ticked the second system, by their own word. */
  doneAt: z.nullable(Instant),
});
export type BothSystemsRow = z.infer<typeof BothSystemsRow>;
export const BothSystemsPage = z.strictObject({
  day: Day,
  counts: z.strictObject(counts),
  /** By college or building, those of none last, under `null`. */
  groups: z.array(z.strictObject({ name: Name, ...counts })),
  total: z.int(),
  /** In the order of the groups. */
  rows: z.array(BothSystemsRow),
});
export type BothSystemsPage = z.infer<typeof BothSystemsPage>;

export const BOTH_SYSTEMS_API = {
  bothSystems: {
    method: 'get',
    path: '/both-systems',
    summary: 'Who reported in one of the two systems on a day and not in the other',
    query: BothSystemsQuery,
    reply: BothSystemsPage,
  },
  bothSystemsCsv: {
    method: 'get',
    path: '/both-systems.csv',
    summary: 'The same as a file; names are masked unless asked otherwise',
    query: BothSystemsCsvQuery,
    reply: 'csv',
  },
} as const satisfies Record<string, Endpoint>;
