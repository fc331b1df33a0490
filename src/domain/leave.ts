import * as z from 'zod/mini';
import { Direction } from './door-check.ts';
import { Id, Instant } from './id.ts';
import { Note } from './room-visit.ts';

export const LeaveKind = z.enum(['personal', 'sick', 'official', 'outing']);
export type LeaveKind = z.infer<typeof LeaveKind>;

/** Somebody asks to be away. Its id is the fact's id. */
export const Leave = z.strictObject({
  personId: Id,
  kind: LeaveKind,
  from: Instant,
  to: Instant,
  reason: Note,
  destination: z.nullable(Note),
  route: z.nullable(Note),
  transport: z.nullable(Note),
});
export type Leave = z.infer<typeof Leave>;

export const LeaveDecision = z.strictObject({
  leaveId: Id,
  isApproved: z.boolean(),
  note: z.nullable(Note),
});
export type LeaveDecision = z.infer<typeof LeaveDecision>;

/** Stamped at a door: gone out on this leave, or back in. */
export const LeaveStamp = z.strictObject({ leaveId: Id, doorId: Id, direction: Direction });
export type LeaveStamp = z.infer<typeof LeaveStamp>;

/** Back, and the leave is over (销假), also before its time. */
export const LeaveClose = z.strictObject({ leaveId: Id, note: z.nullable(Note) });
export type LeaveClose = z.infer<typeof LeaveClose>;
