import * as z from 'zod/mini';
import { Campaign } from './campaign.ts';
import { Id, Instant } from './id.ts';
import { Directory, Contact, Identity, PastWhereabouts, Stay } from './person.ts';
import {
  Building,
  Campus,
  DisinfectionArea,
  Door,
  Room,
  SchoolClass,
  Thermometer,
  Unit,
} from './place.ts';
import { PolicyPack } from './policy.ts';
import { Session } from './report-session.ts';
import { Seal, SealState } from './seal.ts';
import { Consent } from './self-report.ts';
import { Access, Account, Assignment } from './role.ts';
import { Direction } from './door-check.ts';

/** Folded by the server for readers who may not see the facts under it. */
export const Mark = z.discriminatedUnion('about', [
  /** In `B/people`: a resident's last direction and time. Its id is the person's. */
  z.strictObject({ about: z.literal('passage'), personId: Id, direction: Direction, at: Instant }),
  /** In `B/door`: where a round last saw a resident in the building. `factId` tells it, and is not the mark's id. */
  z.strictObject({ about: z.literal('seen'), personId: Id, at: Instant, factId: Id }),
  /** In `B/door`: when the server last heard a phone on shift at this door. */
  z.strictObject({ about: z.literal('door'), doorId: Id, heardAt: Instant }),
  /** In `B/door`: for which of the latest sessions a resident has reported, newest first, and no more of it. */
  z.strictObject({
    about: z.literal('reported'),
    personId: Id,
    sessions: z.array(Session).check(z.maxLength(3)),
  }),
  /** In `class:` and `U/health`: when the server last heard a phone of this member, within a quarter of an hour. */
  z.strictObject({ about: z.literal('contact'), personId: Id, heardAt: Instant }),
  /** In `person:`: the last answer to the privacy notice, which outlives its fact on the phone. */
  z.strictObject({
    about: z.literal('consent'),
    personId: Id,
    noticeVersion: Consent.shape.noticeVersion,
    isGiven: z.boolean(),
    at: Instant,
    factId: Id,
  }),
  /** In a room head's `person:`: the names of the own room, for whom the head may report. */
  z.strictObject({
    about: z.literal('room-mates'),
    personId: Id,
    mates: z.array(z.strictObject({ personId: Id, name: z.string() })),
  }),
  /** In a course teacher's `person:`: the names of a class, whose absences through illness the teacher tells. */
  z.strictObject({
    about: z.literal('class-names'),
    personId: Id,
    classId: Id,
    name: z.string(),
    members: z.array(z.strictObject({ personId: Id, name: z.string() })),
  }),
  /** In `B/upkeep`: a seal that stands, for phones that hold its chain no more. Its id is the seal's. */
  z.strictObject({
    about: z.literal('seal'),
    sealId: Id,
    buildingId: Id,
    roomId: Seal.shape.roomId,
    thing: Seal.shape.thing,
    place: Seal.shape.place,
    reason: Seal.shape.reason,
    appliedAt: Instant,
    /** The number expected now. */
    number: Seal.shape.number,
    state: SealState,
    since: Instant,
    /** The check that brought it to this state; `null` = as it was applied. */
    checkId: z.nullable(Id),
    /** Of one found broken or missing: somebody who answers for the building has seen it. */
    isAcknowledged: z.boolean(),
  }),
]);
export type Mark = z.infer<typeof Mark>;

/** Every kind of document, by the name it has on the wire and in the tables. */
export const DOCUMENT_KINDS = {
  campus: Campus,
  building: Building,
  unit: Unit,
  room: Room,
  door: Door,
  area: DisinfectionArea,
  campaign: Campaign,
  class: SchoolClass,
  thermometer: Thermometer,
  directory: Directory,
  contact: Contact,
  'past-whereabouts': PastWhereabouts,
  identity: Identity,
  stay: Stay,
  assignment: Assignment,
  account: Account,
  access: Access,
  policy: PolicyPack,
  mark: Mark,
} as const satisfies Record<string, z.ZodMiniType>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;
export type DocumentBody<K extends DocumentKind> = z.infer<(typeof DOCUMENT_KINDS)[K]>;
export const DocumentKind = z.enum(
  Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]],
);
