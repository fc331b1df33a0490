import type { Id } from '../domain/id.ts';
import { leftCopies } from '../store/second-copy.ts';
import { forwardQueue } from './forward-queue.ts';

/** How many records of a lost journal the server had not had; `null` if no copy was left. What is not taken waits for the next time. */
export type Recovered = { count: number; isAll: boolean } | null;

/** Hands on what another journal of this phone left in its second copy. Repeatable. */
export async function forwardCopies(
  log: Id,
  over: { baseUrl: string; fetch: typeof globalThis.fetch; deviceToken: string },
): Promise<Recovered> {
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
    } else isAll = false;
  }
  return { count, isAll };
}
