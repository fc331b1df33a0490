import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Direction } from '../domain/door-check.ts';
import { Id, Instant } from '../domain/id.ts';
import { Contact, Directory, Identity, Stay } from '../domain/person.ts';
import { BodySite, TemperatureUnit } from '../domain/reading.ts';
import { ParkReason } from './sync.ts';
import type { Endpoint } from './endpoint.ts';

const Offset = z.optional(z.string().check(z.regex(/^\d{1,7}$/)));

/**
 * `POST /api/v1/people/search`: best match first, 50 from `offset`; without `query` by building, unit,
 * room, bed. A POST, so that names and numbers stand in no address and no log of one.
 */
export const PeopleSearch = z.strictObject({
  query: z.optional(z.string().check(z.maxLength(100))),
  buildingId: z.optional(Id),
  offset: z.optional(z.int().check(z.nonnegative())),
});
export type PeopleSearch = z.infer<typeof PeopleSearch>;
export const PeoplePage = z.strictObject({ total: z.int(), people: z.array(Directory) });
export type PeoplePage = z.infer<typeof PeoplePage>;

/** `GET /api/v1/people/:id`; `?identity=1` adds nationality, passport and remark and is noted in the audit. */
export const PersonQuery = z.strictObject({ identity: z.optional(z.enum(['0', '1'])) });
export const PersonDetail = z.strictObject({
  directory: Directory,
  contact: z.nullable(Contact),
  /** `null` if not asked for, or if there is none. */
  identity: z.nullable(Identity),
  /** Newest first. */
  stays: z.array(Stay),
  buildingName: z.nullable(z.string()),
});
export type PersonDetail = z.infer<typeof PersonDetail>;

/**
 * `GET /api/v1/door-log`: newest first by `correctedAt`, 100 from `offset`. `from` and `to` are
 * instants, `to` excluded. One row is one check with its amendments folded in.
 */
export const DoorLogQuery = z.strictObject({
  buildingId: z.optional(Id),
  doorId: z.optional(Id),
  personId: z.optional(Id),
  from: z.optional(Instant),
  to: z.optional(Instant),
  /** Only checks that still name nobody and were not taken back. */
  subject: z.optional(z.enum(['unknown'])),
  offset: Offset,
});
export type DoorLogQuery = z.infer<typeof DoorLogQuery>;

const LogReading = z.strictObject({
  tempC: z.number(),
  site: BodySite,
  thermometerId: z.nullable(Id),
  thermometerName: z.nullable(z.string()),
  rawValue: z.number(),
  rawUnit: TemperatureUnit,
  verdict: z.enum(['normal', 'too-low', 'high', 'impossible']),
});
const LogDevice = z.strictObject({ id: Id, name: z.nullable(z.string()) });

export const DoorLogRow = z.strictObject({
  /** Id of the first version. */
  id: Id,
  /** Id of the version shown. */
  shownId: Id,
  /** Every version, oldest first, the shown one among them. */
  versions: z.array(
    z.strictObject({
      id: Id,
      correctedAt: Instant,
      receivedAt: z.nullable(Instant),
      byName: z.nullable(z.string()),
      device: LogDevice,
      subjectName: z.string(),
      direction: Direction,
      reading: z.nullable(LogReading),
    }),
  ),
  /** Two people corrected the same check: the last one is shown, a person should look. */
  isContested: z.boolean(),
  subject: z.strictObject({
    kind: z.enum(['person', 'visitor', 'unknown']),
    personId: z.nullable(Id),
    visitorId: z.nullable(Id),
    /** Name of the person or visitor, or the free text. */
    name: z.string(),
    passportName: z.nullable(z.string()),
    number: z.nullable(z.string()),
    buildingId: z.nullable(Id),
    unit: z.nullable(z.string()),
    room: z.nullable(z.string()),
    bed: z.nullable(z.string()),
    className: z.nullable(z.string()),
  }),
  direction: Direction,
  door: z.strictObject({ id: Id, name: z.nullable(z.string()) }),
  reading: z.nullable(LogReading),
  /** Id of the check that this second reading repeats. */
  repeats: z.nullable(Id),
  at: Instant,
  zone: z.string(),
  correctedAt: Instant,
  receivedAt: z.nullable(Instant),
  by: z.strictObject({ id: Id, name: z.nullable(z.string()) }),
  device: LogDevice,
  shiftId: z.nullable(Id),
  /** Left out where none was taken. */
  photos: z.optional(z.array(z.strictObject({ sha: AttachmentSha, isReceived: z.boolean() }))),
  voided: z.nullable(
    z.strictObject({ reason: z.string(), correctedAt: Instant, byName: z.nullable(z.string()) }),
  ),
});
export type DoorLogRow = z.infer<typeof DoorLogRow>;
export const DoorLogPage = z.strictObject({ total: z.int(), rows: z.array(DoorLogRow) });
export type DoorLogPage = z.infer<typeof DoorLogPage>;

/** `GET /api/v1/door-log.csv`: the same selection, all rows, UTF-8 with BOM. Names are masked unless `mask=0`. */
export const DoorLogCsvQuery = z.extend(z.omit(DoorLogQuery, { offset: true }), {
  mask: z.optional(z.enum(['0', '1'])),
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type DoorLogCsvQuery = z.infer<typeof DoorLogCsvQuery>;

/** What became of an operation that was parked. */
export const ParkedEnd = z.discriminatedUnion('kind', [
  /** What it named has come: it counts. */
  z.strictObject({ kind: z.literal('counts'), at: Instant }),
  /** Its author has taken it back, or put a new record in its place. */
  z.strictObject({
    kind: z.literal('answered'),
    at: Instant,
    reason: z.string(),
    replacedBy: z.nullable(Id),
  }),
]);
export type ParkedEnd = z.infer<typeof ParkedEnd>;

/** `GET /api/v1/parked?offset=`: operations that are or were kept apart; those that wait first, then newest first. */
export const ParkedQuery = z.strictObject({ offset: Offset });
export const ParkedPage = z.strictObject({
  total: z.int(),
  /** Those that still wait for somebody. */
  open: z.int(),
  parked: z.array(
    z.strictObject({
      id: Id,
      /** `null` where it counts now. */
      why: z.nullable(ParkReason),
      became: z.nullable(ParkedEnd),
      field: z.nullable(z.string()),
      type: z.nullable(z.string()),
      byName: z.nullable(z.string()),
      device: z.strictObject({ id: Id, name: z.nullable(z.string()) }),
      receivedAt: Instant,
      /** As it was sent. */
      operation: z.unknown(),
    }),
  ),
});
export type ParkedPage = z.infer<typeof ParkedPage>;

/** `GET /api/v1/inside?buildingId=`: who is in, who is not known, and how fresh that is. */
export const InsideQuery = z.strictObject({ buildingId: Id });
const InsidePerson = z.strictObject({
  personId: z.nullable(Id),
  visitorId: z.nullable(Id),
  name: z.string(),
  room: z.nullable(z.string()),
  since: z.nullable(Instant),
});
export const InsideReply = z.strictObject({
  at: Instant,
  counts: z.strictObject({
    inside: z.int(),
    outside: z.int(),
    unknown: z.int(),
    visitors: z.int(),
  }),
  inside: z.array(InsidePerson),
  unknown: z.array(InsidePerson),
  visitors: z.array(InsidePerson),
  doors: z.array(z.strictObject({ id: Id, name: z.string(), heardAt: z.nullable(Instant) })),
});
export type InsideReply = z.infer<typeof InsideReply>;

export const PEOPLE_API = {
  people: {
    method: 'post',
    path: '/people/search',
    summary: 'Find people',
    body: PeopleSearch,
    reply: PeoplePage,
  },
  person: {
    method: 'get',
    path: '/people/:id',
    summary: 'One person',
    query: PersonQuery,
    reply: PersonDetail,
  },
  doorLog: {
    method: 'get',
    path: '/door-log',
    summary: 'Door checks with their corrections folded in',
    query: DoorLogQuery,
    reply: DoorLogPage,
  },
  doorLogCsv: {
    method: 'get',
    path: '/door-log.csv',
    summary: 'Door checks as a table',
    query: DoorLogCsvQuery,
    reply: 'csv',
  },
  parked: {
    method: 'get',
    path: '/parked',
    summary: 'Operations kept apart',
    query: ParkedQuery,
    reply: ParkedPage,
  },
  inside: {
    method: 'get',
    path: '/inside',
    summary: 'Who is inside a building',
    query: InsideQuery,
    reply: InsideReply,
  },
} as const satisfies Record<string, Endpoint>;
