import { afterEach, expect, test, vi } from 'vitest';
import { passOn } from '../../tests/support/fake-server.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';

let phone: Phone;
afterEach(() => {
  vi.restoreAllMocks();
  phone.close();
});

test('what a proxy called too large is tried again after some minutes: the proxy may be gone', async () => {
  phone = await startPhone();
  const id = await phone.recordCheck();
  phone.server.network = async () => new Response('<html>', { status: 413 });
  phone.sync.wake('write');
  await phone.rest();
  phone.server.network = passOn;
  const startedAt = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => startedAt + 5 * 60_000);

  await phone.passTime();

  expect([...phone.server.stored.keys()]).toEqual([id]);
});
