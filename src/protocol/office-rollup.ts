import * as z from 'zod/mini';
import { Day, Id, Instant } from '../domain/id.ts';
import { Slot } from '../domain/report-rules.ts';
import { SessionReturn } from '../domain/session-check.ts';
import type { SessionState } from '../domain/session-state.ts';
import type { Endpoint } from './endpoint.ts';
import { Done } from './office-session.ts';

const Name = z.nullable(z.string());
const By = z.strictObject({ id: Id, name: Name });

export const SESSION_STATES = [
  'late',
  'due',
  'reported',
  'zero',
  'not_due',
  'not_required',
] as const satisfies readonly SessionState[];
const State = z.enum(SESSION_STATES);
const States = z.strictObject({
  late: z.int(),
  due: z.int(),
  reported: z.int(),
  zero: z.int(),
  not_due: z.int(),
  not_required: z.int(),
});

/** `expected` = `present` + `absent` + `missing` + `notDue`; whoever reported counts as present. */
const Counts = z.strictObject({
  expected: z.int(),
  present: z.int(),
  absent: z.int(),
  abnormal: z.int(),
  missing: z.int(),
  notDue: z.int(),
  late: z.int(),
  excused: z.int(),
});
export type RollCounts = z.infer<typeof Counts>;

const sent = {
  expected: SessionReturn.shape.expected,
  present: SessionReturn.shape.present,
  absent: SessionReturn.shape.absent,
  abnormal: SessionReturn.shape.abnormal,
  missing: SessionReturn.shape.missing,
};

/** How a class, unit or college stands with its return. */
const Standing = z.strictObject({
  state: State,
  /** The return in force, who handed it in and when. */
  sent: z.nullable(
    z.strictObject({ at: Instant, by: By, ...sent, isZero: SessionReturn.shape.isZero }),
  ),
  /** All that stand, this one included. */
  returns: z.int(),
  /** The first of them came at its deadline or later. */
  isLate: z.boolean(),
  /** What is known now is not what was handed in. */
  isOutdated: z.boolean(),
  /** Two people handed in different numbers. */
  isContested: z.boolean(),
});
export type RollStanding = z.infer<typeof Standing>;

export const RollKind = z.enum(['class', 'unit']);
export type RollKind = z.infer<typeof RollKind>;
const RollPlace = z.strictObject({
  kind: RollKind,
  id: Id,
  /** The class's, or the unit's code; `null` = the building is one unit. */
  name: Name,
});

const SessionOf = z.strictObject({
  day: Day,
  slot: Slot,
  from: Instant,
  to: Instant,
  deadline: Instant,
});
const sessionAsked = { day: z.optional(Day), slot: z.optional(Slot) };

/** `GET /api/v1/session-rolls`: the session that runs or ran last, where none is named. */
export const SessionRollsQuery = z.strictObject({
  ...sessionAsked,
  /** By college and class unless told otherwise. */
  by: z.optional(RollKind),
});
export type SessionRollsQuery = z.infer<typeof SessionRollsQuery>;

export const SessionRolls = z.strictObject({
  session: SessionOf,
  /** Those that the rules ask in a day. */
  slots: z.array(Slot),
  /** For which moment leave, hospital and whereabouts were judged. */
  at: Instant,
  by: RollKind,
  counts: Counts,
  states: States,
  /** How many people of the roster are on none of these rolls. */
  unplaced: z.int(),
  /** Colleges with their classes, or buildings with their units, by name. */
  groups: z.array(
    z.strictObject({
      /** A college's name, or a building's id; `null` = the roster names none. */
      id: Name,
      name: Name,
      counts: Counts,
      states: States,
      /** The college's own return; of a building there is none. */
      standing: z.nullable(Standing),
      places: z.array(z.strictObject({ place: RollPlace, counts: Counts, standing: Standing })),
    }),
  ),
});
export type SessionRolls = z.infer<typeof SessionRolls>;
export type RollGroup = SessionRolls['groups'][number];
export type PlaceRoll = RollGroup['places'][number];

/** `GET /api/v1/session-rolls.csv`: a row for each class or unit, and nobody of them by name. */
export const SessionRollsCsvQuery = z.extend(SessionRollsQuery, {
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type SessionRollsCsvQuery = z.infer<typeof SessionRollsCsvQuery>;

/** `GET /api/v1/session-rolls/missing`: of one class or unit, all of whom nobody has said anything. */
export const MissingQuery = z.strictObject({ ...sessionAsked, kind: RollKind, id: Id });
export type MissingQuery = z.infer<typeof MissingQuery>;

export const MissingReply = z.strictObject({
  session: SessionOf,
  place: z.strictObject({ kind: RollKind, id: Id, name: Name, groupName: Name }),
  counts: Counts,
  /** How many have a phone that the server has not heard for a while: a report may lie on it. */
  silent: z.int(),
  /** No phone of those was heard since. */
  silentSince: z.nullable(Instant),
  /** How many have no phone that the server ever heard. */
  phoneless: z.int(),
  rooms: z.array(z.strictObject({ room: Name, count: z.int() })),
  /** By room. */
  people: z.array(
    z.strictObject({
      personId: Id,
      /** Masked: whoever needs the name opens the person. */
      name: z.string(),
      room: Name,
      heardAt: z.nullable(Instant),
      isSilent: z.boolean(),
      remindedAt: z.nullable(Instant),
    }),
  ),
});
export type MissingReply = z.infer<typeof MissingReply>;

const SourceTotals = z.strictObject({
  /** People with a reading that proves something: neither too low nor impossible. */
  measured: z.int(),
  high: z.int(),
  highestC: z.nullable(z.number()),
  /** Readings that differ from better evidence by more than the rules allow. */
  gaps: z.int(),
});

/** `GET /api/v1/session-rolls/temperatures`: the sheets of one class or unit on one day, counted; today unless told otherwise. */
export const TemperaturesQuery = z.strictObject({ day: z.optional(Day), kind: RollKind, id: Id });
export type TemperaturesQuery = z.infer<typeof TemperaturesQuery>;

export const TemperaturesReply = z.strictObject({
  day: Day,
  /** On the roll, whoever is away included. */
  people: z.int(),
  notMeasured: z.int(),
  high: z.int(),
  sources: z.strictObject({
    door: SourceTotals,
    room: SourceTotals,
    session: SourceTotals,
    /** What is told on behalf is among it. */
    self: SourceTotals,
  }),
  disagreeDeltaC: z.number(),
});
export type TemperaturesReply = z.infer<typeof TemperaturesReply>;

/**
 * `POST /api/v1/session-rolls/college-returns`: the numbers that were looked at, which must be those of now (else
 * `conflict`, `why: 'numbers-changed'`). The same `factId` may be sent again.
 */
export const CollegeReturnRequest = z.strictObject({
  factId: Id,
  college: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  day: Day,
  slot: Slot,
  ...sent,
  isZero: z.boolean(),
});
export type CollegeReturnRequest = z.infer<typeof CollegeReturnRequest>;

export const ROLLUP_API = {
  sessionRolls: {
    method: 'get',
    path: '/session-rolls',
    summary: 'How every class or unit stands in a session, rolled up to colleges or buildings',
    query: SessionRollsQuery,
    reply: SessionRolls,
  },
  sessionRollsCsv: {
    method: 'get',
    path: '/session-rolls.csv',
    summary: 'The same as a table',
    query: SessionRollsCsvQuery,
    reply: 'csv',
  },
  sessionMissing: {
    method: 'get',
    path: '/session-rolls/missing',
    summary: 'Who of one class or unit is missing in a session, with names masked',
    query: MissingQuery,
    reply: MissingReply,
  },
  sessionTemperatures: {
    method: 'get',
    path: '/session-rolls/temperatures',
    summary: 'How many of one class or unit were measured in a day, by whom, and how high',
    query: TemperaturesQuery,
    reply: TemperaturesReply,
  },
  handInCollege: {
    method: 'post',
    path: '/session-rolls/college-returns',
    summary: 'Hand in a college’s numbers of a session',
    body: CollegeReturnRequest,
    reply: Done,
  },
} as const satisfies Record<string, Endpoint>;
