import * as z from 'zod/mini';
import { Day, Id, Instant } from '../domain/id.ts';
import { ClusterRule, Slot, SymptomGroup } from '../domain/report-rules.ts';
import type { Endpoint } from './endpoint.ts';
import { ReportRow } from './office-reports.ts';

const Name = z.nullable(z.string());
const Offset = z.optional(z.string().check(z.regex(/^\d{1,7}$/)));

/** `GET /api/v1/clusters`: several people of one room or class with similar symptoms, newest first. */
export const ClustersQuery = z.strictObject({
  /** `open`: nobody has taken it on. */
  state: z.optional(z.enum(['open', 'all'])),
});
export type ClustersQuery = z.infer<typeof ClustersQuery>;

export const ClusterRow = z.strictObject({
  place: z.strictObject({
    kind: z.enum(['room', 'class']),
    id: Id,
    name: Name,
    /** The building with its unit, or the college. */
    groupName: Name,
  }),
  rule: ClusterRule,
  group: SymptomGroup,
  /** The days on which the rule was met. */
  firstDay: Day,
  lastDay: Day,
  /** When the one was told who made it a cluster; it is to be told by `dueAt`. */
  since: Instant,
  dueAt: Instant,
  /** In the order in which they were told, with names masked. */
  people: z.array(z.strictObject({ personId: Id, name: z.string(), room: Name })),
  /** Who has taken it on; none: nobody has. */
  acknowledged: z.array(z.strictObject({ at: Instant, by: Name, note: Name })),
});
export type ClusterRow = z.infer<typeof ClusterRow>;
export const ClusterList = z.strictObject({
  now: Instant,
  /** Looked at from this day on. */
  from: Day,
  rows: z.array(ClusterRow),
});
export type ClusterList = z.infer<typeof ClusterList>;

/** `GET /api/v1/identical-reports`: runs of the same answers that last until yesterday or today, the longest first. */
export const IdenticalQuery = z.strictObject({ offset: Offset });
export type IdenticalQuery = z.infer<typeof IdenticalQuery>;
export const IdenticalPage = z.strictObject({
  /** From how many days on the rules have them listed. */
  atLeastDays: z.int(),
  total: z.int(),
  rows: z.array(
    z.strictObject({
      person: ReportRow.shape.person,
      slot: Slot,
      from: Day,
      to: Day,
      days: z.int(),
      tempC: z.number(),
    }),
  ),
});
export type IdenticalPage = z.infer<typeof IdenticalPage>;

export const ALARMS_API = {
  listClusters: {
    method: 'get',
    path: '/clusters',
    summary: 'Several people of one room or class with similar symptoms, and who has taken it on',
    query: ClustersQuery,
    reply: ClusterList,
  },
  listIdentical: {
    method: 'get',
    path: '/identical-reports',
    summary: 'Who reports the same answers day after day',
    query: IdenticalQuery,
    reply: IdenticalPage,
  },
} as const satisfies Record<string, Endpoint>;
