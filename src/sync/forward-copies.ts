import type { Id } from '../domain/id.ts';
import { leftCopies, ownCopies, type LeftCopy } from '../store/second-copy.ts';
import { QueueRefusedDetails } from '../protocol/queue-file.ts';
import { forwardQueue, type Forwarded } from './forward-queue.ts';

/**
 * How many records of a lost journal the server had not had; `null` if no copy was left. `isAll` where every copy
 * has come: else one could not be read, here or there, or waits for the next time.
 */
export type Recovered = { count: number; isAll: boolean } | null;

/**
 * Hands on what another journal of this phone left in its second copy; and of the one that is open, where it has records
 * that it can read no longer: its copy may hold them whole. Repeatable.
 */
export async function forwardCopies(
  { log, unreadable }: { log: Id; unreadable: number },
  over: Over,
): Promise<Recovered> {
  if (unreadable > 0) await handOn(await ownCopies(log), { ...over, isKept: true });
  const copies = await leftCopies(log);
  return copies.length === 0 ? null : handOn(copies, { ...over, isKept: false });
}

interface Over {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  deviceToken: string;
  note: (finding: string) => void;
}

/** One after the other, each by itself: one that cannot be read keeps no other from the server. */
async function handOn(
  copies: readonly LeftCopy[],
  over: Over & { isKept: boolean },
): Promise<NonNullable<Recovered>> {
  let count = 0;
  let isAll = true;
  for (const { read, drop } of copies) {
    const [file] = await Promise.allSettled([read()]);
    if (file.status === 'rejected') {
      over.note(`second copy: ${String(file.reason)}`);
      isAll = false;
    } else if (file.value !== null) {
      const forwarded = await forwardQueue(file.value, over);
      if (forwarded.ok) count += forwarded.counts.stored + forwarded.counts.parked;
      else isAll = false;
      if (!over.isKept && (forwarded.ok || isSpoilt(forwarded))) await drop();
    }
  }
  return { count, isAll };
}

/** Our server's word that nothing can be read from it: half of it was written when the browser died. */
function isSpoilt(forwarded: Forwarded): boolean {
  if (forwarded.ok || forwarded.why !== 'refused') return false;
  const details = QueueRefusedDetails.safeParse(forwarded.problem.details);
  return details.success && ['no-queue', 'cut', 'altered'].includes(details.data.why);
}
