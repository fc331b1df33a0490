import { afterEach, beforeEach, expect, test } from 'vitest';
import { passOn } from '../../tests/support/fake-server.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';

/** One more than fits the first request of a run. */
const CHECKS = 101;

let phone: Phone;
beforeEach(async () => {
  phone = await startPhone();
  await Promise.all(Array.from({ length: CHECKS }, () => phone.recordCheck()));
});
afterEach(() => phone.close());

const waitingAsTold = () => phone.server.requests.map(({ request }) => request.health.pending);

test('the second batch is on its way while the receipts of the first are written', async () => {
  let askedTwice = () => {};
  const isAskedTwice = new Promise<void>((resolve) => (askedTwice = resolve));
  phone.server.network = (...request) => {
    if (phone.server.requests.length === 2) askedTwice();
    return passOn(...request);
  };
  const { settle } = phone.journal;
  phone.journal.settle = async (...receipts) => {
    await isAskedTwice;
    return settle(...receipts);
  };

  phone.sync.wake('write');
  await phone.rest();

  expect(phone.server.requests).toHaveLength(2);
  expect(phone.journal.counts().pending).toBe(0);
});

test('the server hears how many wait: those whose receipts are being written do not', async () => {
  phone.sync.wake('write');
  await phone.rest();

  expect(waitingAsTold()).toEqual([101, 1]);
});

test('receipts that cannot be written end the cycle, and the operations go again and are known', async () => {
  const { settle } = phone.journal;
  let tries = 0;
  phone.journal.settle = (...receipts) => {
    tries += 1;
    return tries > 1 ? settle(...receipts) : Promise.reject(new Error('no room'));
  };

  phone.sync.wake('write');
  await phone.rest();

  expect(phone.reports).toMatchObject([{ message: 'no room' }]);
  expect(phone.sync.status().lastFailure).toBe('storage');
  expect(phone.journal.counts().pending).toBe(CHECKS);
  await phone.passTime();
  expect(phone.journal.counts().pending).toBe(0);
  expect(phone.server.stored.size).toBe(CHECKS);
});

test('a cycle that has lasted long leaves no receipt unwritten behind it', async () => {
  phone.server.network = (...request) => {
    phone.clock.now += 61_000;
    return passOn(...request);
  };

  phone.sync.wake('write');
  await expect.poll(() => phone.server.requests.length).toBeGreaterThan(0);
  await expect.poll(() => phone.journal.counts().pending).toBe(1);
  await phone.rest();

  expect(phone.server.stored.size).toBeGreaterThanOrEqual(100);
});
