import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import { askBackgroundSend } from './ask-background-send.ts';

let phone: Phone;
let stop: () => void;
const ask = vi.fn(async () => undefined);

beforeEach(async () => {
  phone = await startPhone();
  ask.mockClear();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'hidden' }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  stop();
  vi.unstubAllGlobals();
  phone.close();
});

function putAway(): void {
  document.dispatchEvent(new Event('visibilitychange'));
}

async function sendAll(): Promise<void> {
  phone.sync.wake('send-now');
  await phone.rest();
}

test('a record that has gone within two seconds needs no worker', async () => {
  stop = askBackgroundSend(phone.journal, ask);
  await phone.recordCheck();
  await sendAll();

  vi.advanceTimersByTime(10_000);
  putAway();

  expect(ask).not.toHaveBeenCalled();
});

test('for a queue that stays the worker is asked for once, and again when the page is put away', async () => {
  stop = askBackgroundSend(phone.journal, ask);
  await phone.recordCheck();
  vi.advanceTimersByTime(1999);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  await phone.recordCheck();
  vi.advanceTimersByTime(10_000);
  expect(ask).toHaveBeenCalledTimes(1);

  putAway();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a page that is put away right after a save asks at once', async () => {
  stop = askBackgroundSend(phone.journal, ask);
  await phone.recordCheck();

  putAway();

  expect(ask).toHaveBeenCalledTimes(1);
});

test('what an earlier run has left is asked for too', async () => {
  await phone.recordCheck();

  stop = askBackgroundSend(phone.journal, ask);
  vi.advanceTimersByTime(2000);

  expect(ask).toHaveBeenCalledTimes(1);
});

test('the next queue is asked for anew', async () => {
  stop = askBackgroundSend(phone.journal, ask);
  await phone.recordCheck();
  vi.advanceTimersByTime(2000);
  await sendAll();

  await phone.recordCheck();
  vi.advanceTimersByTime(2000);

  expect(ask).toHaveBeenCalledTimes(2);
});
