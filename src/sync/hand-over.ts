import type { Id } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import type { RevokedDetails } from '../protocol/problem.ts';
import type { SyncRequest } from '../protocol/sync.ts';
import type { Journal } from '../store/journal.ts';

/** What a revoked phone has brought in this run of the app, and what it cannot bring. */
export interface HandOver {
  handedOver: Set<Id>;
  tooLarge: ReadonlyMap<Id, unknown>;
}

/**
 * Whether these words are our server's answer to this very request, by the measure of a receipt. The
 * phone is wiped upon them: a portal's page, another server's refusal or an old answer must never pass.
 */
export function isRevocationOf(
  word: RevokedDetails | null,
  of: { request: SyncRequest; server: Id },
): word is RevokedDetails {
  return word?.nonce === of.request.nonce && word.server === of.server;
}

/**
 * Nothing new is recorded from the first such answer on, and all that waits is handed over, batch by batch;
 * the server keeps it apart and gives no receipt. `drained`: the server has everything, and said so.
 */
export async function handOver(
  journal: Journal,
  memory: HandOver,
  told: { operations: readonly Operation[]; isDrained: boolean },
): Promise<'drained' | 'more' | 'stuck'> {
  await journal.endRecording();
  const { handedOver, tooLarge } = memory;
  for (const { id } of told.operations) handedOver.add(id);
  const next = (except: ReadonlySet<Id>) => journal.nextBatch({ max: 1, maxBytes: 1, except });
  // What was once too large for the way may have come since.
  const isAll = (await next(handedOver)).length === 0;
  if (told.isDrained && isAll) return 'drained';
  const left = await next(new Set([...tooLarge.keys(), ...handedOver]));
  const isMore = told.operations.length > 0 || left.length > 0;
  return isMore || isAll ? 'more' : 'stuck';
}
