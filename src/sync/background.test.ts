import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { problem } from '../../tests/support/fake-server.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import { openJournal } from '../store/journal.ts';
import { openVault } from '../store/vault.ts';
import { sendInBackground } from './background.ts';
import { createHttpSend } from './http.ts';

let phone: Phone;

beforeEach(async () => {
  phone = await startPhone();
});
afterEach(() => {
  vi.unstubAllGlobals();
  phone.close();
});

/** What the worker does: handles of its own on the same databases, and no PIN. */
async function sendFromWorker(): Promise<'all' | 'waiting'> {
  const vault = await openVault();
  const journal = await openJournal(vault);
  const left = await sendInBackground({
    journal,
    vault,
    send: createHttpSend('', (input, init) => phone.server.fetch(input, init)),
    sendAttachment: async () => ({ ok: false, why: 'not-named', retryAfterMs: null }),
    app: '1.0.0',
    now: () => phone.clock.now,
  });
  journal.close();
  return left;
}

test('what waits goes up without a page, and the page hears of its receipt', async () => {
  const ids = [await phone.recordCheck(), await phone.recordCheck()];

  expect(await sendFromWorker()).toBe('all');

  expect([...phone.server.stored.keys()]).toEqual(ids);
  await expect.poll(() => phone.journal.counts().pending).toBe(0);
});

test('nothing is asked for that only a PIN may read', async () => {
  await phone.recordCheck();

  await sendFromWorker();

  expect(phone.server.sessionsOpened).toBe(0);
  expect(phone.server.requests.map(({ request, session }) => [request.pull, session])).toEqual([
    [null, null],
  ]);
});

test('a queue longer than one batch goes up whole', async () => {
  for (let count = 0; count < 130; count += 1) await phone.recordCheck();

  expect(await sendFromWorker()).toBe('all');

  expect(phone.server.stored.size).toBe(130);
  expect(phone.server.requests).toHaveLength(2);
});

test.each([
  ['no network', () => Promise.reject(new TypeError('no network'))],
  ['a portal’s page', async () => new Response('<html>Sign in to the Wi-Fi</html>')],
  ['a server that is down', async () => problem(503, 'internal')],
])('with %s everything stays, and the browser is to try again', async (_name, network) => {
  await phone.recordCheck();
  phone.server.network = network;

  expect(await sendFromWorker()).toBe('waiting');

  expect(phone.journal.counts().pending).toBe(1);
});

test('a page that is at it is left to it', async () => {
  const locks = {
    request: (_name: string, _how: unknown, work: (lock: null) => unknown) => work(null),
  };
  vi.stubGlobal('navigator', { locks });
  await phone.recordCheck();

  expect(await sendFromWorker()).toBe('waiting');

  expect(phone.server.requests).toEqual([]);
});
