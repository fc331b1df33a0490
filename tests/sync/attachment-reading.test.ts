import { expect, test } from 'vitest';
import { ProblemBody } from '../../src/protocol/problem.ts';
import { SESSION_HEADER } from '../../src/protocol/version.ts';
import { shaOf } from '../../src/store/attachment-sha.ts';
import { addStaff, check } from '../server/support/campus.ts';
import { addPhone, push, record, type TestPhone } from '../server/support/test-server.ts';
import { photoPhone } from '../support/photo-phone.ts';
import { buildPhoto } from '../support/photos.ts';

function ask(phone: TestPhone, sha: string): Promise<Response> {
  const headers = { authorization: `Bearer ${phone.token}`, [SESSION_HEADER]: phone.session };
  return Promise.resolve(phone.server.app.request(`/api/v1/attachments/${sha}`, { headers }));
}

const codeOf = async (response: Response): Promise<string> =>
  ProblemBody.parse(await response.json()).code;

test('an unlocked phone fetches a photo that it does not hold, a locked one does not', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(100_000);
  await phone.record(photo);
  await phone.send();
  expect(await phone.sync.readAttachment(photo.ref.sha)).toBeNull();

  await phone.unlock();

  const read = await phone.sync.readAttachment(photo.ref.sha);
  expect(await shaOf(read!)).toBe(photo.ref.sha);
  expect(await phone.sync.readAttachment('0'.repeat(64))).toBeNull();
});

test('bytes of another hash are no photo', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(1000);
  await phone.record(photo);
  await phone.send();
  await phone.unlock();
  await phone.server.db
    .updateTable('attachment')
    .set({ bytes: Buffer.from('<h1>Sign in</h1>') })
    .execute();

  expect(await phone.sync.readAttachment(photo.ref.sha)).toBeNull();
});

test('the server gives it to whoever follows the fact, and to nobody else', async () => {
  const phone = await photoPhone();
  const { server, campus } = phone;
  const photo = await buildPhoto(1000);
  await phone.record(photo);
  await phone.send();
  const phoneAt = async (buildingId: string) =>
    addPhone(
      server,
      await addStaff(server, { role: 'building_head', post: { kind: 'building', id: buildingId } }),
    );
  const [here, there] = [await phoneAt(campus.east.id), await phoneAt(campus.west.id)];

  expect((await ask(here, photo.ref.sha)).status).toBe(200);
  expect(await codeOf(await ask(there, photo.ref.sha))).toBe('not-found');
  expect(await codeOf(await ask({ ...here, session: 'x' }, photo.ref.sha))).toBe('session-expired');
  await server.db.updateTable('device').set({ revokedAt: '2020-06-08T08:00:00.000Z' }).execute();
  expect(await codeOf(await ask(here, photo.ref.sha))).toBe('device-revoked');
});

test('to name a photo at one’s own door is no way to read it', async () => {
  const phone = await photoPhone();
  const { server, campus } = phone;
  const photo = await buildPhoto(1000);
  await phone.record(photo);
  await phone.send();
  const post = { kind: 'building', id: campus.west.id } as const;
  const curious = await addPhone(server, await addStaff(server, { role: 'building_head', post }));
  const subject = { kind: 'unknown', text: '不认识' };
  const { type, body } = check(campus.west.doorId, '', { subject });
  const naming = { ...(body as object), photos: [photo.ref] };

  const { results } = await push(curious, record(curious, 1, { type, body: naming }));

  expect(results).toMatchObject([{ outcome: 'stored' }]);
  expect(await codeOf(await ask(curious, photo.ref.sha))).toBe('not-found');
});

test('a photo of a day that the door no longer holds is given to no phone', async () => {
  const phone = await photoPhone();
  const { server, campus } = phone;
  const photo = await buildPhoto(1000);
  await phone.record(photo);
  await phone.send();
  const post = { kind: 'building', id: campus.east.id } as const;
  const guard = await addPhone(server, await addStaff(server, { role: 'guard', post }));
  expect((await ask(guard, photo.ref.sha)).status).toBe(200);

  await server.db.updateTable('scopeHead').set({ cutDay: '2099-01-01' }).execute();

  expect(await codeOf(await ask(guard, photo.ref.sha))).toBe('not-found');
});
