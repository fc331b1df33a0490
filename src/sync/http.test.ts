import { v4 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { SyncRequest } from '../protocol/sync.ts';
import { sessionProofText } from '../protocol/enrolment.ts';
import type { Unlocked } from '../store/vault.ts';
import { createHttpSend, createHttpSession } from './http.ts';

function buildRequest(operations: unknown[] = []): SyncRequest {
  return {
    v: 1,
    nonce: 'n'.repeat(43),
    app: '1',
    schema: 1,
    clock: { now: '2022-03-14T08:00:00.000Z', zone: 'Asia/Shanghai', boot: 'b', monoMs: 1 },
    push: { log: v4(), operations, acked: 0 },
    pull: null,
    health: { pending: 0, oldestPendingAt: null, parked: 0, persisted: false, freeBytes: null },
    doorId: null,
  };
}

async function sentBy(request: SyncRequest, session: string | null = null) {
  const sent: { url: unknown; init: RequestInit }[] = [];
  const send = createHttpSend('https://server.invalid', async (url, init) => {
    sent.push({ url, init: init! });
    return new Response('');
  });
  await send(request, { deviceToken: 'token', session });
  return sent[0]!;
}

describe('a request', () => {
  test('goes to the sync route, follows no redirect and is kept by no cache', async () => {
    const { url, init } = await sentBy(buildRequest(), 's');

    expect(url).toBe('https://server.invalid/api/v1/sync');
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual', cache: 'no-store' });
    expect(init.headers).toMatchObject({ authorization: 'Bearer token', 'shouwang-session': 's' });
  });

  test('of more than 1 KiB is zipped, and says so', async () => {
    const request = buildRequest([{ text: '守望'.repeat(1000) }]);
    const { init } = await sentBy(request);

    const unzipped = new Response(init.body).body!.pipeThrough(new DecompressionStream('gzip'));

    expect(init.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(await new Response(unzipped).json()).toEqual(request);
  });

  test('below that goes as it is', async () => {
    const { init } = await sentBy(buildRequest());

    expect(init.headers).not.toHaveProperty('content-encoding');
    expect(init.headers).not.toHaveProperty('shouwang-session');
  });
});

test('a server that asks for patience is given it', async () => {
  const send = createHttpSend(
    '',
    async () => new Response('', { status: 503, headers: { 'retry-after': '7' } }),
  );

  const result = await send(buildRequest(), { deviceToken: 't', session: null });

  expect(result).toEqual({ ok: false, why: 'server-down', retryAfterMs: 7000 });
});

async function buildUnlocked() {
  const raw = new Uint8Array(32).fill(7);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', raw, hmac, false, ['sign', 'verify']);
  return { key, unlocked: { accountId: v4(), deviceId: v4(), signKey: key } as Unlocked };
}

test('who was taken off the phone is told to ask the office', async () => {
  const { unlocked } = await buildUnlocked();
  const problem = {
    type: 'urn:shouwang:problem:forbidden',
    title: 'forbidden',
    status: 403,
    code: 'forbidden',
  };
  const headers = { 'content-type': 'application/problem+json' };
  const open = createHttpSession('', async () => Response.json(problem, { status: 403, headers }));

  expect(await open(unlocked, 't')).toEqual({ ok: false, why: 'signed-out' });
});

test('a session is opened by a proof that covers device, account and nonce', async () => {
  const { key, unlocked } = await buildUnlocked();
  const open = createHttpSession('', async (_, init) => {
    const { accountId, nonce, proof } = JSON.parse(init!.body as string);
    const text = sessionProofText(unlocked.deviceId, accountId, nonce);
    const bytes = Buffer.from(proof, 'base64url');
    const isRight = await crypto.subtle.verify('HMAC', key, bytes, new TextEncoder().encode(text));
    const session = (isRight ? 'r' : 'w').repeat(43);
    return Response.json({ session, expiresAt: '2022-03-14T20:00:00.000Z' }, { status: 201 });
  });

  expect(await open(unlocked, 't')).toMatchObject({ ok: true, session: 'r'.repeat(43) });
});
