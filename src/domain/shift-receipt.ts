import type { Id } from './id.ts';
import type { Operation } from './operation.ts';

/** Whether the operation belongs to the shift or round: its beginning, its end, or recorded in it. */
export function isOfShift(
  { id, type, shiftId, body }: Pick<Operation, 'id' | 'type' | 'shiftId' | 'body'>,
  of: Id,
): boolean {
  if (shiftId === of || id === of) return true;
  if (typeof body !== 'object' || body === null) return false;
  if (type === 'shift-end') return 'shiftId' in body && body.shiftId === of;
  return type === 'round-end' && 'roundId' in body && body.roundId === of;
}
