import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  buildCheck,
  buildEnrolment,
  buildResult,
  emptyProfile,
  FEW_ROUNDS,
} from '../../tests/support/phone-storage.ts';
import { QUEUE_PHOTOS_LIMIT_BYTES } from '../protocol/queue-file.ts';
import { openQueue, readQueueFile } from '../server/queue-file/open-queue.ts';
import { shaOf } from './attachment-sha.ts';
import { exportQueue, type QueueExport } from './export-queue.ts';
import { JournalDatabase } from './journal-database.ts';
import { openJournal, type Journal } from './journal.ts';
import { openVault, type EnrolParts, type Unlocked, type Vault } from './vault.ts';

const NOW = Date.parse('2022-03-14T08:05:00.000Z');
const now = () => NOW;

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let vault: Vault;
let journal: Journal;
let by: Unlocked;
let enrolment: EnrolParts;

beforeEach(async () => {
  await emptyProfile();
  vault = await openVault({ now, ...FEW_ROUNDS });
  enrolment = buildEnrolment({ name: '林秋实' });
  enrolment.reply.publicKey = publicKey.export({ format: 'jwk' });
  by = await vault.enrol(enrolment);
  journal = await openJournal(vault, { now });
});
afterEach(() => journal.close());

const recordCheck = () =>
  journal.record({ by, type: 'door-check', body: buildCheck(), shiftId: null });

async function bytesOf(made: QueueExport): Promise<Uint8Array<ArrayBuffer>> {
  if (made.outcome !== 'made') throw new Error(made.outcome);
  return new Uint8Array(await new Blob(made.parts).arrayBuffer());
}

function open(bytes: Uint8Array) {
  return openQueue(readQueueFile(bytes), {
    privateKey: JSON.stringify(privateKey.export({ format: 'jwk' })),
    tokenHash: createHash('sha256').update(enrolment.deviceToken!).digest('base64url'),
  });
}

test('the file holds what was not sent, in the order of recording, and the server opens it', async () => {
  const facts = [await recordCheck(), await recordCheck(), await recordCheck()];
  const [first] = await journal.nextBatch({ max: 1, maxBytes: 1 });
  await journal.settle([buildResult(first!)], first!.at);

  const made = await exportQueue(vault, now);

  const { operations, unreadable, clock } = open(await bytesOf(made)).contents;
  expect(operations).toEqual(await journal.nextBatch({ max: 9, maxBytes: 1e6 }));
  expect(operations).toMatchObject(facts.slice(1).map(({ id }) => ({ id })));
  expect([unreadable, clock.now]).toEqual([0, '2022-03-14T08:05:00.000Z']);
  expect(journal.counts().pending).toBe(2);
});

test('its name says which phone, when and how many; neither name nor bytes say who', async () => {
  await recordCheck();

  const made = await exportQueue(vault, now);

  const device = enrolment.reply.deviceId.slice(0, 8);
  expect(made).toMatchObject({ fileName: `shouwang-${device}-202203140805-1.shouwang`, count: 1 });
  const text = new TextDecoder().decode(await bytesOf(made));
  for (const secret of ['林秋实', '穿蓝衣的人', enrolment.deviceToken!, by.accountId])
    expect(text).not.toContain(secret);
});

test('the bytes of a row that can no longer be read are in the file, too', async () => {
  const [, damaged] = [await recordCheck(), await recordCheck()];
  const db = new JournalDatabase();
  await db.operations.update(damaged.id, { sealed: new Uint8Array(64) });
  db.close();

  const made = await exportQueue(vault, now);

  expect(made).toMatchObject({ count: 2, unreadable: 1 });
  const { operations, unreadable } = open(await bytesOf(made)).contents;
  expect(unreadable).toBe(1);
  expect(operations[1]).toMatchObject({
    seq: 2,
    type: 'unreadable',
    body: { record: damaged.id, sealed: 'A'.repeat(86) },
  });
});

test('where nothing waits, there is no file', async () => {
  expect(await exportQueue(vault, now)).toEqual({ outcome: 'nothing' });
});

test('a phone that was never enrolled has nobody to seal it for', async () => {
  journal.close();
  await emptyProfile();

  expect(await exportQueue(await openVault(), now)).toEqual({ outcome: 'not-enrolled' });
});

test('photos that have not gone up are in it, also where their record has', async () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, place) => place % 251);
  const ref = { sha: await shaOf(bytes), size: bytes.byteLength, mime: 'image/jpeg' } as const;
  const body = { ...buildCheck(), photos: [ref] };
  const attachments = [{ ref, bytes }];
  await journal.record({ by, type: 'door-check', body, shiftId: null, attachments });
  const [first] = await journal.nextBatch({ max: 1, maxBytes: 1 });
  await journal.settle([buildResult(first!)], first!.at);

  const made = await exportQueue(vault, now);

  expect(made).toMatchObject({ count: 0, photos: 1, photosLeft: 0 });
  const { contents, photos } = open(await bytesOf(made));
  expect(contents.photos).toEqual([ref.sha]);
  expect(photos.map((photo) => Buffer.from(photo).equals(bytes))).toEqual([true]);
});

test('photos for which one file has no room are in the next ones, until each was in one', async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const bytes = [1, 2, 3].map((byte) => new Uint8Array(1000).fill(byte));
  const refs = await Promise.all(
    bytes.map(async (one) => ({ sha: await shaOf(one), size: 1000, mime: 'image/jpeg' as const })),
  );
  for (const [index, ref] of refs.entries()) {
    const body = { ...buildCheck(), photos: [ref] };
    const attachments = [{ ref, bytes: bytes[index]! }];
    await journal.record({ by, type: 'door-check', body, shiftId: null, attachments });
  }
  // As if they were large: two of them are more than a file may hold.
  const db = new JournalDatabase();
  const size = 0.6 * QUEUE_PHOTOS_LIMIT_BYTES;
  for (const { sha } of refs) await db.attachments.update(sha, { size });
  db.close();

  const files: { shas: readonly string[]; left: number }[] = [];
  for (let round = 0; round < 4; round += 1) {
    // Made and not handed out: that changes nothing.
    await exportQueue(vault, now);
    const made = await exportQueue(vault, now);
    if (made.outcome !== 'made') throw new Error(made.outcome);
    const { photos } = open(await bytesOf(made)).contents;
    files.push({ shas: photos, left: made.photosLeft });
    made.handedOut();
  }

  const [first, second, third, again] = files.map(({ shas }) => shas);
  expect([...first!, ...second!, ...third!].sort()).toEqual(refs.map(({ sha }) => sha).sort());
  expect(again).toEqual(first);
  expect(files.map(({ left }) => left)).toEqual([2, 1, 0, 2]);
});
