import { gunzipSync } from 'node:zlib';
import type { Operation } from '../../../src/domain/operation.ts';
import {
  ATTACHMENT_CONTENT_TYPE,
  NONCE_HEADER,
  type AttachmentState,
} from '../../../src/protocol/attachment.ts';
import {
  PROBLEM_STATUS,
  type ProblemBody,
  type ProblemCode,
  type RevokedDetails,
} from '../../../src/protocol/problem.ts';
import type { SyncReply, SyncRequest } from '../../../src/protocol/sync.ts';
import { SYNC_CONTENT_TYPE } from '../../../src/protocol/version.ts';
import type { Answered, Asked } from './server.ts';

/** The operations that a request brings; none where it is no request of the sync. */
export function broughtBy(asked: Asked): Operation[] {
  return (readRequest(asked)?.push?.operations ?? []) as Operation[];
}

/** What a client that trusts any 200 would believe: everything it sent is stored. `null` if it sent nothing. */
export function forgeReceipts(asked: Asked, server: string): Answered | null {
  const request = readRequest(asked);
  const operations = broughtBy(asked);
  const last = operations.at(-1);
  if (request === null || last === undefined) return null;
  const { nonce, clock } = request;
  const [correctedAt, receivedAt] = [clock.now, clock.now];
  const results = operations.map(({ id, seq }) => {
    const stored = { outcome: 'stored', why: null, field: null } as const;
    return { id, seq, ...stored, correctedAt, receivedAt };
  });
  const reply: SyncReply = {
    v: 1,
    nonce,
    server,
    feedEpoch: server,
    now: clock.now,
    pull: null,
    push: { results, contiguous: last.seq, missing: [], durableThrough: null },
    client: { oldestSchema: 1, latestApp: '0.1.0' },
  };
  const body = new TextEncoder().encode(JSON.stringify(reply));
  return { status: 200, headers: [['content-type', SYNC_CONTENT_TYPE]], body };
}

/** The same of a photo; `null` for any other request. */
export function forgePresence({ path, headers, body }: Asked, server: string): Answered | null {
  const sha = photoOf(path);
  if (sha === null) return null;
  const nonce = headers.get(NONCE_HEADER) ?? '';
  const presentAt = '2020-06-08T08:00:00.000Z';
  const receivedBytes = body?.length ?? 0;
  const state: AttachmentState = { v: 1, nonce, server, sha, receivedBytes, presentAt };
  const text = new TextEncoder().encode(JSON.stringify(state));
  return { status: 200, headers: [['content-type', ATTACHMENT_CONTENT_TYPE]], body: text };
}

/** The server's word that the phone is revoked, as its answer to this request; `null` for any other than the sync's. */
export function forgeRevocation(asked: Asked, server: string): Answered | null {
  const request = readRequest(asked);
  if (request === null) return null;
  const details: RevokedDetails = { nonce: request.nonce, server, isDrained: false };
  return problem('device-revoked', details);
}

/** A refusal as the server writes it. */
export function problem(code: ProblemCode, details?: unknown): Answered {
  const status = PROBLEM_STATUS[code];
  const text: ProblemBody = {
    type: `urn:shouwang:problem:${code}`,
    title: code,
    status,
    code,
    details,
  };
  const body = new TextEncoder().encode(JSON.stringify(text));
  return { status, headers: [['content-type', 'application/problem+json']], body };
}

/** Which photo a request is about; `null` for any other. */
export const photoOf = (path: string): string | null =>
  /\/attachments\/([0-9a-f]{64})$/.exec(path)?.[1] ?? null;

/** `null` where it is no request of the sync. */
export function readRequest({ path, headers, body }: Asked): SyncRequest | null {
  if (!path.endsWith('/sync') || body === null) return null;
  const text = headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  return JSON.parse(new TextDecoder().decode(text)) as SyncRequest;
}
