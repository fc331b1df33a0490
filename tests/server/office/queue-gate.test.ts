import { expect, test, vi } from 'vitest';
import { addStaff } from '../support/campus.ts';
import { addPhone } from '../support/test-server.ts';
import { formOf, openOffice, ORIGIN } from './office-client.ts';

test('so many files are taken in at once; the next is turned away for a while, and the office is not', async () => {
  const office = await openOffice();
  const phone = await addPhone(office.server, await addStaff(office.server));
  const headers = { authorization: `Bearer ${phone.token}` };
  const bring = (body: BodyInit): Promise<Response> => {
    const init = { method: 'POST', headers, body, duplex: 'half' };
    const request = new Request(`${ORIGIN}/api/v1/queue-files/forward`, init);
    return Promise.resolve(office.server.app.request(request));
  };
  const endings: (() => void)[] = [];
  const onSlowLine = () =>
    bring(new ReadableStream({ start: (file) => void endings.push(() => file.close()) }));

  const slow = [onSlowLine(), onSlowLine(), onSlowLine()];
  await vi.waitFor(async () => expect((await bring('x')).status).toBe(429));
  const refused = await bring('x');
  const fromOffice = await office.refusal(
    'POST',
    '/queue-files',
    formOf(new Uint8Array([1]), 'queue.shouwang'),
  );
  for (const end of endings) end();
  const answers = await Promise.all(slow);
  const later = await bring('x');

  expect(refused.headers.get('retry-after')).toBe('15');
  expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
  expect(fromOffice).toBe('queue-refused');
  // Read to their ends, and no files of ours.
  expect([...answers, later].map(({ status }) => status)).toEqual([422, 422, 422, 422]);
});
