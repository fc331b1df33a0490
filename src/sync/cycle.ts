import { exchange, type ExchangeParts } from './exchange.ts';
import type { Credentials, SendFailure } from './network.ts';

/** How a cycle ended: the next wake is computed from this and the state, never waited for. */
export type CycleEnd =
  | { outcome: 'agreed'; isMore: boolean; trouble: SendFailure | null }
  | { outcome: 'failed'; why: SendFailure | 'storage'; retryAfterMs: number | null }
  | { outcome: 'idle' };

/** A cycle gives the tab's lock back after this. */
const LONGEST_MS = 60_000;
/** Halving a batch of 500 down to one takes nine. */
const RETRIES_AT_ONCE = 10;

/** Exchanges until both sides agree, one request at a time. `onContact` hears of each recognised reply. */
export async function runCycle(
  parts: ExchangeParts,
  onContact: (credentials: Credentials, trouble: SendFailure | null) => void,
): Promise<CycleEnd> {
  const startedAt = parts.now();
  let retries = 0;
  for (;;) {
    const result = await exchange(parts);
    if (result.outcome === 'idle') return result;
    if (result.outcome === 'failed') {
      retries += 1;
      if (!result.retryAtOnce || retries > RETRIES_AT_ONCE) return result;
      continue;
    }
    onContact(result.credentials, result.trouble);
    const isLate = parts.now() - startedAt > LONGEST_MS;
    if (!result.isMore || isLate) return result;
  }
}
