import { runLane, type LaneParts } from './attachment-lane.ts';
import { settleWaiting } from './batch.ts';
import { exchange, type ExchangeParts } from './exchange.ts';
import type { Credentials, SendFailure } from './network.ts';
import { checkSelf } from './self-check.ts';

/** How a cycle ended: the next wake is computed from this and the state, never waited for. */
export type CycleEnd =
  | { outcome: 'agreed'; isMore: boolean; trouble: SendFailure | null }
  | { outcome: 'failed'; why: SendFailure | 'storage'; retryAfterMs: number | null }
  | { outcome: 'drained' }
  | { outcome: 'idle' };

/** A cycle gives the tab's lock back after this. */
const LONGEST_MS = 60_000;
/** Halving a batch of 500 down to one takes nine. */
const RETRIES_AT_ONCE = 10;

/** Records first, then photos. Of a revoked phone too: what it named before may still come. */
export async function runBothLanes(
  parts: ExchangeParts,
  lane: LaneParts | null,
  onContact: (credentials: Credentials, trouble: SendFailure | null) => void,
): Promise<CycleEnd> {
  const end = await runCycle(parts, onContact);
  if (lane === null || end.outcome === 'idle') return end;
  if (end.outcome === 'drained') return (await lastPhotos(lane)) ?? end;
  if (end.outcome === 'failed') {
    if (end.why === 'device-revoked') await runLane(lane);
    return end;
  }
  if (end.isMore) return end;
  const sent = await runLane(lane);
  if (sent.outcome === 'failed') return sent;
  return { ...end, isMore: sent.outcome === 'more' };
}

/** A fault of the server may pass; one that stays must not keep a revoked phone from being wiped. */
const LAST_TRIES = 5;

/** Photos go before everything is deleted, as far as the network lets them, and the server within a few tries. */
async function lastPhotos(lane: LaneParts): Promise<CycleEnd | null> {
  const sent = await runLane(lane);
  if (sent.outcome === 'more') return { outcome: 'agreed', isMore: true, trouble: null };
  if (sent.outcome === 'done') return null;
  if (sent.why === 'offline' || sent.why === 'timeout') return sent;
  lane.memory.lastTries += 1;
  return lane.memory.lastTries < LAST_TRIES ? sent : null;
}

/** Exchanges until both sides agree, one request at a time. `onContact` hears of each recognised reply. */
async function runCycle(
  parts: ExchangeParts,
  onContact: (credentials: Credentials, trouble: SendFailure | null) => void,
): Promise<CycleEnd> {
  const startedAt = parts.now();
  let retries = 0;
  for (;;) {
    const result = await exchange(parts);
    if (result.outcome === 'idle' || result.outcome === 'drained') return result;
    if (result.outcome === 'failed') {
      retries += 1;
      if (!result.retryAtOnce || retries > RETRIES_AT_ONCE) return result;
      continue;
    }
    onContact(result.credentials, result.trouble);
    if (parts.now() - startedAt > LONGEST_MS) {
      // Another tab may go on from here: it must find what this one has receipts for.
      parts.memory.following = null;
      await settleWaiting(parts);
      return result;
    }
    if (result.isMore) continue;
    const isWhole = result.trouble === null;
    if (!isWhole || (await checkSelf(parts, result.credentials)) !== 'again') return result;
  }
}
