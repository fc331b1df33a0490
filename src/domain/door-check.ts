import * as z from 'zod/mini';
import { AttachmentRef } from './attachment.ts';
import { Id } from './id.ts';
import { Reading } from './reading.ts';

export const Direction = z.enum(['in', 'out']);
export type Direction = z.infer<typeof Direction>;

/** Who stood at the door. An unknown person is matched later by an amendment that names the person. */
export const Subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: Id }),
  /** `visitorId` is the id of the `visitor` fact. */
  z.strictObject({ kind: z.literal('visitor'), visitorId: Id }),
  z.strictObject({ kind: z.literal('unknown'), text: z.string().check(z.maxLength(200)) }),
]);
export type Subject = z.infer<typeof Subject>;

/** As many photos as help to find out later who it was. */
export const PHOTOS_PER_CHECK = 3;

/**
 * One person at one door. `reading` is `null` when none was taken (a visitor who leaves by one tap).
 * A second reading after a high one is a check of its own that names the first in `repeats`; a
 * correction is the whole check again that names in `amends` the version it was made from. Naming an
 * older one is understood too, but two people who amend the same version contradict each other.
 */
export const DoorCheck = z.strictObject({
  subject: Subject,
  doorId: Id,
  direction: Direction,
  reading: z.nullable(Reading),
  repeats: z.nullable(Id),
  amends: z.nullable(Id),
  /** Of somebody unknown, so that building head or office can match. Left out by those who took none. */
  photos: z.optional(z.array(AttachmentRef).check(z.maxLength(PHOTOS_PER_CHECK))),
});
export type DoorCheck = z.infer<typeof DoorCheck>;

/** Somebody who does not live here. `hostId` is the resident visited, where the directory knows them. */
export const Visitor = z.strictObject({
  doorId: Id,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  hostId: z.nullable(Id),
  hostText: z.nullable(z.string().check(z.maxLength(200))),
  phone: z.nullable(z.string().check(z.maxLength(40))),
});
export type Visitor = z.infer<typeof Visitor>;

/** Takes a fact back with a reason; the fact and all its readings stay. A void is not voided: record again. */
export const Void = z.strictObject({
  voids: Id,
  /** Where the voided fact lies, so that the void lies there too. */
  doorId: z.nullable(Id),
  reason: z.string().check(z.minLength(1), z.maxLength(500)),
  /** The new fact that its author has recorded in the place of one that the server had parked. */
  replacedBy: z.optional(Id),
});
export type Void = z.infer<typeof Void>;

/** A shift at a door begins; its id is the fact's id. */
export const Shift = z.strictObject({
  doorId: Id,
  thermometerId: z.nullable(Id),
  thermometerUnit: z.enum(['C', 'F']),
  site: Reading.shape.site,
});
export type Shift = z.infer<typeof Shift>;

/** How a shift ended. One that nobody ended is over after the policy's hours. */
export const ShiftEnd = z.strictObject({
  shiftId: Id,
  doorId: Id,
  why: z.enum(['ended', 'signed-out', 'changed']),
});
export type ShiftEnd = z.infer<typeof ShiftEnd>;
