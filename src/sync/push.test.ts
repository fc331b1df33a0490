import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { passOn, problem, type Network } from '../../tests/support/fake-server.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import { SYNC_CONTENT_TYPE } from '../protocol/version.ts';
import { createHttpSend, createHttpSession } from './http.ts';
import { createSync } from './sync.ts';

let phone: Phone;
beforeEach(async () => {
  phone = await startPhone();
});
afterEach(() => phone.close());

const statesOf = ({ journal }: Phone) => journal.entries().map(({ state }) => state);
const html = (status: number) =>
  new Response('<html>Welcome to Campus WiFi</html>', {
    status,
    headers: { 'content-type': 'text/html' },
  });
const lostReply: Network = async (answer) => {
  await answer();
  throw new TypeError('network');
};

describe('a check', () => {
  test('is sent while the phone is locked, and received after the receipt', async () => {
    const id = await phone.recordCheck();

    phone.sync.wake('write');
    await phone.rest();

    expect([...phone.server.stored.keys()]).toEqual([id]);
    expect(statesOf(phone)).toEqual(['received']);
    expect(phone.sync.status()).toMatchObject({
      lastFailure: null,
      lastReceivedAt: '2022-03-14T08:00:00.000Z',
      lastContactAt: '2022-03-14T08:00:00.000Z',
    });
    expect(phone.server.sessionsOpened).toBe(0);
  });

  test('whose reply was lost is sent again and settled once', async () => {
    const id = await phone.recordCheck();
    phone.server.network = lostReply;
    phone.sync.wake('write');
    await phone.rest();
    expect(statesOf(phone)).toEqual(['pending']);

    phone.server.network = passOn;
    await phone.passTime();

    expect([...phone.server.stored.keys()]).toEqual([id]);
    expect(phone.journal.entries()).toMatchObject([
      { state: 'received', result: { outcome: 'known' } },
    ]);
  });

  test('recorded during the request is no part of its receipt, and goes with the next', async () => {
    const first = await phone.recordCheck();
    let second = '';
    phone.server.network = async (answer) => {
      phone.server.network = passOn;
      second = await phone.recordCheck();
      const reply = await answer();
      expect(phone.journal.counts().pending).toBe(2);
      return reply;
    };

    phone.sync.wake('write');
    await phone.rest();

    const batches = phone.server.requests.map(({ request }) =>
      request.push?.operations.map((operation) => (operation as { id: string }).id),
    );
    expect(batches).toEqual([[first], [second]]);
    expect(statesOf(phone)).toEqual(['received', 'received']);
  });

  test('that is parked blocks none behind it', async () => {
    const ids = [await phone.recordCheck(), await phone.recordCheck(), await phone.recordCheck()];
    phone.server.parks = ({ id }) => id === ids[0];

    phone.sync.wake('write');
    await phone.rest();

    const states = new Map(phone.journal.entries().map((each) => [each.operation.id, each.state]));
    expect(ids.map((id) => states.get(id))).toEqual(['parked', 'received', 'received']);
    expect(phone.journal.counts()).toMatchObject({ pending: 0, parked: 1 });
  });
});

describe('nothing is settled, and the next try is due, after', () => {
  const cases: [string, Network, string][] = [
    ['a captive portal that says 200', async () => html(200), 'not-our-server'],
    ['a captive portal that says 403', async () => html(403), 'not-our-server'],
    ['an empty 200', async () => new Response('', { status: 200 }), 'not-our-server'],
    ['a 204', async () => new Response(null, { status: 204 }), 'not-our-server'],
    ['our type without content', async () => ourType(''), 'not-our-server'],
    ['our type with another shape', async () => ourType('{"v":1}'), 'not-our-server'],
    [
      'a receipt of another type',
      async (answer) => new Response(await (await answer()).text()),
      'not-our-server',
    ],
    [
      'a reply to another request',
      (answer) => answer((reply) => ({ ...reply, nonce: 'x'.repeat(43) })),
      'not-our-server',
    ],
    [
      'a reply of another server',
      (answer) => answer((reply) => ({ ...reply, server: crypto.randomUUID() })),
      'not-our-server',
    ],
    [
      'results that lack an operation',
      (answer) =>
        answer((reply) => ({
          ...reply,
          push: { ...reply.push!, results: reply.push!.results.slice(1) },
        })),
      'not-our-server',
    ],
    [
      'results that name an operation more',
      (answer) =>
        answer((reply) => {
          const { results } = reply.push!;
          const more = { ...results[0]!, id: crypto.randomUUID() };
          return { ...reply, push: { ...reply.push!, results: [...results, more] } };
        }),
      'not-our-server',
    ],
    [
      'results that name a foreign operation',
      (answer) =>
        answer((reply) => ({
          ...reply,
          push: {
            ...reply.push!,
            results: reply.push!.results.map((result, index) =>
              index === 0 ? { ...result, id: crypto.randomUUID() } : result,
            ),
          },
        })),
      'not-our-server',
    ],
    [
      'a reply that says nothing of the push',
      (answer) => answer((r) => ({ ...r, push: null })),
      'not-our-server',
    ],
    ['a server fault', async () => problem(500, 'server-fault'), 'server-down'],
    ['a proxy without its server', async () => html(502), 'server-down'],
    ['a refused token', async () => problem(401, 'device-unknown'), 'signed-out'],
    ['a revoked device', async () => problem(403, 'device-revoked'), 'device-revoked'],
    ['too many requests', async () => problem(429, 'too-many-requests'), 'too-many'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ];
  const ourType = (text: string) =>
    new Response(text, { headers: { 'content-type': SYNC_CONTENT_TYPE } });

  test.each(cases)('%s', async (_, network, lastFailure) => {
    await phone.recordCheck();
    await phone.recordCheck();
    phone.server.network = network;

    phone.sync.wake('write');
    await phone.rest();

    expect(statesOf(phone)).toEqual(['pending', 'pending']);
    expect(phone.journal.lastReceivedAt()).toBeNull();
    expect(phone.sync.status()).toMatchObject({ lastFailure, lastContactAt: null });
    expect(phone.timer).not.toBeNull();

    phone.server.network = passOn;
    await phone.passTime();
    expect(statesOf(phone)).toEqual(['received', 'received']);
  });
});

describe('batches', () => {
  const sizes = () => phone.server.requests.map(({ request }) => request.push!.operations.length);
  const takesAtMost =
    (max: number): Network =>
    async (answer, { push }) =>
      push!.operations.length > max ? html(413) : answer();

  test('are halved while they are too large, and doubled after success', async () => {
    for (let i = 0; i < 8; i++) await phone.recordCheck();
    phone.server.network = takesAtMost(3);

    phone.sync.wake('write');
    await phone.rest();

    expect(sizes()).toEqual([8, 4, 2, 4, 2, 4, 2, 2]);
    expect(phone.server.stored.size).toBe(8);
  });

  test('leave an operation behind that is too large alone, and send the others', async () => {
    const ids = [await phone.recordCheck(), await phone.recordCheck(), await phone.recordCheck()];
    phone.server.network = async (answer, { push }) =>
      push!.operations.some((operation) => (operation as { id: string }).id === ids[1])
        ? html(413)
        : answer();

    phone.sync.wake('write');
    await phone.rest();

    expect([...phone.server.stored.keys()]).toEqual([ids[0], ids[2]]);
    expect(phone.journal.counts().pending).toBe(1);
    expect(phone.timer).not.toBeNull();
  });
});

test('a forked log gets a new id, and the same operations go up under new numbers', async () => {
  const ids = [await phone.recordCheck(), await phone.recordCheck()];
  const log = phone.journal.log();
  phone.server.network = async (answer, { push }) =>
    push!.log === log ? problem(409, 'log-fork') : answer();

  phone.sync.wake('write');
  await phone.rest();

  expect(phone.journal.log()).not.toBe(log);
  expect([...phone.server.stored.keys()]).toEqual(ids);
  expect(statesOf(phone)).toEqual(['received', 'received']);
});

test('what the server has lost is sent again from the kept copies', async () => {
  await phone.recordCheck();
  await phone.recordCheck();
  phone.sync.wake('write');
  await phone.rest();
  phone.server.stored.clear();
  let isRestored = true;
  phone.server.network = (answer) => {
    const change = isRestored;
    isRestored = false;
    return answer((reply) =>
      change ? { ...reply, push: { ...reply.push!, contiguous: 0 } } : reply,
    );
  };

  phone.sync.wake('send-now');
  await phone.rest();

  expect(phone.server.stored.size).toBe(2);
  expect(statesOf(phone)).toEqual(['received', 'received']);
});

test('two tabs that send at once leave each check once on the server', async () => {
  for (let i = 0; i < 5; i++) await phone.recordCheck();
  const { journal, vault, server } = phone;
  const other = createSync({
    journal,
    vault,
    send: createHttpSend('', server.fetch),
    openSession: createHttpSession('', server.fetch),
    app: '1.0.0',
  });

  phone.sync.wake('write');
  other.wake('write');
  await phone.rest();
  await expect.poll(() => other.status().isRunning).toBe(false);
  other.stop();

  expect(phone.server.stored.size).toBe(5);
  expect(new Set(statesOf(phone))).toEqual(new Set(['received']));
});
