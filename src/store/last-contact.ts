import type { Instant } from '../domain/id.ts';

const KEY = 'last-contact';

/** When the server last answered this phone, by the phone's clock: known across starts, also offline. */
export function readLastContact(): Instant | null {
  const kept = plainStorage()?.getItem(KEY) ?? null;
  return kept === null || Number.isNaN(Date.parse(kept)) ? null : kept;
}

export function keepLastContact(at: Instant): void {
  plainStorage()?.setItem(KEY, at);
}

/** A service worker has none. */
function plainStorage(): Storage | undefined {
  return (globalThis as Partial<typeof globalThis>).localStorage;
}
