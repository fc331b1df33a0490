import { JournalListReply } from '../protocol/journal-list.ts';
import { call, mediaType, readJson } from './call.ts';
import type { ListJournal } from './network.ts';

const TIMEOUT_MS = 60_000;

export function createHttpJournalList(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): ListJournal {
  return async (request, { deviceToken }) => {
    const answer = await call({
      fetch,
      url: `${baseUrl}/api/v1/repair/journal`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${deviceToken}` },
      body: JSON.stringify(request),
      timeoutMs: TIMEOUT_MS,
    });
    if (!answer.ok || answer.response.status !== 200) return null;
    if (mediaType(answer.response.headers) !== 'application/json') return null;
    return JournalListReply.safeParse(readJson(answer.text)).data ?? null;
  };
}
