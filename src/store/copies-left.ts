/** The cache of the journal's second copy. */
export const SECOND_COPY = 'second-copy';

/** `null` where no copy was ever kept, or this browser has no cache storage. */
export async function openCopies(): Promise<Cache | null> {
  const caches = (globalThis as Partial<typeof globalThis>).caches;
  if (caches === undefined || !(await caches.has(SECOND_COPY))) return null;
  return caches.open(SECOND_COPY);
}

/** What an empty app may tell: whether a journal of this phone, whichever, left something here. */
export async function hasCopies(): Promise<boolean> {
  const cache = await openCopies();
  return cache !== null && (await cache.keys()).length > 0;
}
