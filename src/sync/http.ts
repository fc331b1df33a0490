import { sessionProofText, SessionReply, type SessionRequest } from '../protocol/enrolment.ts';
import { SESSION_HEADER, SYNC_CONTENT_TYPE } from '../protocol/version.ts';
import { gzip } from '../store/gzip.ts';
import { makeSecret, toBase64url } from '../store/secret.ts';
import {
  call,
  failureOf,
  mediaType,
  problemOf,
  readJson,
  retryAfterMs,
  revokedDetailsOf,
} from './call.ts';
import type { OpenSession, Send } from './network.ts';
import { readReply } from './read-reply.ts';

const GZIP_FROM_BYTES = 1024;
/** 15 s, and what the body needs on a line of 8 kB/s; a pull may have much to bring. */
const BASE_TIMEOUT_MS = 15_000;
const PULL_TIMEOUT_MS = 45_000;
const BYTES_PER_MS = 8;

/** `baseUrl` has no slash at its end; empty means this origin. */
export function createHttpSend(baseUrl: string, fetch: typeof globalThis.fetch): Send {
  return async (request, { deviceToken, session }) => {
    const text = new TextEncoder().encode(JSON.stringify(request));
    const isZipped = text.byteLength > GZIP_FROM_BYTES;
    const body = isZipped ? await gzip(text) : text;
    const answer = await call({
      fetch,
      url: `${baseUrl}/api/v1/sync`,
      headers: {
        'content-type': SYNC_CONTENT_TYPE,
        accept: SYNC_CONTENT_TYPE,
        authorization: `Bearer ${deviceToken}`,
        ...(isZipped && { 'content-encoding': 'gzip' }),
        ...(session !== null && { [SESSION_HEADER]: session }),
      },
      body,
      timeoutMs:
        BASE_TIMEOUT_MS +
        body.byteLength / BYTES_PER_MS +
        (request.pull === null ? 0 : PULL_TIMEOUT_MS),
    });
    if (!answer.ok) return { ...answer, retryAfterMs: null };

    const { response } = answer;
    const isReceipt = response.status === 200 && mediaType(response.headers) === SYNC_CONTENT_TYPE;
    const reply = isReceipt ? readReply(answer.bytes) : null;
    if (reply !== null) return { ok: true, reply };
    const replyText = answer.text;
    const why = isReceipt ? 'not-our-server' : failureOf(response, replyText);
    const failure = { why, retryAfterMs: retryAfterMs(response.headers, Date.now()) };
    const revoked = why === 'device-revoked' ? revokedDetailsOf(response, replyText) : null;
    return { ok: false, ...failure, ...(revoked && { revoked }) };
  };
}

export function createHttpSession(baseUrl: string, fetch: typeof globalThis.fetch): OpenSession {
  return async ({ accountId, deviceId, signKey }, deviceToken) => {
    const nonce = makeSecret();
    const proofText = new TextEncoder().encode(sessionProofText(deviceId, accountId, nonce));
    const mac = await crypto.subtle.sign('HMAC', signKey, proofText);
    const request: SessionRequest = { accountId, nonce, proof: toBase64url(new Uint8Array(mac)) };
    const answer = await call({
      fetch,
      url: `${baseUrl}/api/v1/sessions`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${deviceToken}` },
      body: JSON.stringify(request),
      timeoutMs: BASE_TIMEOUT_MS,
    });
    if (!answer.ok) return answer;

    const parsed = answer.response.ok ? SessionReply.safeParse(readJson(answer.text)) : null;
    if (parsed?.success) return { ok: true, ...parsed.data };
    // Taken off this phone, or deactivated: only the office can help.
    if (problemOf(answer.response, answer.text) === 'forbidden')
      return { ok: false, why: 'signed-out' };
    return { ok: false, why: failureOf(answer.response, answer.text) };
  };
}
