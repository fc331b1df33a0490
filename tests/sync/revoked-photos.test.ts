import { expect, test } from 'vitest';
import { cut, photoPhone } from '../support/photo-phone.ts';
import { buildPhoto } from '../support/photos.ts';

test('a blocked phone brings the photos of what it hands over, too', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(1000);
  const id = await phone.record(photo);
  await phone.server.db
    .updateTable('device')
    .set({ revokedAt: '2020-06-08T08:00:00.000Z' })
    .execute();

  await phone.send();

  expect(await phone.operationsReceived()).toEqual([id]);
  expect(await phone.received()).toEqual([photo.ref.sha]);
});

test('a blocked phone still brings the photos of what it sent before', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(1000);
  phone.line = cut;
  await phone.record(photo);
  await phone.send();
  await phone.server.db
    .updateTable('device')
    .set({ revokedAt: '2020-06-08T08:00:00.000Z' })
    .execute();
  phone.line = (pass) => pass();

  await phone.send();

  expect(await phone.received()).toEqual([photo.ref.sha]);
  expect(phone.sync.status().lastFailure).toBe('device-revoked');
});

test.each([
  { times: 1, received: 1 },
  { times: 5, received: 0 },
])(
  'a blocked phone whose photo is refused $times times has brought $received when it is wiped',
  async ({ times, received }) => {
    const phone = await photoPhone();
    await phone.record(await buildPhoto(1000));
    await phone.server.db
      .updateTable('device')
      .set({ revokedAt: '2020-06-08T08:00:00.000Z', lastContactAt: '2020-06-08T09:00:00.000Z' })
      .execute();
    let refused = 0;
    phone.line = async (pass) => (refused++ < times ? new Response('', { status: 503 }) : pass());

    await phone.send();
    while (phone.timer() !== null && phone.sent.length < 10) await phone.passTime();

    expect(phone.sync.status()).toMatchObject({ lastFailure: 'device-revoked', nextAt: null });
    expect(await phone.received()).toHaveLength(received);
  },
);
