import type { Id } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import type { DigestLanes } from '../protocol/sync.ts';
import { monoMs } from '../store/run-clock.ts';
import type { ExchangeMemory, ExchangeParts } from './exchange.ts';

/** What goes up with one request, and how far the journal had got when it was read. */
export interface Batch {
  log: Id;
  operations: readonly Operation[];
  acked: number;
  digest: DigestLanes | null;
}

/** Receipts of a recognised reply that are not on this phone's disk yet: they are settled while the next batch is on its way. */
export interface Unsettled {
  count: number;
  settle: () => Promise<void>;
}

export const MAX_BATCH = 500;
const MAX_BATCH_BYTES = 768 * 1024;
const TOO_LARGE_FOR_MS = 4 * 60_000;

export async function readBatch(
  { journal, memory }: ExchangeParts,
  { max, after = 0 }: { max: number; after?: number },
): Promise<Batch> {
  const log = journal.log();
  const except = new Set([...tooLargeYet(memory), ...memory.handedOver]);
  const [operations, acked] = await Promise.all([
    journal.nextBatch({ max, maxBytes: MAX_BATCH_BYTES, except, after }),
    journal.acked(),
  ]);
  return { log, operations, acked, digest: await journal.digestThrough(acked) };
}

/** What waits behind these; `null` where nothing does. Read while they are on their way. */
export async function readFollowing(
  parts: ExchangeParts,
  operations: readonly Operation[],
): Promise<Batch | null> {
  const after = operations.at(-1)?.seq;
  if (after === undefined) return null;
  const max = Math.min(MAX_BATCH, parts.memory.batchMax * 2);
  const following = await readBatch(parts, { max, after });
  return following.operations.length === 0 ? null : following;
}

/** Puts on the disk what still waits for that. Throws what kept it from there: then it will be sent again. */
export async function settleWaiting({ memory }: Pick<ExchangeParts, 'memory'>): Promise<void> {
  const { unsettled } = memory;
  memory.unsettled = null;
  await unsettled?.settle();
}

/** What a proxy on the way refused may pass another time: it is tried again after a while, not never. */
export function tooLargeYet({ tooLarge }: ExchangeMemory): ReadonlySet<Id> {
  const since = monoMs() - TOO_LARGE_FOR_MS;
  return new Set([...tooLarge].filter(([, at]) => at > since).map(([id]) => id));
}
