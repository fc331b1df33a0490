import type { StorageLost } from '../../protocol/enrolment.ts';

type Fetch = typeof globalThis.fetch;

const KEY = 'shouwang.storage-lost';
const ADDRESS = '/api/v1/device-memory/lost';

/** To be told to the server, so that the office sees it, as soon as it can be reached; also after a restart. */
export function keepStorageLost(pending: number | null): void {
  const lost: StorageLost = { pending };
  localStorage.setItem(KEY, JSON.stringify(lost));
}

/** Tells what is kept; nothing where nothing is. Repeatable: the server takes it once. */
export async function tellStorageLost(fetch: Fetch): Promise<void> {
  const body = localStorage.getItem(KEY);
  if (body === null) return;
  const headers = { 'content-type': 'application/json' };
  const [answer] = await Promise.allSettled([fetch(ADDRESS, { method: 'POST', headers, body })]);
  // Kept where there is no network, and where a page of the Wi-Fi has answered.
  const isTold =
    answer.status === 'fulfilled' &&
    answer.value.ok &&
    (answer.value.headers.get('content-type') ?? '').startsWith('application/json');
  if (isTold) localStorage.removeItem(KEY);
}
