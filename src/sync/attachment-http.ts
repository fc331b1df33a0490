import {
  ATTACHMENT_CONTENT_TYPE,
  AttachmentState,
  NONCE_HEADER,
  OFFSET_HEADER,
  SMALLEST_CHUNK_BYTES,
} from '../protocol/attachment.ts';
import { SESSION_HEADER } from '../protocol/version.ts';
import { shaOf } from '../store/attachment-sha.ts';
import { makeSecret } from '../store/secret.ts';
import { call, failureOf, mediaType, problemOf, readJson, retryAfterMs } from './call.ts';
import type { ReadAttachment, SendAttachment } from './network.ts';

const BASE_TIMEOUT_MS = 15_000;
/** The smallest piece gets through at 1 kB/s; larger ones are sent where the line has shown that it is faster. */
const SLOWEST_MS = SMALLEST_CHUNK_BYTES;
const BYTES_PER_MS = 8;

/** `baseUrl` has no slash at its end; empty means this origin. */
export function createHttpAttachmentSend(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): SendAttachment {
  return async ({ sha, offset, bytes }, { deviceToken, stop }) => {
    const nonce = makeSecret();
    const answer = await call({
      fetch,
      url: `${baseUrl}/api/v1/attachments/${sha}`,
      headers: {
        'content-type': 'application/octet-stream',
        accept: ATTACHMENT_CONTENT_TYPE,
        authorization: `Bearer ${deviceToken}`,
        [OFFSET_HEADER]: String(offset),
        [NONCE_HEADER]: nonce,
      },
      body: bytes,
      timeoutMs:
        BASE_TIMEOUT_MS +
        (bytes.byteLength === 0 ? 0 : Math.max(SLOWEST_MS, bytes.byteLength / BYTES_PER_MS)),
      signal: stop,
    });
    if (!answer.ok) return { ...answer, retryAfterMs: null };

    const { response, text } = answer;
    const isReceipt =
      response.status === 200 && mediaType(response.headers) === ATTACHMENT_CONTENT_TYPE;
    const parsed = isReceipt ? AttachmentState.safeParse(readJson(text)) : null;
    if (parsed?.success && parsed.data.nonce === nonce) return { ok: true, state: parsed.data };
    const refusal = problemOf(response, text) === 'not-found' ? 'not-named' : null;
    const why = isReceipt ? 'not-our-server' : (refusal ?? failureOf(response, text));
    return { ok: false, why, retryAfterMs: retryAfterMs(response.headers, Date.now()) };
  };
}

const READ_TIMEOUT_MS = 60_000;

export function createHttpAttachmentRead(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): ReadAttachment {
  return async (sha, { deviceToken, session }) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), READ_TIMEOUT_MS);
    const headers = { authorization: `Bearer ${deviceToken}`, [SESSION_HEADER]: session };
    const url = `${baseUrl}/api/v1/attachments/${sha}`;
    const asking = fetch(url, { headers, cache: 'no-store', signal: controller.signal });
    const [body] = await Promise.allSettled([asking.then((response) => response.arrayBuffer())]);
    clearTimeout(timer);
    if (body.status === 'rejected') return null;
    const bytes = new Uint8Array(body.value);
    // Whatever else answers, a portal or a refusal, has not this hash.
    return (await shaOf(bytes)) === sha ? bytes : null;
  };
}
