import { useEffect, useState } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';

/** A finger that taps twice is this long on what stood there before. */
const SECOND_TAP_MS = 500;

/**
 * Whether the screen of this room stands long enough for a tap to be meant for it. Until then whoever taps twice
 * would record of one room what they saw in the other.
 */
export function useMeant(roomId: Id): boolean {
  const [seenId, setSeen] = useState<Id | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(roomId), SECOND_TAP_MS);
    return () => clearTimeout(timer);
  }, [roomId]);
  return seenId === roomId;
}
