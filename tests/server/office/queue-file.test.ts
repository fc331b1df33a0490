import { createHash, randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { QueueCounts, QueueReport } from '../../../src/protocol/office-queue.ts';
import {
  QUEUE_FILE_LIMIT_BYTES,
  QUEUE_MARK,
  QUEUE_OPERATIONS_LIMIT,
  QueueRefusedDetails,
  splitParts,
} from '../../../src/protocol/queue-file.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { readServerIdentity } from '../../../src/server/database/meta.ts';
import type { Attachment } from '../../../src/store/attachments.ts';
import { addCampus, addPerson, addStaff, check, type TestCampus } from '../support/campus.ts';
import { sealedQueue, type Sealing } from '../support/sealed-queue.ts';
import {
  addPhone,
  at,
  push,
  record,
  type Recording,
  type TestPhone,
} from '../support/test-server.ts';
import { formOf, openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let campus: TestCampus;
let phone: TestPhone;
let residentId: Id;

beforeEach(async () => {
  office = await openOffice();
  const { server } = office;
  campus = await addCampus(server);
  const post = { kind: 'building', id: campus.east.id } as const;
  phone = await addPhone(server, await addStaff(server, { role: 'keeper', post }));
  residentId = (await addPerson(server, { buildingId: campus.east.id })).id;
});

const checkAt = (seq: number, parts: Partial<Recording> = {}): Operation =>
  record(phone, seq, { ...check(campus.east.doorId, residentId), ...parts });

const seal = (operations: readonly unknown[], of?: Sealing) => sealedQueue(phone, operations, of);

const bring = async (file: Uint8Array<ArrayBuffer>): Promise<QueueReport> =>
  QueueReport.parse(await office.json('POST', '/queue-files', formOf(file, 'queue.shouwang')));

async function refusal(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const problem = await office.problem('POST', '/queue-files', formOf(file, 'queue.shouwang'));
  expect(problem.code).toBe('queue-refused');
  return QueueRefusedDetails.parse(problem.details).why;
}

const forward = (file: Uint8Array<ArrayBuffer>, by: TestPhone): Promise<Response> =>
  office.send('POST', '/queue-files/forward', {
    body: formOf(file, 'queue.shouwang'),
    headers: { authorization: `Bearer ${by.token}`, cookie: '' },
  });

const storedIds = async (): Promise<Id[]> => {
  const rows = await office.server.db.selectFrom('opLog').select('id').execute();
  return rows.map(({ id }) => id);
};

test('the office imports what a phone could not send, and hears what came of each operation', async () => {
  const operations = [checkAt(5), checkAt(6, { type: 'wrong' }), checkAt(7)];

  const report = await bring(await seal(operations));

  expect(report).toMatchObject({
    device: { id: phone.deviceId, name: 'door phone', isRevoked: false },
    madeAt: at(-30),
    counts: { stored: 2, known: 0, parked: 1 },
  });
  expect(report.operations.map(({ id, outcome, why, type }) => [id, outcome, why, type])).toEqual([
    [operations[0]!.id, 'stored', null, 'door-check'],
    [operations[1]!.id, 'parked', 'unknown-type', 'wrong'],
    [operations[2]!.id, 'stored', null, 'door-check'],
  ]);
});

test('a file imported twice, and then sent by the phone itself, is stored once', async () => {
  const operations = [checkAt(1), checkAt(2)];
  const file = await seal(operations);
  await bring(file);

  const again = await bring(file);
  const pushed = await push(phone, ...operations, checkAt(3));

  expect(again.counts).toEqual({ stored: 0, known: 2, parked: 0 });
  expect(pushed.results.map(({ outcome }) => outcome)).toEqual(['known', 'known', 'stored']);
  expect(pushed.contiguous).toBe(3);
  expect(await storedIds()).toHaveLength(3);
});

test('what the phone has sent since is known in its file', async () => {
  const operations = [checkAt(1), checkAt(2)];
  const file = await seal(operations);
  await push(phone, ...operations);

  expect((await bring(file)).counts).toEqual({ stored: 0, known: 2, parked: 0 });
});

test('what a lost journal held counts, though its keeper’s duty has ended and a new journal has nothing to send', async () => {
  const { server } = office;
  const post = { kind: 'building', id: campus.east.id } as const;
  phone = await addPhone(server, await addStaff(server, { role: 'keeper', post, to: at(60) }));
  await push(phone, checkAt(1));
  const file = await seal([checkAt(2, { at: at(10) })], { madeAt: at(11) });
  server.clock.nowMs += 24 * 3_600_000;
  const renewed = { ...phone, log: randomUUID() };
  for (let times = 0; times < 2; times += 1) await push(renewed);

  const response = await forward(file, phone);

  expect(QueueCounts.parse(await response.json())).toEqual({ stored: 1, known: 0, parked: 0 });
});

test('a file of more operations than one push holds is taken whole', async () => {
  const operations = Array.from({ length: 501 }, (_, index) => checkAt(index + 1));

  expect((await bring(await seal(operations))).counts.stored).toBe(501);
});

test('the time of an operation is reckoned from the making of the file, not from its arrival', async () => {
  const fast = checkAt(1, { boot: 'later', monoMs: 0, at: at(-21) });

  const report = await bring(
    await seal([fast], { madeAt: at(-20), offsetMs: -10 * 60_000, boot: 'later' }),
  );

  expect(report.operations[0]!.correctedAt).toBe(at(-31));
});

test('a file whose measured clock is absurd is taken, by the time of its arrival', async () => {
  const file = await seal([checkAt(1, { boot: 'later', monoMs: 60_000 })], { offsetMs: -1e150 });

  expect((await bring(file)).operations[0]!.correctedAt).toBe(at(0));
});

test('another phone of the campus hands the file on, and learns numbers only', async () => {
  const other = await addPhone(office.server, await addStaff(office.server));
  const file = await seal([checkAt(1)]);

  const response = await forward(file, other);

  expect(response.status).toBe(200);
  expect(QueueCounts.parse(await response.json())).toEqual({ stored: 1, known: 0, parked: 0 });
  const rows = await office.server.db.selectFrom('opLog').select('deviceId').execute();
  expect(rows).toEqual([{ deviceId: phone.deviceId }]);
});

test('a phone that is not enrolled or was revoked hands on nothing', async () => {
  const file = await seal([checkAt(1)]);
  await office.json('POST', `/devices/${phone.deviceId}/revoke`);

  const answers = [
    await forward(file, phone),
    await forward(file, { ...phone, token: 'x'.repeat(43) }),
  ];

  const codes = await Promise.all(
    answers.map(async (answer) => ProblemBody.parse(await answer.json()).code),
  );
  expect(codes).toEqual(['device-revoked', 'device-unknown']);
  expect(await storedIds()).toEqual([]);
});

test('the file of a revoked phone is set aside whole', async () => {
  const file = await seal([checkAt(1)]);
  await office.json('POST', `/devices/${phone.deviceId}/revoke`);

  expect(await bring(file)).toMatchObject({
    device: { isRevoked: true },
    counts: { stored: 0, parked: 1 },
  });
});

test('what is no file of ours, or of another organisation, is refused and leaves nothing', async () => {
  const foreign = await seal([checkAt(1)], { server: randomUUID() });

  expect(await refusal(new Uint8Array([1, 2, 3]))).toBe('no-queue');
  expect(await refusal(new Uint8Array())).toBe('no-queue');
  expect(await refusal(foreign)).toBe('other-organisation');
  expect(await storedIds()).toEqual([]);
});

test('whoever carries a file cannot take the name of its journal first', async () => {
  const carrier = await addPhone(office.server, await addStaff(office.server));
  const file = await seal([checkAt(1)]);
  const parts = splitParts(file.subarray(QUEUE_MARK.length));
  const hash = createHash('sha256')
    .update((parts as Uint8Array[])[0]!)
    .digest('hex');
  const { serverId } = await readServerIdentity(office.server.db);
  await push({ ...carrier, log: uuidv5(hash, serverId) });

  expect((await bring(file)).counts).toEqual({ stored: 1, known: 0, parked: 0 });
});

test('a small file that would fill the memory is refused', async () => {
  const lists = (length: number) => Array.from({ length }, () => []);

  for (const operations of [lists(QUEUE_OPERATIONS_LIMIT + 1), [lists(4_000_000)]])
    expect(await refusal(await seal(operations))).toBe('altered');
});

test('a file that was cut anywhere is refused and leaves nothing', async () => {
  const file = await seal([checkAt(1), checkAt(2)]);

  for (const length of [16, 18, 20, 100, 400, file.length - 1])
    expect(await refusal(file.slice(0, length))).toBe('cut');
  expect(await storedIds()).toEqual([]);
});

test('a file with any byte changed is refused and leaves nothing', async () => {
  const file = await seal([checkAt(1)]);
  const marks = ['altered', 'cut', 'no-queue', 'other-organisation', 'unknown-device'];

  for (let place = 0; place < file.length; place += 11) {
    const changed = file.slice();
    changed[place]! ^= 1;
    expect(marks).toContain(await refusal(changed));
  }
  expect(await storedIds()).toEqual([]);
});

test('nobody makes a file in the name of a phone whose token they do not hold', async () => {
  const other = await addPhone(office.server, await addStaff(office.server));
  const forged = await sealedQueue({ ...phone, token: other.token }, [checkAt(1)]);

  expect(await refusal(forged)).toBe('unknown-device');
  expect(await storedIds()).toEqual([]);
});

test('a file that is too large is refused before it is read', async () => {
  const problem = await office.problem(
    'POST',
    '/queue-files',
    formOf(new Uint8Array(QUEUE_FILE_LIMIT_BYTES), 'queue.shouwang'),
  );

  expect(problem).toMatchObject({ code: 'too-large' });
});

test('each import is noted: who brought which phone, and how many', async () => {
  const other = await addPhone(office.server, await addStaff(office.server));
  const file = await seal([checkAt(1)]);
  await bring(file);
  await forward(file, other);

  const rows = await office.server.db
    .selectFrom('audit')
    .select(['what', 'subject', 'details'])
    .where('what', 'like', 'queue.%')
    .orderBy('what')
    .execute();

  expect(rows.map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) }))).toEqual([
    {
      what: 'queue.forward',
      subject: phone.deviceId,
      details: { stored: 0, known: 1, parked: 0, broughtBy: other.deviceId },
    },
    {
      what: 'queue.import',
      subject: phone.deviceId,
      details: { stored: 1, known: 0, parked: 0 },
    },
  ]);
});

test('photos that its records name are kept, and no others', async () => {
  const [named, stray] = [photoOf(1), photoOf(2)];
  const { body } = check(campus.east.doorId, residentId);
  const operation = checkAt(1, { body: { ...(body as object), photos: [named.ref] } });

  const report = await bring(await seal([operation], { photos: [named, stray] }));

  expect(report).toMatchObject({ counts: { stored: 1 }, photos: 1 });
  const kept = await office.server.db.selectFrom('attachment').select('sha').execute();
  expect(kept).toEqual([{ sha: named.ref.sha }]);
});

function photoOf(seed: number): Attachment {
  const bytes = new Uint8Array(1000).fill(seed);
  const sha = createHash('sha256').update(bytes).digest('hex');
  return { ref: { sha, size: bytes.byteLength, mime: 'image/jpeg' }, bytes };
}
