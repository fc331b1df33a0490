import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { passOn, problem, type Network } from '../../tests/support/fake-server.ts';
import { buildCheck, FEW_ROUNDS } from '../../tests/support/phone-storage.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import { readEnrolment } from '../store/device.ts';
import { openJournal } from '../store/journal.ts';
import { openVault } from '../store/vault.ts';

let phone: Phone;
let drained: number;

beforeEach(async () => {
  drained = 0;
  phone = await startPhone({ onDrained: () => (drained += 1) });
});
afterEach(() => phone.close());

/** Our server's refusal: drained once it was told so before and nothing waits. */
function revokes(change: (word: Record<string, unknown>) => Record<string, unknown>): Network {
  let contacts = 0;
  return async (_, { nonce, health, push }) => {
    contacts += 1;
    const waits = health.pending - push!.operations.length;
    const server = (await readEnrolment())!.server;
    const word = { nonce, server, isDrained: contacts > 1 && waits === 0 };
    return problem(403, 'device-revoked', change(word));
  };
}
const asItIs = revokes.bind(null, (word) => word);
const sizes = () => phone.server.requests.map(({ request }) => request.push!.operations.length);

async function sync(): Promise<void> {
  phone.sync.wake('write');
  await phone.rest();
}

test('batches of a revoked phone follow each other without a receipt, until it is drained', async () => {
  for (let i = 0; i < 103; i++) await phone.recordCheck();
  phone.server.network = asItIs();

  await sync();

  expect(sizes()).toEqual([100, 3]);
  expect(phone.server.requests.map(({ request }) => request.health.pending)).toEqual([103, 3]);
  expect(phone.journal.counts().pending).toBe(103);
  expect(drained).toBe(1);
  expect(phone.sync.status().lastFailure).toBe('device-revoked');
});

test('a revoked phone that holds nothing is drained at its second contact', async () => {
  phone.server.network = asItIs();

  await sync();

  expect([sizes(), drained]).toEqual([[0, 0], 1]);
});

describe('what was once too large for the way keeps no revoked phone from being wiped', () => {
  const now = performance.now.bind(performance);
  const minutesPass = () =>
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 5 * 60_000);
  afterEach(() => vi.restoreAllMocks());
  beforeEach(async () => {
    await phone.recordCheck();
    phone.server.network = async () => new Response('<html>', { status: 413 });
    await sync();
  });

  test('where it is handed over at last', async () => {
    phone.server.network = asItIs();
    await phone.passTime();
    expect(drained).toBe(0);
    minutesPass();

    await phone.passTime();

    expect([sizes().at(-1), drained]).toEqual([1, 1]);
  });

  test('where it was received before', async () => {
    phone.server.network = passOn;
    minutesPass();
    await phone.passTime();
    expect(phone.journal.counts().pending).toBe(0);
    phone.server.network = asItIs();

    await sync();

    expect(drained).toBe(1);
  });
});

test('a drained phone says nothing more', async () => {
  phone.server.network = asItIs();
  await sync();

  phone.sync.wake('online');
  await phone.rest();

  expect([sizes().length, phone.timer]).toEqual([2, null]);
});

describe('is not taken for drained', () => {
  const words: [string, (word: Record<string, unknown>) => Record<string, unknown>][] = [
    ['by an answer to another request', (word) => ({ ...word, nonce: 'x'.repeat(43) })],
    ['by another server', (word) => ({ ...word, server: randomUUID() })],
    ['by a refusal without our marks', () => ({ isDrained: true })],
    ['while the server has not said so', (word) => ({ ...word, isDrained: false })],
  ];

  test.each(words)('%s', async (_, change) => {
    await phone.recordCheck();
    phone.server.network = revokes((word) => change({ ...word, isDrained: true }));

    await sync();
    await phone.passTime();

    expect(drained).toBe(0);
    expect(phone.journal.counts().pending).toBe(1);
  });

  test('by a page of a portal', async () => {
    await phone.recordCheck();
    const html = { headers: { 'content-type': 'text/html' }, status: 403 };
    phone.server.network = async () => new Response('<h1>revoked</h1>', html);

    await sync();

    expect(drained).toBe(0);
  });

  test('while something waits that was not handed over', async () => {
    const id = await phone.recordCheck();
    phone.server.network = async (answer, request) => {
      const holds = request.push!.operations.some((one) => (one as { id: string }).id === id);
      if (holds) return new Response('too large', { status: 413 });
      const { server } = (await readEnrolment())!;
      const word = { nonce: request.nonce, server, isDrained: true };
      return problem(403, 'device-revoked', word);
    };

    await sync();

    expect(drained).toBe(0);
  });
});

test('from the first word on nothing new is recorded, also after a restart', async () => {
  phone.server.network = revokes((word) => ({ ...word, isDrained: false }));
  await sync();

  await expect(phone.recordCheck()).rejects.toMatchObject({ name: 'RecordingEnded' });

  phone.journal.close();
  const journal = await openJournal(await openVault(FEW_ROUNDS));
  const { by } = phone;
  const again = journal.record({ by, type: 'door-check', body: buildCheck(), shiftId: null });
  await expect(again).rejects.toMatchObject({ name: 'RecordingEnded' });
  journal.close();
});

test('what one tab has heard stops the recording in the others', async () => {
  const journal = await openJournal(await openVault(FEW_ROUNDS));
  const { by } = phone;
  phone.server.network = revokes((word) => ({ ...word, isDrained: false }));

  await sync();

  const ended = async () => {
    const again = journal.record({ by, type: 'door-check', body: buildCheck(), shiftId: null });
    await expect(again).rejects.toMatchObject({ name: 'RecordingEnded' });
  };
  await vi.waitFor(ended);
  journal.close();
});

test('a forged refusal stops no recording', async () => {
  phone.server.network = async () => problem(403, 'device-revoked', { isDrained: true });
  await sync();

  await phone.recordCheck();

  expect(phone.journal.counts().pending).toBe(1);
});
