import type { AttachmentSha } from '../domain/attachment.ts';
import type { Id } from '../domain/id.ts';
import {
  LARGEST_CHUNK_BYTES,
  SMALLEST_CHUNK_BYTES,
  type AttachmentState,
} from '../protocol/attachment.ts';
import { readEnrolment } from '../store/device.ts';
import type { AttachmentRow } from '../store/journal-database.ts';
import type { Journal } from '../store/journal.ts';
import type { Vault } from '../store/vault.ts';
import type { SendAttachment, SendFailure } from './network.ts';

export interface LaneParts {
  journal: Journal;
  vault: Vault;
  sendAttachment: SendAttachment;
  now: () => number;
  memory: LaneMemory;
  /** What a revoked phone has brought; its photos may follow though there is no receipt. */
  handedOver: ReadonlySet<Id>;
}

/** What one piece learned for the next; lives as long as the app runs. */
export interface LaneMemory {
  chunkBytes: number;
  /** How often the last photos of a revoked phone were refused. */
  lastTries: number;
}

export const newLaneMemory = (): LaneMemory => ({ chunkBytes: SMALLEST_CHUNK_BYTES, lastTries: 0 });

/** `more`: a record came in between, or it took too long at once. */
type Unfinished =
  | { outcome: 'more' }
  | { outcome: 'failed'; why: SendFailure; retryAfterMs: number | null };

/** `done`: nothing is left that could go now. */
export type LaneEnd = { outcome: 'done' } | Unfinished;

/** As long as a cycle may last. */
const LONGEST_MS = 60_000;
/** A piece that took no longer lets the next one be twice as large. */
const FAST_MS = 2000;
/** Answers in a row that bring one photo no further, before it is left for the next try. */
const STANDSTILLS = 3;
/** So many photos may fail, each by itself, before the fault is taken to be in no photo. */
const TROUBLES = 5;
/** What may be the answer to these very bytes: something on the way takes offence, or the server stumbles. */
const OF_ONE_PHOTO: ReadonlySet<SendFailure> = new Set([
  'server-down',
  'not-our-server',
  'too-large',
]);

/**
 * Sends what waits, the smallest first, one piece at a time, each from where the server says it is. A record
 * that is saved meanwhile goes first: the piece under way is dropped for it.
 */
export async function runLane(parts: LaneParts): Promise<LaneEnd> {
  const { journal, vault, now, handedOver } = parts;
  const [enrolment, deviceToken] = await Promise.all([readEnrolment(), vault.deviceToken()]);
  if (enrolment === null || deviceToken === null) return { outcome: 'done' };
  const skipped = new Set<AttachmentSha>();
  const stop = stopAtNextRecord(journal);
  const until = now() + LONGEST_MS;
  const troubles: Unfinished[] = [];
  try {
    for (;;) {
      const next = await journal.nextAttachment(skipped, handedOver);
      if (next === null) return troubles[0] ?? { outcome: 'done' };
      const { sha } = next;
      const bytes = await journal.readAttachment(sha);
      if (bytes === null) {
        await journal.giveUpAttachment(sha);
        continue;
      }
      const line = { server: enrolment.server, deviceToken, stop: stop.signal, until };
      const end = await sendOne(parts, { sha, bytes }, line);
      if (end.outcome === 'present') continue;
      if (end.outcome === 'skipped' && isOfUnreadable(journal, next)) {
        await journal.giveUpAttachment(sha);
        continue;
      }
      if (end.outcome !== 'skipped') {
        troubles.push(end);
        if (!isOfOnePhoto(end) || troubles.length === TROUBLES) return end;
      }
      skipped.add(sha);
    }
  } finally {
    stop.forget();
  }
}

/** What named it can be read no longer, so the server will never hear of it: it waits again where that is readable after all. */
const isOfUnreadable = (journal: Journal, { operations }: AttachmentRow): boolean =>
  operations.every((id) => journal.unreadable().has(id));

const isOfOnePhoto = (end: Unfinished): boolean =>
  end.outcome === 'failed' && OF_ONE_PHOTO.has(end.why);

interface Line {
  server: string;
  deviceToken: string;
  stop: AbortSignal;
  until: number;
}

interface Sending {
  sha: AttachmentSha;
  bytes: Uint8Array<ArrayBuffer>;
}

async function sendOne(
  parts: LaneParts,
  sending: Sending,
  line: Line,
): Promise<Unfinished | { outcome: 'present' } | { outcome: 'skipped' }> {
  let offset = 0;
  let asks = true;
  let standstills = 0;
  for (;;) {
    if (line.stop.aborted || parts.now() > line.until) return { outcome: 'more' };
    const size = asks ? 0 : parts.memory.chunkBytes;
    const answer = await sendPiece(parts, { ...sending, offset, size }, line);
    if (!('state' in answer)) {
      if (answer.outcome !== 'again') return answer;
      continue;
    }
    const { receivedBytes, presentAt } = answer.state;
    if (presentAt !== null) {
      await parts.journal.settleAttachment(sending.sha, presentAt);
      return { outcome: 'present' };
    }
    if (!asks && receivedBytes <= offset) standstills += 1;
    if (standstills === STANDSTILLS)
      return { outcome: 'failed', why: 'server-down', retryAfterMs: null };
    asks = false;
    offset = Math.min(receivedBytes, sending.bytes.byteLength);
  }
}

/** `again`: too large for something on the way, and tried once more with half. */
type PieceEnd =
  | { state: AttachmentState }
  | Unfinished
  | { outcome: 'skipped' }
  | { outcome: 'again' };

async function sendPiece(
  { sendAttachment, memory, now }: LaneParts,
  { sha, bytes, offset, size }: Sending & { offset: number; size: number },
  { server, deviceToken, stop }: Line,
): Promise<PieceEnd> {
  const startedAt = now();
  const part = { sha, offset, bytes: bytes.slice(offset, offset + size) };
  const result = await sendAttachment(part, { deviceToken, stop });
  if (stop.aborted && !result.ok) return { outcome: 'more' };
  if (result.ok) {
    const isOurs = result.state.server === server && result.state.sha === sha;
    if (!isOurs) return { outcome: 'failed', why: 'not-our-server', retryAfterMs: null };
    if (size > 0 && now() - startedAt <= FAST_MS)
      memory.chunkBytes = Math.min(LARGEST_CHUNK_BYTES, size * 2);
    return { state: result.state };
  }
  const { why, retryAfterMs } = result;
  if (why === 'not-named') return { outcome: 'skipped' };
  const isSmallest = size <= SMALLEST_CHUNK_BYTES;
  if (why === 'too-large' || why === 'timeout')
    memory.chunkBytes = Math.max(SMALLEST_CHUNK_BYTES, Math.floor(size / 2));
  if (why === 'too-large' && !isSmallest) return { outcome: 'again' };
  return { outcome: 'failed', why, retryAfterMs };
}

/** Records go before photos, also before the one that is on its way. */
function stopAtNextRecord(journal: Journal): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const { pending } = journal.counts();
  const forget = journal.subscribe(() => {
    if (journal.counts().pending > pending) controller.abort();
  });
  return { signal: controller.signal, forget };
}
