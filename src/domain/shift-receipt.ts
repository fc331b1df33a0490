import type { Id } from './id.ts';
import type { Operation } from './operation.ts';

/** Whether the operation belongs to the shift: its beginning, its end, or recorded in it. */
export function isOfShift(
  { id, type, shiftId, body }: Pick<Operation, 'id' | 'type' | 'shiftId' | 'body'>,
  of: Id,
): boolean {
  if (shiftId === of || id === of) return true;
  const isEnd = type === 'shift-end' && typeof body === 'object' && body !== null;
  return isEnd && 'shiftId' in body && body.shiftId === of;
}
