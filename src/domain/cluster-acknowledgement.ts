import * as z from 'zod/mini';
import { Day, Id } from './id.ts';
import { Note } from './room-visit.ts';

/** Whoever answers for a room or a class has seen the alarm of several people ill there (聚集性). */
export const ClusterAcknowledgement = z.strictObject({
  place: z.strictObject({ kind: z.enum(['room', 'class']), id: Id }),
  /** Which rule of the policy raised it. */
  rule: z.string().check(z.minLength(1), z.maxLength(64)),
  day: Day,
  note: z.nullable(Note),
});
export type ClusterAcknowledgement = z.infer<typeof ClusterAcknowledgement>;
