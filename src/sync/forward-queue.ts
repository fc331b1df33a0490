import { QueueCounts } from '../protocol/office-queue.ts';
import { QUEUE_FILE_TYPE } from '../protocol/queue-file.ts';
import { call, failureOf, problemBodyOf, readJson } from './call.ts';
import type { SendFailure } from './network.ts';

/** `refused`: our server's word, with its code and details. */
export type Forwarded =
  | { ok: true; counts: QueueCounts }
  | { ok: false; why: SendFailure }
  | { ok: false; why: 'refused'; problem: { code: string; details: unknown } };

const BASE_TIMEOUT_MS = 30_000;
const BYTES_PER_MS = 8;
const FILE_PROBLEMS: ReadonlySet<string> = new Set(['queue-refused', 'too-large']);

/** Hands another phone's file of unsent records to our server, unopened. Repeatable. Never throws. */
export async function forwardQueue(
  file: Blob,
  over: { baseUrl: string; fetch: typeof globalThis.fetch; deviceToken: string },
): Promise<Forwarded> {
  const answer = await call({
    fetch: over.fetch,
    url: `${over.baseUrl}/api/v1/queue-files/forward`,
    headers: {
      'content-type': QUEUE_FILE_TYPE,
      accept: 'application/json',
      authorization: `Bearer ${over.deviceToken}`,
    },
    body: file,
    timeoutMs: BASE_TIMEOUT_MS + file.size / BYTES_PER_MS,
  });
  if (!answer.ok) return answer;
  const { response, text } = answer;
  const counts = response.status === 200 ? QueueCounts.safeParse(readJson(text)) : null;
  if (counts?.success) return { ok: true, counts: counts.data };
  const problem = problemBodyOf(response, text);
  if (problem !== null && FILE_PROBLEMS.has(problem.code))
    return {
      ok: false,
      why: 'refused',
      problem: { code: problem.code, details: problem.details },
    };
  return { ok: false, why: failureOf(response, text) };
}
