import { useEffect, useState } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { SECOND_TAP_MS } from '../../duty/second-tap.ts';

/**
 * Whether the screen of this room stands in sight for long enough that a tap is meant for it. Until then whoever taps
 * twice would record of one room what they saw in the other, or on a sheet that has just closed.
 */
export function useMeant(roomId: Id): boolean {
  const [seenId, setSeen] = useState<Id | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    function begin(): void {
      clearTimeout(timer);
      setSeen(null);
      timer = setTimeout(() => setSeen(roomId), SECOND_TAP_MS);
    }
    begin();
    // Of any sheet: it does not bubble.
    document.addEventListener('close', begin, { capture: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('close', begin, { capture: true });
    };
  }, [roomId]);
  return seenId === roomId;
}
