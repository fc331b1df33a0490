import * as z from 'zod/mini';
import { Day, Id, Instant } from '../domain/id.ts';
import { BodySite } from '../domain/reading.ts';
import { RoundPurpose } from '../domain/round.ts';
import type { Endpoint } from './endpoint.ts';

const Name = z.nullable(z.string());

/** `GET /api/v1/rounds?day=`: the rounds of a day of the campus (`dayOfWalk`); today's where it names none. */
export const RoundsQuery = z.strictObject({ day: z.optional(Day) });
export type RoundsQuery = z.infer<typeof RoundsQuery>;

/** What somebody complained of when a round last heard of it, and it was not over. */
export const RoundComplaint = z.strictObject({
  personId: Id,
  name: z.string(),
  /** The code of the room in which it was told. */
  room: z.string(),
  complaint: z.string(),
  at: Instant,
  by: Name,
});
export type RoundComplaint = z.infer<typeof RoundComplaint>;

/** What is kept of a visit to a room: instruction given face to face, or a note. */
export const RoundNote = z.strictObject({
  id: Id,
  visitId: Id,
  room: z.string(),
  isInstructed: z.boolean(),
  text: z.nullable(z.string()),
  at: Instant,
  by: Name,
});
export type RoundNote = z.infer<typeof RoundNote>;

/** All who walked one unit for the same end on that day, together. */
export const RoundsRow = z.strictObject({
  unitId: Id,
  buildingName: Name,
  /** `null` for a building without units. */
  unitCode: Name,
  purpose: RoundPurpose,
  keepers: z.array(z.strictObject({ id: Id, name: Name })),
  startedAt: Instant,
  /** When the last of them was typed in from paper; `null`: none was. */
  typedInAt: z.nullable(Instant),
  /** Of the last one; `null` while somebody has not ended. */
  endedAt: z.nullable(Instant),
  rooms: z.int(),
  /** Rooms in which everybody was asked after, those to revisit among them. */
  walked: z.int(),
  toRevisit: z.int(),
  /** People not there at the last word. */
  absent: z.int(),
  measured: z.int(),
  /** In the order of the rooms. */
  complaints: z.array(RoundComplaint),
  /** In the order of the rooms, then by time; one visit may have several. */
  notes: z.array(RoundNote),
});
export type RoundsRow = z.infer<typeof RoundsRow>;
export const RoundsPage = z.strictObject({ day: Day, rows: z.array(RoundsRow) });
export type RoundsPage = z.infer<typeof RoundsPage>;

/**
 * `GET /api/v1/differences?day=&offset=`: second checks of a day that lie too far from the door's of that day, or from
 * what the person told. One that lies too far from both comes twice; one that was taken back is marked, not left out.
 */
export const DifferencesQuery = z.strictObject({
  day: z.optional(Day),
  offset: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
});
export type DifferencesQuery = z.infer<typeof DifferencesQuery>;
/** Of one day. `?mask=0` writes names and numbers out and is noted in the audit. */
export const DayCsvQuery = z.strictObject({
  day: z.optional(Day),
  mask: z.optional(z.enum(['0', '1'])),
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type DayCsvQuery = z.infer<typeof DayCsvQuery>;

const Taken = z.strictObject({
  id: Id,
  at: Instant,
  tempC: z.number(),
  site: BodySite,
  by: z.strictObject({ id: Id, name: Name }),
});
export const DifferenceRow = z.strictObject({
  person: z.strictObject({ id: Id, name: z.string(), number: Name }),
  /** "6-101" as doors say it; empty where the roster does not tell. */
  room: z.string(),
  buildingName: Name,
  /** `typedInAt`: when it was typed in from paper; `at` is then the time on the sheet, if that may count. */
  second: z.strictObject({ ...Taken.shape, typedInAt: z.nullable(Instant) }),
  other: z.strictObject({
    ...Taken.shape,
    source: z.enum(['door', 'self', 'behalf']),
    /** `null` for what was told. */
    doorName: Name,
  }),
  /** Second check less the other. */
  gapC: z.number(),
  /** The second check was taken back: its gap had been seen by then. `null` = it stands. */
  takenBack: z.nullable(z.strictObject({ at: Instant, by: Name, reason: z.string() })),
});
export type DifferenceRow = z.infer<typeof DifferenceRow>;
export const DifferencesPage = z.strictObject({
  day: Day,
  /** What the rules let them differ. */
  disagreeDeltaC: z.number(),
  total: z.int(),
  rows: z.array(DifferenceRow),
});
export type DifferencesPage = z.infer<typeof DifferencesPage>;

/** `GET /api/v1/units/:id/sheet`: what is printed for a round on paper. `:id` is the building's where it has no units. */
export const UnitSheet = z.strictObject({
  campus: z.string(),
  building: z.string(),
  /** `null` for a building without units. */
  unit: Name,
  /** Today in the campus's zone. */
  day: Day,
  /** As one walks. `floor` is `null` for rooms whose number tells none. */
  floors: z.array(
    z.strictObject({
      floor: Name,
      rooms: z.array(
        z.strictObject({
          id: Id,
          code: z.string(),
          /** `name`: `null` for an empty bed. */
          beds: z.array(z.strictObject({ bed: z.string(), name: Name })),
        }),
      ),
    }),
  ),
});
export type UnitSheet = z.infer<typeof UnitSheet>;

export const ROUNDS_API = {
  unitSheet: {
    method: 'get',
    path: '/units/:id/sheet',
    summary: 'The round sheet of a unit, to be printed: rooms, beds and names',
    reply: UnitSheet,
  },
  rounds: {
    method: 'get',
    path: '/rounds',
    summary: 'Room rounds of a day: unit, keepers, rooms done, absent people',
    query: RoundsQuery,
    reply: RoundsPage,
  },
  complaintsCsv: {
    method: 'get',
    path: '/complaints.csv',
    summary:
      'Who complained of what on the rounds of a day; names are masked unless asked otherwise',
    query: DayCsvQuery,
    reply: 'csv',
  },
  differences: {
    method: 'get',
    path: '/differences',
    summary: 'Second checks of a day that differ too much from the door’s or a report’s',
    query: DifferencesQuery,
    reply: DifferencesPage,
  },
  differencesCsv: {
    method: 'get',
    path: '/differences.csv',
    summary: 'The same as a file; names are masked unless asked otherwise',
    query: DayCsvQuery,
    reply: 'csv',
  },
} as const satisfies Record<string, Endpoint>;
