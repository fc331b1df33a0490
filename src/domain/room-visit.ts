import * as z from 'zod/mini';
import { AttachmentRef } from './attachment.ts';
import { PHOTOS_PER_FINDING } from './finding-photos.ts';
import { Day, Id, Instant } from './id.ts';
import { Reading } from './reading.ts';

export const Photos = z.array(AttachmentRef).check(z.maxLength(PHOTOS_PER_FINDING));
export const Note = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

/**
 * Everything recorded in one room at one stay carries the same `visitId`; each is a fact of its own.
 * `onPaperAt` is when it was written by hand, where it was typed in later.
 */
const visit = { visitId: Id, roomId: Id, onPaperAt: z.optional(Instant) };

/** `not_in`: just out, as somebody in the room says. `absent`: nobody knows. */
export const PresenceState = z.enum(['present', 'on_leave', 'absent', 'not_in']);
export type PresenceState = z.infer<typeof PresenceState>;

/** Who was in the room. It holds no reading, and nobody counts as measured by it. */
export const Presence = z.strictObject({
  ...visit,
  personId: Id,
  state: PresenceState,
  /** What somebody who is present complains of; `null` = nothing was told, whether or not anybody asked. */
  complaint: z.nullable(Note),
  /** What was complained of before is over, as was asked and answered: not merely left unsaid. */
  isComplaintOver: z.optional(z.boolean()),
});
export type Presence = z.infer<typeof Presence>;

/** A temperature taken in the room. Added to what was measured before, never in its place. */
export const SecondCheck = z.strictObject({
  ...visit,
  personId: Id,
  reading: Reading,
  /** The high or too low reading that it repeats: another second check, or a check at a door. */
  repeats: z.nullable(Id),
});
export type SecondCheck = z.infer<typeof SecondCheck>;

/** The room was looked over with this form, whatever was found. The findings of the same visit belong to it. */
export const Inspection = z.strictObject({
  ...visit,
  /** A form of the policy pack, with its version, so that points keep their meaning. */
  formId: z.string().check(z.maxLength(64)),
  formVersion: z.int().check(z.positive()),
});
export type Inspection = z.infer<typeof Inspection>;

/** Something found wrong: an item of the form with the points it cost, as evidence and as a task. */
export const Finding = z.strictObject({
  ...visit,
  formId: z.string().check(z.maxLength(64)),
  /** By which the item has its words; left out by phones of before forms could be changed. */
  formVersion: z.optional(z.int().check(z.positive())),
  itemId: z.string().check(z.maxLength(64)),
  /** Whose bed or desk; `null` = of the room. */
  personId: z.nullable(Id),
  points: z.number().check(z.minimum(0), z.maximum(100)),
  note: z.nullable(Note),
  /** Until when it is to be put right; `null` = noted only. */
  fixBy: z.nullable(Day),
  photos: Photos,
  /** The finding of an earlier visit that is still so: this one takes its place. Left out where it is new. */
  again: z.optional(Id),
});
export type Finding = z.infer<typeof Finding>;

/** What a finding named is put right. It closes the finding, with a photo of after. */
export const Rectification = z.strictObject({
  ...visit,
  findingId: Id,
  note: z.nullable(Note),
  photos: Photos,
});
export type Rectification = z.infer<typeof Rectification>;

/** Instruction given face to face, and what else is worth keeping of a visit. */
export const VisitNote = z.strictObject({
  ...visit,
  isInstructed: z.boolean(),
  text: z.nullable(Note),
});
export type VisitNote = z.infer<typeof VisitNote>;
