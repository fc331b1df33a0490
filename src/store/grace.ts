import { del, get, set } from 'idb-keyval';
import type { Id } from '../domain/id.ts';
import type { WhichEnrolment } from './account-record.ts';
import { deviceStore } from './device-store.ts';
import type { Sealed } from './seal.ts';

/**
 * A replica key under a key that needs no PIN, for a short time: iOS kills the page at every phone
 * call. Whoever copies the browser's whole profile within that time can read the replica.
 */
export interface Grace extends WhichEnrolment {
  accountId: Id;
  key: CryptoKey;
  sealed: Sealed;
  /** Milliseconds since 1970. A clock that shows less than `setAt` was set back. */
  setAt: number;
  expiresAt: number;
}

const GRACE_KEY = 'grace';

export const keepGrace = (grace: Grace): Promise<void> => set(GRACE_KEY, grace, deviceStore);
export const endGrace = (): Promise<void> => del(GRACE_KEY, deviceStore);

/** The grace that still holds at `now`; one that does not is deleted, so any code that looks cleans up. */
export async function readGrace(now: number): Promise<Grace | null> {
  const grace = await get<Grace>(GRACE_KEY, deviceStore);
  if (grace === undefined) return null;
  if (now >= grace.setAt && now < grace.expiresAt) return grace;
  await endGrace();
  return null;
}
