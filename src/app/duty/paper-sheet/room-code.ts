import type { Id } from '../../../domain/id.ts';

/** In capitals: a QR code holds those in half the room. */
const PREFIX = 'SW-ROOM-';

/** What the code beside a room on a printed sheet says: which room, and nothing of who lives there. */
export const roomCodeOf = (roomId: Id): string => PREFIX + roomId.replaceAll('-', '').toUpperCase();

/** The room of a code that was read; `null` for any other code. */
export function readRoomCode(text: string): Id | null {
  const found = /^SW-ROOM-([0-9A-F]{8})([0-9A-F]{4})([0-9A-F]{4})([0-9A-F]{4})([0-9A-F]{12})$/.exec(
    text.trim(),
  );
  return found === null ? null : found.slice(1).join('-').toLowerCase();
}
