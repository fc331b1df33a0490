import type { Id, Instant } from '../domain/id.ts';
import type { DigestLanes, SyncReply, SyncRequest } from '../protocol/sync.ts';
import type { ExchangeParts } from './exchange.ts';

const PRUNE_EVERY_MS = 6 * 3_600_000;

/**
 * What a reply says of this phone's operations: receipts are settled, and what the server lacks is offered
 * again.
 */
export async function settlePush(
  { journal, memory }: ExchangeParts,
  of: { reply: SyncReply; request: SyncRequest; lanes: ReadonlyMap<Id, DigestLanes> },
): Promise<void> {
  const { request, lanes } = of;
  const { push, now: at, feedEpoch } = of.reply;
  if (push === null || request.push === null) return;
  await journal.settle(push.results, at, { log: request.push.log, lanes });
  await journal.settleAgain(push.rejudged ?? []);
  if (await journal.noteEpoch(feedEpoch)) memory.filledHoles = '';

  const holes = holesIn(push, request.push.acked);
  const text = JSON.stringify([request.push.log, holes]);
  if (holes.length > 0 && text !== memory.filledHoles) await journal.reopen(holes);
  memory.filledHoles = holes.length === 0 ? '' : text;
}

/** Numbers that this phone has receipts for and the server does not have. */
function holesIn(
  { contiguous, missing }: NonNullable<SyncReply['push']>,
  acked: number,
): [number, number][] {
  return missing.length === 0 && contiguous < acked ? [[contiguous + 1, acked]] : missing;
}

/** Once nothing is to be exchanged at once: the digests are compared, and only where they are equal may anything be forgotten. */
export async function proveAndPrune(
  parts: ExchangeParts,
  { reply, request }: { reply: SyncReply; request: SyncRequest },
): Promise<void> {
  const { journal, memory, acknowledgedDays, now } = parts;
  const { push, now: at } = reply;
  if (push === null || request.push === null) return;
  const isProved = holesIn(push, request.push.acked).length === 0 && (await prove(parts, push, at));
  // What the server may have lost must not be forgotten here.
  if (!isProved || now() - memory.prunedAt < PRUNE_EVERY_MS) return;
  memory.prunedAt = now();
  const { durableThrough } = push;
  await journal.prune({ days: acknowledgedDays(), durableThrough, now: at });
}

/** `false` only where the server holds something else than this phone has receipts for. */
async function prove(
  { journal, memory, note }: ExchangeParts,
  { contiguous, digest }: NonNullable<SyncReply['push']>,
  at: Instant,
): Promise<boolean> {
  if (digest === undefined) return true;
  const acked = await journal.acked();
  const compared = await journal.compare({ contiguous, acked, digest, at });
  if (compared === null) return false;
  if (compared === 'uncounted') {
    askByIds(memory);
    // Held against the list: what the server lacks was offered again.
    return memory.check === 'by-week';
  }
  if (compared.isEqual) return true;
  note(`The server's digest of ${contiguous} operations of this phone is another one`);
  askByIds(memory);
  // Once: what the server has it knows again, and what it lacks it gets.
  if (!memory.wasOfferedAgain) await journal.reopen([[1, acked]]);
  memory.wasOfferedAgain = true;
  return false;
}

/** Once in a run: the ids themselves are compared at the end of this cycle. */
function askByIds(memory: ExchangeParts['memory']): void {
  if (!memory.hasComparedIds) memory.check = 'asked';
  memory.hasComparedIds = true;
}
