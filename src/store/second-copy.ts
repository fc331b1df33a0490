import { findAttachmentRefs } from '../domain/attachment-refs.ts';
import type { Id } from '../domain/id.ts';
import type { Attachment } from './attachments.ts';
import { openCopies, SECOND_COPY } from './copies-left.ts';
import { exportQueue, sealOperations } from './export-queue.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Journal } from './journal.ts';
import { isOwnRef } from './record.ts';
import type { Vault } from './vault.ts';

/** Each holds the records of a moment. When there are too many all that waits is sealed anew: the rarer, the more that is. */
const filesAtMost = (pending: number, photos: number): number => 32 + pending / 4 + photos * 4;

export interface SecondCopyParts {
  journal: Journal;
  vault: Vault;
  now: () => number;
  /** Told why a copy could not be kept: the journal itself holds all the same. */
  note: (finding: string) => void;
}

/** A sealed file of records that a journal still had to send. */
export interface LeftCopy {
  /** `null` where another tab has dropped it. Fails where the browser cannot read it any more. */
  read: () => Promise<Blob | null>;
  drop: () => Promise<void>;
}

/**
 * Keeps what waits to be sent once more outside of IndexedDB, within moments of each record: a browser that finds its
 * databases damaged throws all of an origin's away, the keys with them. Chromium does so when it was killed in
 * the middle of a write. The copies are queue files, which only the organisation opens. Several tabs may each keep theirs:
 * the server knows what comes twice. Does nothing where there is no cache storage. Returns how to stop.
 */
export function keepSecondCopy(parts: SecondCopyParts): () => void {
  const caches = (globalThis as Partial<typeof globalThis>).caches;
  if (caches === undefined) return () => undefined;
  const copying: Copying = { ...parts, caches, log: null, through: 0, files: 0, isStopped: false };
  const work = { isWanted: false, isRunning: false };

  async function run(): Promise<void> {
    work.isRunning = true;
    while (work.isWanted && !copying.isStopped) {
      work.isWanted = false;
      const [end] = await Promise.allSettled([pass(copying)]);
      if (end.status === 'rejected') parts.note(`second copy: ${String(end.reason)}`);
    }
    work.isRunning = false;
  }
  function want(): void {
    work.isWanted = true;
    if (!work.isRunning) void run();
  }

  const stop = parts.journal.subscribe(want);
  want();
  return () => {
    copying.isStopped = true;
    stop();
  };
}

/** Copies that another journal than this one left here: what it held is lost, or was. */
export const leftCopies = (log: Id): Promise<LeftCopy[]> => copiesOf((key) => !isOf(log, key));

export const ownCopies = (log: Id): Promise<LeftCopy[]> => copiesOf((key) => isOf(log, key));

async function copiesOf(isWanted: (key: Request) => boolean): Promise<LeftCopy[]> {
  const cache = await openCopies();
  if (cache === null) return [];
  return (await cache.keys()).filter(isWanted).map((key) => ({
    read: async () => (await (await cache.match(key))?.blob()) ?? null,
    drop: async () => void (await cache.delete(key)),
  }));
}

interface Copying extends SecondCopyParts {
  caches: CacheStorage;
  /** Whose records the files hold; `null`: nobody has looked yet. */
  log: Id | null;
  /** The highest number that a file holds. */
  through: number;
  files: number;
  /** From then on nothing is written: the phone may be wiped. */
  isStopped: boolean;
}

async function pass(copying: Copying): Promise<void> {
  const { journal } = copying;
  const { pending, photos } = journal.counts();
  const isAllSent = pending + photos === 0;
  const isFull = copying.files >= filesAtMost(pending, photos);
  if (copying.log !== journal.log() || isFull || (isAllSent && copying.files > 0))
    await renew(copying);
  else await copyNew(copying);
}

/**
 * One file of all that waits, in the place of those that were here. Reads the disk after the list: whatever
 * another tab has put into one of these files is in the new one, or sent.
 */
async function renew(copying: Copying): Promise<void> {
  const { journal, vault, now, caches } = copying;
  const log = journal.log();
  const cache = await caches.open(SECOND_COPY);
  const before = (await cache.keys()).filter((key) => isOf(log, key));
  const through = Math.max(0, ...waiting(journal).map(({ operation }) => operation.seq));
  const isNeeded = before.length > 0 || through > 0;
  const made = isNeeded ? await exportQueue(vault, now) : null;
  if (copying.isStopped) return;
  const isMade = made?.outcome === 'made';
  if (isMade) await put(cache, log, made.parts);
  // Photos for which one file has no room, and what can be read no longer, lie in those of before alone.
  const isWhole = isMade ? made.photosLeft === 0 : made?.outcome === 'nothing';
  if (isWhole && journal.counts().unreadable === 0)
    for (const key of before) await cache.delete(key);
  Object.assign(copying, { log, through, files: isMade ? 1 : 0 });
}

async function copyNew(copying: Copying): Promise<void> {
  const { journal, caches, through } = copying;
  const fresh = waiting(journal).filter(({ operation }) => operation.seq > through);
  if (fresh.length === 0) return;
  const operations = fresh.map(({ operation }) => operation);
  const photos = await photosOf(journal, fresh);
  const contents = { offsetMs: journal.offsetMs(), unreadable: 0, operations, photos };
  const parts = await sealOperations(copying, contents);
  if (parts === null || copying.isStopped) return;
  await put(await caches.open(SECOND_COPY), journal.log(), parts);
  copying.through = Math.max(...operations.map(({ seq }) => seq));
  copying.files += 1;
}

const waiting = (journal: Journal): readonly JournalEntry[] =>
  journal.entries().filter(({ state }) => state === 'pending');

async function photosOf(journal: Journal, of: readonly JournalEntry[]): Promise<Attachment[]> {
  const held = journal.attachments();
  const refs = of.flatMap(({ operation }) => findAttachmentRefs(operation.body, isOwnRef));
  const photos: Attachment[] = [];
  for (const ref of refs.filter(({ sha }) => held.get(sha)?.state === 'waiting')) {
    const bytes = await journal.readAttachment(ref.sha);
    if (bytes !== null) photos.push({ ref, bytes });
  }
  return photos;
}

function put(cache: Cache, log: Id, parts: Uint8Array<ArrayBuffer>[]): Promise<void> {
  return cache.put(`/${SECOND_COPY}/${log}/${crypto.randomUUID()}`, new Response(new Blob(parts)));
}

const isOf = (log: Id, { url }: Request): boolean => new URL(url).pathname.includes(`/${log}/`);
