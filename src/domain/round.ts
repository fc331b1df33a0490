import * as z from 'zod/mini';
import { Id, Instant } from './id.ts';
import { Reading } from './reading.ts';

/** Why somebody walks a unit: the daily round, or the count at night of who is in. */
export const RoundPurpose = z.enum(['round', 'night_check']);
export type RoundPurpose = z.infer<typeof RoundPurpose>;

/**
 * A round of one unit begins: the shift of those who walk. Its id is the fact's id, and what is recorded on
 * it carries that as `shiftId`. `unitId` is the building's id where it has no units.
 */
export const Round = z.strictObject({
  unitId: Id,
  purpose: RoundPurpose,
  /** The campaign that asks for it, or `null`. */
  campaignId: z.nullable(Id),
  thermometerId: z.nullable(Id),
  thermometerUnit: z.enum(['C', 'F']),
  site: Reading.shape.site,
  /** When it was walked, where it is typed in later from a sheet of paper. */
  onPaperAt: z.optional(Instant),
});
export type Round = z.infer<typeof Round>;

/** How a round ended. One that nobody ended is over after the policy's hours. */
export const RoundEnd = z.strictObject({
  roundId: Id,
  why: z.enum(['ended', 'signed-out', 'changed']),
});
export type RoundEnd = z.infer<typeof RoundEnd>;
