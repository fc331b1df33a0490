import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import type { Journal } from '../store/journal.ts';
import type { Vault } from '../store/vault.ts';
import { newLaneMemory } from './attachment-lane.ts';
import { runBothLanes, type CycleEnd } from './cycle.ts';
import { newMemory, type ExchangeParts } from './exchange.ts';
import type { OpenSession, Send, SendAttachment } from './network.ts';
import { createSessionCache } from './session.ts';
import { createTabLock } from './tab-lock.ts';

export interface BackgroundParts {
  journal: Journal;
  vault: Vault;
  send: Send;
  sendAttachment: SendAttachment;
  app: string;
  now?: () => number;
}

/** Browsers end a worker's event after 5 min; what is left then waits for the next one. */
const LONGEST_MS = 4 * 60_000;

/**
 * Sends what this phone holds, once, without a page: records and photos go up, nothing comes down, and nothing
 * is forgotten. Says whether anything that could go still waits. A page that is at it is left to it.
 */
export async function sendInBackground(parts: BackgroundParts): Promise<'all' | 'waiting'> {
  const { journal, vault, sendAttachment, now = Date.now } = parts;
  const withLock = createTabLock();
  const exchangeParts = pushOnly(parts, now);
  const { handedOver } = exchangeParts.memory;
  const lane = { journal, vault, sendAttachment, now, handedOver, memory: newLaneMemory() };
  const until = now() + LONGEST_MS;
  let end: CycleEnd | null;
  do {
    end = await withLock(() => runBothLanes(exchangeParts, lane, () => undefined));
  } while (end?.outcome === 'agreed' && end.isMore && now() < until);
  // Not enrolled, or revoked and drained: no try of the browser's changes that.
  if (end?.outcome === 'idle' || end?.outcome === 'drained') return 'all';
  const { pending, photos } = journal.counts();
  return pending + photos > 0 ? 'waiting' : 'all';
}

const pushOnly = (
  { journal, vault, send, app }: BackgroundParts,
  now: () => number,
): ExchangeParts => ({
  journal,
  vault,
  send,
  sendRepair: null,
  listJournal: null,
  isIdle: () => false,
  pause: () => Promise.resolve(),
  sessions: createSessionCache(noSession),
  app,
  doorId: () => null,
  acknowledgedDays: () => DEFAULT_POLICY.phone.acknowledgedDays,
  reader: () => null,
  // A page finds it too, and keeps it.
  note: () => undefined,
  now,
  // The campus's own rule for how long things stay is sealed: only a page may forget anything.
  memory: { ...newMemory(), prunedAt: now() },
});

/** Sessions are for reading. */
const noSession: OpenSession = async () => ({ ok: false, why: 'signed-out' });
