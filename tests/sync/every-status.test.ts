import { expect, onTestFinished, test } from 'vitest';
import { problem } from '../support/fake-server.ts';
import { startPhone } from '../support/phone.ts';

/** Without 413, after which a record is tried again by the monotonic clock: `push.test.ts`. */
const statuses = Array.from({ length: 200 }, (_, index) => 400 + index).filter(
  (status) => status !== 413,
);
const html = (status: number) =>
  new Response('<html>no</html>', { status, headers: { 'content-type': 'text/html' } });

test.each([
  ['a page', html],
  ['a problem of our own', (status: number) => problem(status, 'server-fault')],
])(
  'whatever status from 400 to 599 comes with %s, the record stays and goes up later',
  async (_, answer) => {
    const phone = await startPhone();
    onTestFinished(phone.close);
    const id = await phone.recordCheck();
    for (const status of statuses) {
      phone.server.network = async () => answer(status);
      phone.sync.wake('send-now');
      await phone.rest();
      expect([status, phone.journal.counts().pending]).toEqual([status, 1]);
      expect(phone.timer).not.toBeNull();
    }

    phone.server.network = (pass) => pass();
    await phone.passTime();

    expect([...phone.server.stored.keys()]).toEqual([id]);
    expect(phone.journal.counts().pending).toBe(0);
  },
);
