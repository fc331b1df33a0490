import * as z from 'zod/mini';
import { Id, Instant } from './id.ts';
import { Note, Photos } from './room-visit.ts';

export const SealedThing = z.enum([
  'room_door',
  'window',
  'side_exit',
  'locker',
  'appliance',
  'other',
]);
export type SealedThing = z.infer<typeof SealedThing>;

const SealNumber = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));

/** A numbered strip is put on something that must not be opened. Its id is the fact's id, whatever number comes later. */
export const Seal = z.strictObject({
  buildingId: Id,
  /** `null` where it is in no room. */
  roomId: z.nullable(Id),
  thing: SealedThing,
  /** Where exactly, in the words of who sealed it. */
  place: z.nullable(Note),
  number: SealNumber,
  reason: Note,
  /** Who stood by. */
  witness: z.nullable(Note),
  photos: Photos,
});
export type Seal = z.infer<typeof Seal>;

export const SealState = z.enum(['intact', 'broken', 'missing', 'unsealed', 'reapplied']);
export type SealState = z.infer<typeof SealState>;

/** How a seal was found, or what was done with it. */
export const SealCheck = z
  .strictObject({
    sealId: Id,
    /** The room visit on which it was looked at, or `null`. */
    visitId: z.nullable(Id),
    onPaperAt: z.optional(Instant),
    state: SealState,
    /** The number of the new strip: where it was re-applied. */
    newNumber: z.nullable(SealNumber),
    /** Who authorised it: where it was unsealed. */
    authorisedBy: z.nullable(Note),
    note: z.nullable(Note),
    photos: Photos,
  })
  .check(
    z.refine(({ state, newNumber }) => (state === 'reapplied') === (newNumber !== null), {
      path: ['newNumber'],
    }),
    z.refine(({ state, authorisedBy }) => (state === 'unsealed') === (authorisedBy !== null), {
      path: ['authorisedBy'],
    }),
  );
export type SealCheck = z.infer<typeof SealCheck>;

/** Whoever answers for the building has seen an incident: a seal check that found one broken or missing. */
export const Acknowledgement = z.strictObject({ of: Id, note: z.nullable(Note) });
export type Acknowledgement = z.infer<typeof Acknowledgement>;
