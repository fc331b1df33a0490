import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AttachmentRef } from '../../src/domain/attachment.ts';
import {
  ATTACHMENT_CONTENT_TYPE,
  AttachmentState,
  LARGEST_CHUNK_BYTES,
  NONCE_HEADER,
  OFFSET_HEADER,
} from '../../src/protocol/attachment.ts';
import { DoorLogPage } from '../../src/protocol/office-people.ts';
import { ProblemBody } from '../../src/protocol/problem.ts';
import { addCampus, addPerson, addStaff, check } from './support/campus.ts';
import { openOffice } from './office/office-client.ts';
import {
  addPhone,
  at,
  openServer,
  push,
  record,
  sync,
  type TestPhone,
  type TestServer,
} from './support/test-server.ts';

const photoOf = (size: number) => {
  const bytes = new Uint8Array(randomBytes(size));
  const sha = createHash('sha256').update(bytes).digest('hex');
  const ref: AttachmentRef = { sha, size, mime: 'image/jpeg' };
  return { bytes, sha, ref };
};

async function addGuard(server: TestServer) {
  const campus = await addCampus(server);
  const post = { kind: 'building', id: campus.east.id } as const;
  const phone = await addPhone(server, await addStaff(server, { role: 'guard', post }));
  const other = await addPhone(server, await addStaff(server, { role: 'guard', post }));
  const naming = (seq: number, photos: AttachmentRef[]) => {
    const subject = { kind: 'unknown', text: '红衣服' };
    const { type, body } = check(campus.east.doorId, '', { subject });
    return record(phone, seq, { type, body: { ...(body as object), photos } });
  };
  return { ...campus, phone, other, naming };
}

function send(
  phone: TestPhone,
  sha: string,
  {
    offset = 0,
    bytes = new Uint8Array(),
  }: { offset?: number; bytes?: Uint8Array<ArrayBuffer> } = {},
): Promise<Response> {
  return Promise.resolve(
    phone.server.app.request(`/api/v1/attachments/${sha}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${phone.token}`,
        'content-type': 'application/octet-stream',
        [OFFSET_HEADER]: String(offset),
        [NONCE_HEADER]: 'n'.repeat(22),
      },
      body: bytes,
    }),
  );
}

async function bring(...of: Parameters<typeof send>): Promise<AttachmentState> {
  const response = await send(...of);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  expect(response.headers.get('content-type')).toBe(ATTACHMENT_CONTENT_TYPE);
  return AttachmentState.parse(await response.json());
}

const codeOf = async (response: Response): Promise<string> =>
  ProblemBody.parse(await response.json()).code;

const askedOf = async (phone: TestPhone): Promise<string[] | undefined> =>
  (await sync(phone, { schema: 2 })).ask?.attachments;

test('a photo is asked for until its last byte has come, and then it is present', async () => {
  const { phone, naming } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(150_000);
  await push(phone, naming(1, [ref]));
  expect(await askedOf(phone)).toEqual([sha]);

  expect(await bring(phone, sha)).toMatchObject({ receivedBytes: 0, presentAt: null });
  const half = await bring(phone, sha, { bytes: bytes.slice(0, 100_000) });
  expect(half).toMatchObject({ receivedBytes: 100_000, presentAt: null });
  expect(await askedOf(phone)).toEqual([sha]);
  const whole = await bring(phone, sha, { offset: 100_000, bytes: bytes.slice(100_000) });

  expect(whole).toMatchObject({ sha, receivedBytes: 150_000, presentAt: at(0) });
  expect(await askedOf(phone)).toEqual([]);
  expect(await bring(phone, sha)).toMatchObject({ presentAt: at(0) });
});

test('bytes that were taken before, or come too early, change nothing', async () => {
  const { phone, naming } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(90_000);
  await push(phone, naming(1, [ref]));
  const first = bytes.slice(0, 50_000);

  await bring(phone, sha, { bytes: first });
  const again = await bring(phone, sha, { bytes: first });
  const early = await bring(phone, sha, { offset: 70_000, bytes: bytes.slice(70_000) });

  expect([again.receivedBytes, early.receivedBytes]).toEqual([50_000, 50_000]);
  const last = await bring(phone, sha, { offset: 50_000, bytes: bytes.slice(50_000) });
  expect(last.presentAt).not.toBeNull();
});

test('bytes of another hash are thrown away, and the right ones are taken after them', async () => {
  const { phone, naming } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(60_000);
  await push(phone, naming(1, [ref]));

  const wrong = await bring(phone, sha, { bytes: bytes.toReversed() });

  expect(wrong).toMatchObject({ receivedBytes: 0, presentAt: null });
  expect(await askedOf(phone)).toEqual([sha]);
  expect((await bring(phone, sha, { bytes })).presentAt).not.toBeNull();
});

test('more bytes than the fact says, and more than one request may carry, are refused', async () => {
  const { phone, naming } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(60_000);
  await push(phone, naming(1, [ref]));

  const longer = new Uint8Array([...bytes, 0]);
  expect(await codeOf(await send(phone, sha, { bytes: longer }))).toBe('too-large');
  const huge = new Uint8Array(LARGEST_CHUNK_BYTES + 1);
  expect(await codeOf(await send(phone, sha, { bytes: huge }))).toBe('too-large');
  expect((await bring(phone, sha)).receivedBytes).toBe(0);
});

test('nobody learns of a photo that none of their own operations names, whether it is here or not', async () => {
  const { phone, other, naming } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(1000);
  await push(phone, naming(1, [ref]));
  await bring(phone, sha, { bytes });

  expect(await codeOf(await send(other, sha))).toBe('not-found');
  expect(await codeOf(await send(other, photoOf(10).sha))).toBe('not-found');
  expect(await codeOf(await send(other, '../meta'))).toBe('not-found');
  expect(await codeOf(await send({ ...phone, token: 'x'.repeat(43) }, sha))).toBe('device-unknown');
});

test('two phones with the same photo do not stand in each other’s way', async () => {
  const { phone, other, naming, east } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(80_000);
  await push(phone, naming(1, [ref]));
  const { type, body } = check(east.doorId, '', { subject: { kind: 'unknown', text: '同一个人' } });
  await push(other, record(other, 1, { type, body: { ...(body as object), photos: [ref] } }));

  await bring(other, sha, { bytes: bytes.slice(0, 40_000).reverse() });
  await bring(phone, sha, { bytes: bytes.slice(0, 50_000) });
  const done = await bring(phone, sha, { offset: 50_000, bytes: bytes.slice(50_000) });

  expect(done.presentAt).not.toBeNull();
  const wrong = await bring(other, sha, { offset: 40_000, bytes: bytes.slice(40_000) });
  expect(wrong).toMatchObject({ receivedBytes: 0, presentAt: null });
  expect(await askedOf(other)).toEqual([sha]);
  expect((await bring(other, sha, { bytes })).presentAt).not.toBeNull();
  expect(await askedOf(other)).toEqual([]);
});

test('a phone that names what is here learns nothing of it before it has brought it too', async () => {
  const { phone, other, naming, east } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(4000);
  await push(phone, naming(1, [ref]));
  await bring(phone, sha, { bytes });
  const { type, body } = check(east.doorId, '', { subject: { kind: 'unknown', text: '另一个人' } });
  await push(other, record(other, 1, { type, body: { ...(body as object), photos: [ref] } }));

  expect(await askedOf(other)).toEqual([sha]);
  expect(await bring(other, sha)).toMatchObject({ receivedBytes: 0, presentAt: null });
});

test('who corrects a check with photos is not asked for what they never held', async () => {
  const server = await openServer();
  const { phone, naming, east } = await addGuard(server);
  const post = { kind: 'building', id: east.id } as const;
  const head = await addPhone(server, await addStaff(server, { role: 'building_head', post }));
  const { sha, ref } = photoOf(4000);
  const told = naming(1, [ref]);
  await push(phone, told);

  const body = { ...(told.body as object), direction: 'out', amends: told.id };
  const { results } = await push(head, record(head, 1, { type: 'door-check', body }));

  expect(results).toMatchObject([{ outcome: 'stored' }]);
  expect(await askedOf(head)).toEqual([]);
  expect(await askedOf(phone)).toEqual([sha]);
});

test('what a parked operation names is taken too', async () => {
  const { phone, west, naming } = await addGuard(await openServer());
  const { bytes, sha, ref } = photoOf(500);
  const operation = naming(1, [ref]);
  const elsewhere = { ...(operation.body as object), doorId: west.doorId };
  const { results } = await push(phone, record(phone, 1, { type: 'door-check', body: elsewhere }));

  expect(results[0]).toMatchObject({ outcome: 'parked', why: 'not-allowed' });
  expect((await bring(phone, sha, { bytes })).presentAt).not.toBeNull();
});

test('a phone of an earlier version is asked for nothing', async () => {
  const { phone, naming } = await addGuard(await openServer());
  await push(phone, naming(1, [photoOf(10).ref]));

  expect(await sync(phone, { schema: 1 })).not.toHaveProperty('ask');
});

test('the office sees how many photos have come, and each that has; a match keeps them', async () => {
  const office = await openOffice();
  const { phone, naming, east } = await addGuard(office.server);
  const resident = await addPerson(office.server, { buildingId: east.id });
  const [here, coming] = [photoOf(2000), photoOf(3000)];
  const operation = naming(1, [here.ref, coming.ref]);
  await push(phone, operation);
  await bring(phone, here.sha, { bytes: here.bytes });
  const rows = async () => DoorLogPage.parse(await office.json('GET', '/door-log')).rows;
  const photo = (sha: string, id = operation.id) =>
    office.send('GET', `/door-log/${id}/photo?sha=${sha}`);
  const photos = [
    { sha: here.sha, isReceived: true },
    { sha: coming.sha, isReceived: false },
  ];

  expect((await rows())[0]).toMatchObject({ photos });
  const shown = await photo(here.sha);
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(here.bytes);
  expect((await photo(coming.sha)).status).toBe(404);
  expect((await photo(here.sha, resident.id)).status).toBe(404);
  const audit = await office.server.db
    .selectFrom('audit')
    .select('subject')
    .where('what', '=', 'door-log.photo')
    .execute();
  expect(audit).toEqual([{ subject: operation.id }]);

  const factId = crypto.randomUUID();
  await office.json('POST', `/door-log/${operation.id}/match`, { factId, personId: resident.id });
  expect((await rows())[0]).toMatchObject({ subject: { personId: resident.id }, photos });
});
