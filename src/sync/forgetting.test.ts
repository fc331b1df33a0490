import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { startPhone, type Phone } from '../../tests/support/phone.ts';

let phone: Phone;
afterEach(() => phone.close());

test('a clock that jumps by ten years makes nothing that was received today old enough to forget', async () => {
  phone = await startPhone();
  phone.server.now = () => '2022-03-14T08:00:00.000Z';
  await phone.recordCheck();
  phone.sync.wake('write');
  await phone.rest();
  expect(phone.journal.counts().pending).toBe(0);

  phone.clock.now += 10 * 365 * 86_400_000;
  phone.sync.wake('send-now');
  await phone.rest();

  expect(phone.journal.entries()).toHaveLength(1);
});
