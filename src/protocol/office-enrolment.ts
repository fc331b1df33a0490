import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';

const Text = z.nullable(z.string());

/** Whom the office means. What is left out does not narrow it. */
const SELECTION = {
  kind: z.optional(z.enum(['student', 'staff'])),
  buildingId: z.optional(Id),
  /** A building without units is its own unit. */
  unitId: z.optional(Id),
  classId: z.optional(Id),
  college: z.optional(z.string().check(z.maxLength(200))),
};
export const PeopleSelection = z.strictObject(SELECTION);
export type PeopleSelection = z.infer<typeof PeopleSelection>;

/**
 * How far a person is: `none` has neither phone nor code, `waiting` has a code that works, `expired` and `locked`
 * one that does not, `enrolled` a phone. `on_post` has duties or an office sign-in: the staff page enrols those.
 */
export const ENROLMENT_STATES = [
  'none',
  'waiting',
  'expired',
  'locked',
  'enrolled',
  'on_post',
  'inactive',
] as const;
export const EnrolmentState = z.enum(ENROLMENT_STATES);
export type EnrolmentState = z.infer<typeof EnrolmentState>;

export const EnrolmentEntry = z.strictObject({
  personId: Id,
  kind: z.enum(['student', 'staff']),
  name: z.string(),
  number: Text,
  building: Text,
  unit: Text,
  room: Text,
  bed: Text,
  college: Text,
  className: Text,
  state: EnrolmentState,
  /** Of the last code that was not used. */
  expiresAt: z.nullable(Instant),
  /** Of the person's phones. */
  lastContactAt: z.nullable(Instant),
});
export type EnrolmentEntry = z.infer<typeof EnrolmentEntry>;

/**
 * `POST /api/v1/enrolments/search`: 100 from `offset`, by building, unit, room and bed, or best match first.
 * `counts` are of the whole selection. A POST, so that names and numbers stand in no address.
 */
export const EnrolmentSearch = z.strictObject({
  ...SELECTION,
  query: z.optional(z.string().check(z.maxLength(100))),
  state: z.optional(EnrolmentState),
  offset: z.optional(z.int().check(z.nonnegative())),
});
export type EnrolmentSearch = z.infer<typeof EnrolmentSearch>;
export const EnrolmentPage = z.strictObject({
  counts: z.record(EnrolmentState, z.int()),
  total: z.int(),
  people: z.array(EnrolmentEntry),
});
export type EnrolmentPage = z.infer<typeof EnrolmentPage>;

/** `GET /api/v1/enrolments.csv`: who of the selection has no phone yet. Names are masked unless `mask=0`; no code is in it. */
export const EnrolmentCsvQuery = z.strictObject({
  ...SELECTION,
  mask: z.optional(z.enum(['0', '1'])),
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type EnrolmentCsvQuery = z.infer<typeof EnrolmentCsvQuery>;

/** For whom cards are made: who has neither phone nor code, who has no phone, or everybody, ending their phones. */
export const CardsFor = z.enum(['none', 'without_phone', 'all']);
export type CardsFor = z.infer<typeof CardsFor>;

/** `POST /api/v1/enrolment-cards/plan`: changes nothing. `personIds` in the order in which cards are handed out. */
export const CardPlanRequest = z.strictObject({ ...SELECTION, cardsFor: CardsFor });
export type CardPlanRequest = z.infer<typeof CardPlanRequest>;
export const CardPlan = z.strictObject({
  personIds: z.array(Id),
  /** How many of them have a phone, which their new card ends. */
  enrolled: z.int(),
});
export type CardPlan = z.infer<typeof CardPlan>;

export const CARDS_AT_ONCE = 250;
export const CARD_DAYS = { usual: 14, most: 60 } as const;
const ValidDays = z.optional(z.int().check(z.minimum(1), z.maximum(CARD_DAYS.most)));

/** `POST /api/v1/enrolment-cards`: one transaction. Repeatable: who is in it again gets a new card, and the one before ends. */
export const CardsRequest = z.strictObject({
  personIds: z.array(Id).check(z.minLength(1), z.maxLength(CARDS_AT_ONCE)),
  validDays: ValidDays,
  /** Whether who has a phone gets a card too, which ends that phone. */
  endsPhones: z.boolean(),
});
export type CardsRequest = z.infer<typeof CardsRequest>;

/**
 * Shown once and stored hashed. `code` is `XXXX-XXXX` where it goes with the person's number, else
 * `XXXX-XXXX-XXXX`; `link` is the path below the address of this server that carries all of it.
 */
export const EnrolmentCard = z.strictObject({
  personId: Id,
  name: z.string(),
  passportName: Text,
  building: Text,
  unit: Text,
  room: Text,
  bed: Text,
  className: Text,
  code: z.string(),
  needsNumber: z.boolean(),
  link: z.string(),
  expiresAt: Instant,
});
export type EnrolmentCard = z.infer<typeof EnrolmentCard>;

export const CardsReply = z.strictObject({
  /** In the order of the request. */
  cards: z.array(EnrolmentCard),
  /** Who got none, and why; `null` where nobody is known by that id. */
  skipped: z.array(z.strictObject({ personId: Id, state: z.nullable(EnrolmentState) })),
});
export type CardsReply = z.infer<typeof CardsReply>;

/** `POST /api/v1/people/:id/enrolment-card`: a new card for one person; the phone and the card before end. Also for heads and unit keepers, over their own. */
export const ReissueRequest = z.strictObject({ validDays: ValidDays });
export type ReissueRequest = z.infer<typeof ReissueRequest>;

export const CARDS_API = {
  enrolments: {
    method: 'post',
    path: '/enrolments/search',
    summary: 'Who has enrolled a phone, who has a code, who neither',
    body: EnrolmentSearch,
    reply: EnrolmentPage,
  },
  enrolmentsCsv: {
    method: 'get',
    path: '/enrolments.csv',
    summary: 'Who has no phone yet, as a table',
    query: EnrolmentCsvQuery,
    reply: 'csv',
  },
  planCards: {
    method: 'post',
    path: '/enrolment-cards/plan',
    summary: 'Who would get a card',
    body: CardPlanRequest,
    reply: CardPlan,
  },
  makeCards: {
    method: 'post',
    path: '/enrolment-cards',
    summary: 'Make enrolment cards, with accounts for those who have none',
    body: CardsRequest,
    reply: CardsReply,
  },
  reissueCard: {
    method: 'post',
    path: '/people/:id/enrolment-card',
    summary: 'A new card for one person; the phone and the card before end',
    body: ReissueRequest,
    reply: EnrolmentCard,
  },
} as const satisfies Record<string, Endpoint>;
