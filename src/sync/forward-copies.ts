import type { Id } from '../domain/id.ts';
import { leftCopies, type LeftCopy } from '../store/second-copy.ts';
import { QueueRefusedDetails } from '../protocol/queue-file.ts';
import { forwardQueue, type Forwarded } from './forward-queue.ts';

/** How many records of a lost journal the server had not had; `null` if no copy was left. What is not taken waits for the next time. */
export type Recovered = { count: number; isAll: boolean } | null;

/**
 * Hands on what another journal of this phone left in its second copy; and of the one that is open, where it has records
 * that it can read no longer: its copy may hold them whole. Repeatable.
 */
export async function forwardCopies(
  { log, unreadable }: { log: Id; unreadable: number },
  over: { baseUrl: string; fetch: typeof globalThis.fetch; deviceToken: string },
): Promise<Recovered> {
  if (unreadable > 0) await forwardAll(await leftCopies(null), over);
  const copies = await leftCopies(log);
  if (copies.length === 0) return null;
  let count = 0;
  let isAll = true;
  for (const { file, drop } of copies) {
    const forwarded = await forwardQueue(file, over);
    if (forwarded.ok) {
      const { stored, parked } = forwarded.counts;
      count += stored + parked;
      await drop();
    } else if (isSpoilt(forwarded)) await drop();
    else isAll = false;
  }
  return { count, isAll };
}

async function forwardAll(copies: readonly LeftCopy[], over: Parameters<typeof forwardQueue>[1]) {
  for (const { file } of copies) await forwardQueue(file, over);
}

/** Our server's word that nothing can be read from it: half of it was written when the browser died. */
function isSpoilt(forwarded: Forwarded): boolean {
  if (forwarded.ok || forwarded.why !== 'refused') return false;
  const details = QueueRefusedDetails.safeParse(forwarded.problem.details);
  return details.success && ['no-queue', 'cut', 'altered'].includes(details.data.why);
}
