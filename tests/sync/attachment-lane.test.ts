import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { problem } from '../support/fake-server.ts';
import { cut, photoPhone, type Line, type Sent } from '../support/photo-phone.ts';
import { buildPhoto } from '../support/photos.ts';

const html = (status: number) =>
  new Response('<h1>Sign in</h1>', { status, headers: { 'content-type': 'text/html' } });
const SIZE = 290_000;
const bytesSent = (sent: readonly Sent[]) =>
  sent.reduce((sum, { body }) => sum + body.byteLength, 0);

test('a photo goes up after its fact, from a locked phone, in pieces that grow', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(SIZE);
  const id = await phone.record(photo);
  phone.line = async (pass) => {
    expect(await phone.operationsReceived()).toEqual([id]);
    return pass();
  };

  await phone.send();

  expect(phone.sent.map(({ offset, body }) => [offset, body.byteLength])).toEqual([
    [0, 0],
    [0, 65_536],
    [65_536, 131_072],
    [196_608, SIZE - 196_608],
  ]);
  expect(await phone.received()).toEqual([photo.ref.sha]);
  expect(phone.journal.counts()).toMatchObject({ pending: 0, photos: 0 });
});

const CUTS = [0, 1, 2, 3].flatMap((request) =>
  (['before', 'after'] as const).map((when) => ({ request, when })),
);

test.each(CUTS)(
  'a line cut $when request $request and a killed app lose no piece that was taken',
  async ({ request, when }) => {
    const phone = await photoPhone();
    const photo = await buildPhoto(SIZE);
    await phone.record(photo);
    phone.line = async (pass) => {
      if (phone.sent.length - 1 !== request) return pass();
      if (when === 'after') await pass();
      return cut();
    };

    await phone.send();
    const isThere = (await phone.received()).length > 0;
    expect(isThere).toBe(request === 3 && when === 'after');
    expect(await phone.missing()).toEqual(isThere ? [] : [photo.ref.sha]);
    expect(phone.journal.counts().photos).toBe(1);
    expect(phone.sync.status().lastFailure).toBe('offline');
    const lost = phone.sent.at(-1)!.body.byteLength;
    phone.line = (pass) => pass();
    await phone.restart();
    await phone.send();

    expect(await phone.received()).toEqual([photo.ref.sha]);
    expect(await phone.missing()).toEqual([]);
    expect(phone.journal.counts().photos).toBe(0);
    expect(bytesSent(phone.sent)).toBe(SIZE + (when === 'before' ? lost : 0));
  },
);

test('after a failure the next try comes by itself, with the same back-off as records', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(1000);
  await phone.record(photo);
  phone.line = cut;
  await phone.send();
  expect(phone.timer()?.ms).toBe(1000);
  await phone.passTime();
  expect(phone.timer()?.ms).toBeGreaterThan(1000);

  phone.line = (pass) => pass();
  await phone.passTime();

  expect(await phone.received()).toEqual([photo.ref.sha]);
});

test.each<[string, Line]>([
  ['a captive portal that says 200', async () => html(200)],
  ['an empty 200', async () => new Response('')],
  ['a state of another server', (pass) => changed(pass, { server: crypto.randomUUID() })],
  ['a state of another photo', (pass) => changed(pass, { sha: '0'.repeat(64) })],
  ['an answer to another request', (pass) => changed(pass, { nonce: 'x'.repeat(43) })],
  ['a server fault', async () => problem(500, 'server-fault')],
])('%s is no receipt of a photo', async (_, line) => {
  const phone = await photoPhone();
  await phone.record(await buildPhoto(1000));
  phone.line = line;

  await phone.send();

  expect(phone.journal.counts()).toMatchObject({ pending: 0, photos: 1 });
  expect(phone.timer()).not.toBeNull();
});

async function changed(pass: () => Promise<Response>, fields: object): Promise<Response> {
  const answer = await pass();
  const state = { ...((await answer.json()) as object), presentAt: '2020-06-08T08:00:00.000Z' };
  return new Response(JSON.stringify({ ...state, ...fields }), { headers: answer.headers });
}

test('a record that is saved meanwhile goes first, and the photo goes on from where it was', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(SIZE);
  await phone.record(photo);
  let second: string | null = null;
  phone.line = async (pass, { offset, signal }) => {
    if (offset === 0 || second !== null) return pass();
    second = await phone.record();
    return new Promise((_, reject) => {
      const end = () => reject(new DOMException('aborted', 'AbortError'));
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end);
    });
  };

  await phone.send();
  expect(await phone.received()).toEqual([]);
  await phone.passTime();

  expect(await phone.operationsReceived()).toContain(second);
  expect(await phone.received()).toEqual([photo.ref.sha]);
  expect(phone.sent.filter(({ offset, body }) => offset === 0 && body.byteLength > 0)).toHaveLength(
    1,
  );
});

test('bytes that the line has spoilt are sent again from the start', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(100_000);
  await phone.record(photo);
  let isSpoilt = false;
  phone.line = (pass, { body }) => {
    if (isSpoilt || body.byteLength === 0) return pass();
    isSpoilt = true;
    return pass(new Uint8Array(body).reverse());
  };

  await phone.send();

  expect(await phone.received()).toEqual([photo.ref.sha]);
});

test('a server that never takes the bytes is not asked for ever', async () => {
  const phone = await photoPhone();
  await phone.record(await buildPhoto(1000));
  phone.line = (pass, { body }) => pass(new Uint8Array(body).reverse());

  await phone.send();

  expect(phone.sent).toHaveLength(4);
  expect(phone.journal.counts().photos).toBe(1);
  expect(phone.timer()).not.toBeNull();
});

test('pieces become smaller where something on the way takes no larger ones', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(SIZE);
  await phone.record(photo);
  phone.line = async (pass, { body }) => (body.byteLength > 100_000 ? html(413) : pass());

  await phone.send();

  expect(await phone.received()).toEqual([photo.ref.sha]);
});

test('a photo whose bytes are spoilt on the phone waits no more, and the others go up', async () => {
  const phone = await photoPhone();
  phone.line = cut;
  await phone.record(await buildPhoto(1000));
  await phone.send();
  await phone.loseKeys();
  const kept = await buildPhoto(2000);
  await phone.record(kept);
  phone.line = (pass) => pass();

  await phone.send();

  expect(await phone.received()).toEqual([kept.ref.sha]);
  expect(phone.journal.counts().photos).toBe(0);
});

test('what the server has lost is asked for, and sent again from the kept copy', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(1000);
  await phone.record(photo);
  await phone.send();
  const { db } = phone.server;
  await db.deleteFrom('attachment').execute();
  await db
    .insertInto('attachmentWanted')
    .values({ deviceId: phone.deviceId, sha: photo.ref.sha })
    .execute();

  await phone.send();

  expect(await phone.received()).toEqual([photo.ref.sha]);
});

test('a photo of which the server knows nothing stands in no other’s way', async () => {
  const phone = await photoPhone();
  const [unknown, other] = [await buildPhoto(500), await buildPhoto(1000)];
  phone.line = cut;
  await phone.record(unknown);
  await phone.send();
  await phone.server.db.deleteFrom('attachmentRef').execute();
  await phone.record(other);
  phone.line = (pass) => pass();

  await phone.send();

  expect(await phone.received()).toEqual([other.ref.sha]);
  expect(phone.journal.counts()).toMatchObject({ pending: 0, photos: 1 });
  expect(phone.timer()).not.toBeNull();
});

test.each([403, 500])(
  'a photo at which something on the way takes offence (%i) stands in no other’s way',
  async (status) => {
    const phone = await photoPhone();
    const [offending, other] = [await buildPhoto(500), await buildPhoto(1000)];
    await phone.record(offending);
    await phone.record(other);
    phone.line = async (pass, { body }) => (body.byteLength === 500 ? html(status) : pass());

    await phone.send();

    expect(await phone.received()).toEqual([other.ref.sha]);
    expect(phone.journal.counts().photos).toBe(1);
    expect(phone.sync.status().lastFailure).not.toBeNull();
    expect(phone.timer()).not.toBeNull();
  },
);

test('a line that takes no photo is not tried with all of them', async () => {
  const phone = await photoPhone();
  for (let size = 501; size <= 510; size += 1) await phone.record(await buildPhoto(size));
  phone.line = async () => html(500);

  await phone.send();

  expect(phone.sent).toHaveLength(5);
});

/** A second time, and the bytes are as they were. */
async function spoil(id: string): Promise<void> {
  const db = await new Dexie('journal', { indexedDB, IDBKeyRange }).open();
  await db
    .table('operations')
    .where('id')
    .equals(id)
    .modify((row: { sealed: Uint8Array }) => {
      row.sealed = new Uint8Array(row.sealed).map((byte) => byte ^ 1);
    });
  db.close();
}

test('the photo of a record that can be read no longer waits no more, and goes up once it can be read again', async () => {
  const phone = await photoPhone();
  const photo = await buildPhoto(1000);
  const id = await phone.record(photo);
  await spoil(id);
  await phone.restart();

  await phone.send();
  await phone.send();
  expect(phone.journal.counts()).toMatchObject({ pending: 0, unreadable: 1, photos: 0 });
  expect(await phone.received()).toEqual([]);

  await spoil(id);
  await phone.restart();
  await phone.send();
  await phone.send();
  expect(phone.journal.counts()).toMatchObject({ pending: 0, unreadable: 0, photos: 0 });
  expect(await phone.received()).toEqual([photo.ref.sha]);
});
