import type { SyncStatus } from '../../../sync/sync.ts';

/** What is known about this phone and its server, from which alone the header speaks. */
export interface SyncPicture {
  pending: number;
  /** Photos that the server does not have yet; their records may be there. */
  photos: number;
  /** Milliseconds since 1970, as the other times here. */
  oldestPendingAt: number | null;
  parked: number;
  /** The last receipt: what is not pending is on the server's disk. */
  lastReceivedAt: number | null;
  /** The last answer of any kind that was recognised as our server's. */
  lastContactAt: number | null;
  lastFailure: SyncStatus['lastFailure'];
  now: number;
}

export type Age =
  | { unit: 'now' }
  | { unit: 'minutes'; count: number }
  | { unit: 'hours'; count: number }
  | { unit: 'days'; count: number };

export interface SyncWords {
  tone: 'good' | 'waiting' | 'danger';
  /** The first line: where the records are. */
  state:
    | { key: 'waiting'; count: number; oldest: Age }
    | { key: 'photosWaiting'; count: number }
    | { key: 'allReceived'; at: number }
    | { key: 'nothingYet' };
  /** The second line: how good the word of the first one is. */
  contact: { key: 'heardNow' } | { key: 'heardAt'; at: number } | { key: 'neverHeard' };
  parked: number;
}

/** Contact within this time counts as "connected": three polls. */
const CONNECTED_MS = 3 * 60_000;
/** Records that wait longer than a shift's quarter are a matter to act on. */
const TOO_LONG_MS = 4 * 3_600_000;

const NEEDS_HANDS: ReadonlySet<SyncStatus['lastFailure']> = new Set([
  'signed-out',
  'device-revoked',
  'app-too-old',
  'storage',
] as const);

/** By what the server has said, never by what the browser thinks of the network. */
export function syncWords(picture: SyncPicture): SyncWords {
  const { pending, photos, oldestPendingAt, lastReceivedAt, lastContactAt, lastFailure, now } =
    picture;
  const waitingMs = oldestPendingAt === null ? 0 : now - oldestPendingAt;
  const isBad = NEEDS_HANDS.has(lastFailure) || (pending > 0 && waitingMs > TOO_LONG_MS);
  return {
    tone: isBad ? 'danger' : pending > 0 || photos > 0 || picture.parked > 0 ? 'waiting' : 'good',
    state:
      pending > 0
        ? { key: 'waiting', count: pending, oldest: ageOf(waitingMs) }
        : photos > 0
          ? { key: 'photosWaiting', count: photos }
          : lastReceivedAt === null
            ? { key: 'nothingYet' }
            : { key: 'allReceived', at: lastReceivedAt },
    contact:
      lastContactAt === null
        ? { key: 'neverHeard' }
        : now - lastContactAt < CONNECTED_MS && lastFailure === null
          ? { key: 'heardNow' }
          : { key: 'heardAt', at: lastContactAt },
    parked: picture.parked,
  };
}

export function ageOf(ms: number): Age {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return { unit: 'now' };
  if (minutes < 120) return { unit: 'minutes', count: minutes };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { unit: 'hours', count: hours };
  return { unit: 'days', count: Math.floor(hours / 24) };
}
