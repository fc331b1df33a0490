import * as z from 'zod/mini';
import { Campaign } from '../domain/campaign.ts';
import { Direction } from '../domain/door-check.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import { PresenceState } from '../domain/room-visit.ts';
import type { Endpoint } from './endpoint.ts';
import { Version } from './office-places.ts';

const Name = z.nullable(z.string());

const NightCounts = z.strictObject({
  expected: z.int(),
  present: z.int(),
  in_hospital: z.int(),
  on_leave: z.int(),
  otherwise: z.int(),
  unaccounted: z.int(),
  /** Of the unaccounted: nobody has asked after them. */
  notAsked: z.int(),
});

/** Somebody nobody can account for, and where they were seen last, which counts for nothing. */
const NightPerson = z.strictObject({
  personId: Id,
  name: z.string(),
  building: Name,
  unit: Name,
  room: z.nullable(z.string()),
  /**
   * What was said of them last that night; `null`: nobody has asked. `typedInAt`: when that was typed in from paper;
   * `at` is then the time on the sheet, if that may count.
   */
  word: z.nullable(
    z.strictObject({
      state: PresenceState,
      at: Instant,
      typedInAt: z.nullable(Instant),
      by: Name,
    }),
  ),
  seen: z.nullable(
    z.strictObject({ at: Instant, direction: z.nullable(Direction), place: z.string() }),
  ),
});
export type NightPerson = z.infer<typeof NightPerson>;

/** `GET /api/v1/night-check`: the night of a day, by default the one that runs or ran last. */
export const NightQuery = z.strictObject({
  day: z.optional(Day),
  buildingId: z.optional(Id),
  offset: z.optional(z.string().check(z.regex(/^\d{1,7}$/))),
});
export type NightQuery = z.infer<typeof NightQuery>;

export const NightReply = z.strictObject({
  night: z.strictObject({ day: Day, from: Instant, to: Instant }),
  /** For which moment leave and cases were judged. */
  at: Instant,
  counts: NightCounts,
  /** By name and code; `code` is `null` where a building has no units. */
  units: z.array(
    z.strictObject({
      buildingId: Id,
      unitId: Id,
      building: Name,
      code: z.nullable(z.string()),
      counts: NightCounts,
      /** When checks of this night began here. */
      rounds: z.array(Instant),
    }),
  ),
  /** How many are unaccounted; those from `offset` on, 100 at most, by building, unit and room. */
  total: z.int(),
  people: z.array(NightPerson),
});
export type NightReply = z.infer<typeof NightReply>;

/** `GET /api/v1/night-check.csv`: all who are unaccounted. Names are masked unless `mask=0`. */
export const NightCsvQuery = z.extend(z.omit(NightQuery, { offset: true }), {
  mask: z.optional(z.enum(['0', '1'])),
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type NightCsvQuery = z.infer<typeof NightCsvQuery>;

/** `GET /api/v1/buildings/:id/nights`: the last fourteen nights of a building, newest first. */
export const NightHistory = z.strictObject({
  nights: z.array(z.strictObject({ day: Day, counts: NightCounts, rounds: z.int() })),
});
export type NightHistory = z.infer<typeof NightHistory>;

export const CampaignEntry = z.strictObject({ version: Version, campaign: Campaign });
export type CampaignEntry = z.infer<typeof CampaignEntry>;
/** `GET /api/v1/campaigns`: newest first. */
export const CampaignList = z.strictObject({ campaigns: z.array(CampaignEntry) });
export type CampaignList = z.infer<typeof CampaignList>;

/** `POST /api/v1/campaigns`, `PUT /api/v1/campaigns/:id`. A campaign that was closed may go on. */
export const CampaignRequest = z.strictObject({
  name: Campaign.shape.name,
  purpose: Campaign.shape.purpose,
  from: Day,
  to: Day,
  buildingIds: Campaign.shape.buildingIds,
  isClosed: z.boolean(),
});
export type CampaignRequest = z.infer<typeof CampaignRequest>;

/** `GET /api/v1/campaigns/:id/progress`: by building and unit. */
export const CampaignReport = z.strictObject({
  rooms: z.int(),
  visited: z.int(),
  units: z.array(
    z.strictObject({
      unitId: Id,
      building: Name,
      code: z.nullable(z.string()),
      rooms: z.int(),
      visited: z.int(),
      /** The codes of rooms where nobody has been. */
      left: z.array(z.string()),
    }),
  ),
});
export type CampaignReport = z.infer<typeof CampaignReport>;

export const NIGHT_API = {
  nightCheck: {
    method: 'get',
    path: '/night-check',
    summary: 'Who is in for a night, by building and unit, and who is unaccounted',
    query: NightQuery,
    reply: NightReply,
  },
  nightCheckCsv: {
    method: 'get',
    path: '/night-check.csv',
    summary: 'Who is unaccounted in a night, as a table',
    query: NightCsvQuery,
    reply: 'csv',
  },
  nightHistory: {
    method: 'get',
    path: '/buildings/:id/nights',
    summary: 'The last nights of a building',
    reply: NightHistory,
  },
  campaigns: {
    method: 'get',
    path: '/campaigns',
    summary: 'Campaigns of visits to every room',
    reply: CampaignList,
  },
  campaignProgress: {
    method: 'get',
    path: '/campaigns/:id/progress',
    summary: 'Which rooms a campaign has visited, and which are left',
    reply: CampaignReport,
  },
  createCampaign: {
    method: 'post',
    path: '/campaigns',
    summary: 'Begin a campaign',
    body: CampaignRequest,
    reply: CampaignEntry,
  },
  changeCampaign: {
    method: 'put',
    path: '/campaigns/:id',
    summary: 'Change a campaign, close it, or let it go on',
    body: CampaignRequest,
    isVersioned: true,
    reply: CampaignEntry,
  },
} as const satisfies Record<string, Endpoint>;
