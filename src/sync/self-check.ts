import type { Instant } from '../domain/id.ts';
import type { ListedOperation } from '../protocol/journal-list.ts';
import { findingOf } from '../store/journal-check.ts';
import type { Difference, Finding } from '../store/journal-database.ts';
import type { Mending } from '../store/replica-intake.ts';
import type { ExchangeParts, Reader } from './exchange.ts';
import { mendReplica } from './mend-replica.ts';
import type { Credentials } from './network.ts';

/** A phone counts itself again once a week, as the server does every night. */
const EVERY_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;
/** Longer journals than anybody keeps in a year. */
const MOST_PAGES = 500;

/** `again`: something was offered again, and the next exchange brings it up. */
export type CheckEnd = 'done' | 'again' | 'put-off';

/**
 * Counts the whole store again from the disk where a person asks for it, where the digests have shown a
 * difference, or where a week has passed and nobody is at work. To be called when both sides have agreed.
 */
export async function checkSelf(parts: ExchangeParts, credentials: Credentials): Promise<CheckEnd> {
  const { journal, memory, now } = parts;
  const reader = parts.reader();
  if (reader === null) return 'put-off';
  const { accountId } = reader.unlocked;
  const isAsked = memory.check !== 'by-week';
  if (memory.counted?.accountId !== accountId) {
    const last = await journal.selfCheck(accountId);
    const at = last?.countedAt ?? instant(now());
    // What has just been loaded has just been counted.
    if (last === null) await journal.noteSelfCheck(accountId, { countedAt: at, found: null });
    memory.counted = { accountId, atMs: Date.parse(at) };
  }
  const ageMs = now() - memory.counted.atMs;
  const isDue = ageMs >= EVERY_MS || ageMs < 0;
  if (!isAsked && !(isDue && parts.isIdle())) return 'put-off';
  try {
    return await count(parts, credentials, { reader, isAsked });
  } catch (error) {
    if (parts.reader() === reader) throw error;
    // Locked meanwhile: the replica was closed under the counting.
    return 'put-off';
  }
}

interface Counting {
  reader: Reader;
  isAsked: boolean;
}

async function count(
  parts: ExchangeParts,
  credentials: Credentials,
  { reader, isAsked }: Counting,
): Promise<CheckEnd> {
  const { journal, memory } = parts;
  const stop = async () => {
    await parts.pause();
    return parts.reader() !== reader || !(isAsked || parts.isIdle());
  };
  const own = await compareJournal(parts, credentials);
  const scopes = own && (await reader.replica.recount(stop));
  if (own === null || scopes === null) return 'put-off';
  const lost = own.filter(({ how }) => how === 'only-here').map(({ id }) => id);
  const isOffered = lost.length > 0 && memory.check !== 'second-look';
  if (isOffered) await journal.offerAgain(lost);
  const mending = await mendScopes(parts, credentials, { reader, scopes });
  memory.check = isOffered ? 'second-look' : 'by-week';

  const { accountId } = reader.unlocked;
  const countedAt = instant(parts.now());
  const before = (await journal.selfCheck(accountId))?.found ?? null;
  const differences = [...own, ...mending.differences];
  const end = endOf(own, mending);
  const isClean = differences.length === 0 && end === 'mended';
  const found = isClean ? closed(before) : findingOf(differences, countedAt, end);
  if (!isClean) parts.note(describe(found));
  await journal.noteSelfCheck(accountId, { countedAt, found });
  memory.counted = { accountId, atMs: Date.parse(countedAt) };
  // What could not be mended is found once more by the next pull, which loads it anew if nothing else helps.
  return isOffered || !mending.isMended ? 'again' : 'done';
}

const instant = (ms: number): Instant => new Date(ms).toISOString();

/** What the server has of this phone's operations is not given back: of those nothing can be repaired here. */
function endOf(own: readonly Difference[], { isMended }: Mending): Finding['end'] {
  if (!isMended || own.some(({ how }) => how === 'only-here')) return 'open';
  return own.length === 0 ? 'mended' : 'lost-here';
}

/** Nothing differs now: what was open has been put right, and what was lost is not asked for any more. */
function closed(before: Finding | null): Finding | null {
  if (before?.end === 'lost-here') return null;
  return before?.end === 'open' ? { ...before, end: 'mended' } : before;
}

function describe(found: Finding | null): string {
  return `This phone counted itself and found ${JSON.stringify(found?.counts)}: ${found?.end}`;
}

/** `null` where the server's list is not to be had now. */
async function compareJournal(
  { journal, listJournal, acknowledgedDays, now }: ExchangeParts,
  credentials: Credentials,
): Promise<Difference[] | null> {
  if (listJournal === null) return [];
  const serverNow = now() + (journal.offsetMs() ?? 0);
  // One day more, for what was being forgotten just now.
  const keptSince = instant(serverNow - (acknowledgedDays() - 1) * DAY_MS);
  const log = journal.log();
  return journal.compareList(async () => {
    const listed: ListedOperation[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const reply = await listJournal({ log, after: listed.at(-1)?.seq ?? 0 }, credentials);
      if (reply === null) return null;
      listed.push(...reply.operations);
      if (!reply.more) return listed;
    }
    return null;
  }, keptSince);
}

async function mendScopes(
  { sendRepair, memory }: ExchangeParts,
  credentials: Credentials,
  { reader, scopes }: { reader: Reader; scopes: readonly string[] },
): Promise<Mending> {
  if (scopes.length === 0) return { isMended: true, differences: [] };
  memory.wasReset = false;
  if (sendRepair === null) return { isMended: false, differences: [] };
  return mendReplica(sendRepair, credentials, { replica: reader.replica, scopes });
}
