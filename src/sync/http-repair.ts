import { RepairReply } from '../protocol/repair.ts';
import { SESSION_HEADER } from '../protocol/version.ts';
import { call, mediaType, readJson } from './call.ts';
import type { SendRepair } from './network.ts';

/** A whole scope may come down. */
const TIMEOUT_MS = 120_000;

export function createHttpRepair(baseUrl: string, fetch: typeof globalThis.fetch): SendRepair {
  return async (request, { deviceToken, session }) => {
    if (session === null) return null;
    const answer = await call({
      fetch,
      url: `${baseUrl}/api/v1/repair`,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${deviceToken}`,
        [SESSION_HEADER]: session,
      },
      body: JSON.stringify(request),
      timeoutMs: TIMEOUT_MS,
    });
    if (!answer.ok || answer.response.status !== 200) return null;
    if (mediaType(answer.response.headers) !== 'application/json') return null;
    return RepairReply.safeParse(readJson(answer.text)).data ?? null;
  };
}
