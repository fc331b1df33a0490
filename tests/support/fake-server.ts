import { v4 } from 'uuid';
import type { Operation } from '../../src/domain/operation.ts';
import type { SyncReply, SyncRequest } from '../../src/protocol/sync.ts';
import { SESSION_HEADER, SYNC_CONTENT_TYPE } from '../../src/protocol/version.ts';
import { makeSecret } from '../../src/store/secret.ts';
import { buildResult } from './phone-storage.ts';

const FEED_EPOCH = v4();

type Pull = NonNullable<SyncReply['pull']>;

/** What the network does with one request: `answer` is our server's own reply, made once it is called. */
export type Network = (
  answer: (change?: (reply: SyncReply) => SyncReply) => Promise<Response>,
  request: SyncRequest,
) => Promise<Response>;

/** The far end of the wire: keeps operations by id, as our server does, behind a network that can be bent. */
export interface FakeServer {
  fetch: typeof globalThis.fetch;
  stored: Map<string, Operation>;
  requests: { request: SyncRequest; session: string | null }[];
  sessionsOpened: number;
  network: Network;
  /** What each pull gets; `null` if none is asked for. */
  pull: (request: NonNullable<SyncRequest['pull']>, session: string | null) => Pull | null;
  parks: (operation: Operation) => boolean;
  now: () => string;
}

export const NOTHING_NEW: Pull = {
  outcome: 'changes',
  cursor: 'c1',
  more: false,
  pages: [],
  drop: [],
  heads: {},
};

export const passOn: Network = (answer) => answer();

export function createFakeServer(server: string): FakeServer {
  const fake: FakeServer = {
    fetch: async (input, init) => {
      const url = new Request(new URL(input as string, 'https://server.invalid')).url;
      const headers = new Headers(init?.headers);
      if (url.endsWith('/api/v1/sessions')) {
        fake.sessionsOpened += 1;
        const expiresAt = new Date(Date.parse(fake.now()) + 12 * 3_600_000).toISOString();
        return Response.json({ session: makeSecret(), expiresAt });
      }
      const session = headers.get(SESSION_HEADER);
      const request: SyncRequest = JSON.parse(await readBody(init?.body, headers));
      fake.requests.push({ request, session });
      const reply = () => replyTo(fake, { server, request, session });
      return fake.network((change = (same) => same) => answer(change(reply())), request);
    },
    stored: new Map(),
    requests: [],
    sessionsOpened: 0,
    network: passOn,
    pull: () => NOTHING_NEW,
    parks: () => false,
    now: () => new Date().toISOString(),
  };
  return fake;
}

async function readBody(body: BodyInit | null | undefined, headers: Headers): Promise<string> {
  const bytes = new Response(body);
  if (headers.get('content-encoding') !== 'gzip') return bytes.text();
  return new Response(bytes.body!.pipeThrough(new DecompressionStream('gzip'))).text();
}

function replyTo(
  fake: FakeServer,
  parts: { server: string; request: SyncRequest; session: string | null },
): SyncReply {
  const { server, request, session } = parts;
  const operations = (request.push?.operations ?? []) as Operation[];
  const results = operations.map((operation) => {
    const isKnown = fake.stored.has(operation.id);
    fake.stored.set(operation.id, operation);
    if (fake.parks(operation))
      return buildResult(operation, { outcome: 'parked', why: 'not-allowed' });
    return buildResult(operation, { outcome: isKnown ? 'known' : 'stored' });
  });
  return {
    v: 1,
    nonce: request.nonce,
    server,
    feedEpoch: FEED_EPOCH,
    now: fake.now(),
    push: {
      results,
      contiguous: Math.max(request.push?.acked ?? 0, ...operations.map(({ seq }) => seq)),
      missing: [],
      durableThrough: null,
    },
    pull: request.pull && fake.pull(request.pull, session),
    client: { oldestSchema: 1, latestApp: '1' },
  };
}

function answer(reply: SyncReply): Promise<Response> {
  const headers = { 'content-type': SYNC_CONTENT_TYPE };
  return Promise.resolve(new Response(JSON.stringify(reply), { headers }));
}

export function problem(status: number, code: string, details?: unknown): Response {
  const body = { type: `urn:shouwang:problem:${code}`, title: code, status, code, details };
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(body), { status, headers });
}
