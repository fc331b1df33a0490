import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { provideCaches } from '../../tests/support/memory-caches.ts';
import {
  buildCheck,
  buildEnrolment,
  buildResult,
  emptyProfile,
  FEW_ROUNDS,
} from '../../tests/support/phone-storage.ts';
import { buildPhoto } from '../../tests/support/photos.ts';
import type { Id } from '../domain/id.ts';
import { openQueue, readQueueFile } from '../server/queue-file/open-queue.ts';
import type { Attachment } from './attachments.ts';
import { hasCopies } from './copies-left.ts';
import { JournalDatabase } from './journal-database.ts';
import { openJournal, type Journal } from './journal.ts';
import { keepSecondCopy, leftCopies, ownCopies } from './second-copy.ts';
import { openVault, type EnrolParts, type Unlocked, type Vault } from './vault.ts';

const now = () => Date.parse('2022-03-14T08:05:00.000Z');
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ANOTHER_JOURNAL = '01a20472-0000-7000-8000-000000000000';

let vault: Vault;
let by: Unlocked;
let enrolment: EnrolParts;

beforeEach(async () => {
  provideCaches();
  await emptyProfile();
  vault = await openVault({ now, ...FEW_ROUNDS });
  enrolment = buildEnrolment();
  enrolment.reply.publicKey = publicKey.export({ format: 'jwk' });
  by = await vault.enrol(enrolment);
});

async function open(): Promise<Journal> {
  const journal = await openJournal(vault, { now });
  onTestFinished(() => journal.close());
  return journal;
}

/** Fails the test with whatever kept a copy from being made. */
function copy(journal: Journal): () => void {
  const stop = keepSecondCopy({
    journal,
    vault,
    now,
    note: (finding) => {
      throw new Error(finding);
    },
  });
  onTestFinished(stop);
  return stop;
}

async function record(journal: Journal, attachments: Attachment[] = []): Promise<Id> {
  const body = { ...buildCheck(), photos: attachments.map(({ ref }) => ref) };
  return (await journal.record({ by, type: 'door-check', body, shiftId: null, attachments })).id;
}

async function receiveAll(journal: Journal): Promise<void> {
  const batch = await journal.nextBatch({ max: 500, maxBytes: 1e6 });
  await journal.settle(
    batch.map((one) => buildResult(one)),
    new Date(now()).toISOString(),
  );
}

/** As the server opens them: what each file holds, as another journal of this phone finds them. */
async function contents(): Promise<{ ids: Id[]; photos: Uint8Array[] }[]> {
  const left = await leftCopies(ANOTHER_JOURNAL);
  return Promise.all(
    left.map(async ({ read }) => {
      const file = await read();
      const queue = readQueueFile(new Uint8Array(await file!.arrayBuffer()));
      const { contents: inside, photos } = openQueue(queue, {
        privateKey: JSON.stringify(privateKey.export({ format: 'jwk' })),
        tokenHash: createHash('sha256').update(enrolment.deviceToken!).digest('base64url'),
      });
      return { ids: inside.operations.map((one) => (one as { id: Id }).id), photos: [...photos] };
    }),
  );
}

const copied = async (): Promise<Id[]> => (await contents()).flatMap(({ ids }) => ids);

const files = async (): Promise<number> => (await leftCopies(ANOTHER_JOURNAL)).length;

test('what waits lies once more outside of the database, as the server can open it', async () => {
  const journal = await open();
  const before = await record(journal);
  copy(journal);
  await expect.poll(copied).toEqual([before]);

  const after = [await record(journal), await record(journal)];

  await expect.poll(copied).toEqual([before, ...after]);
});

test('a copy holds the photos of its records', async () => {
  const journal = await open();
  copy(journal);
  const photo = await buildPhoto(2000);

  await record(journal, [photo]);

  await expect.poll(async () => (await contents()).flatMap(({ photos }) => photos)).toHaveLength(1);
  const [file] = await contents();
  expect(new Uint8Array(file!.photos[0]!)).toEqual(photo.bytes);
});

test('once all is received, no copy is left', async () => {
  const journal = await open();
  copy(journal);
  await record(journal);
  await expect.poll(copied).toHaveLength(1);
  expect(await hasCopies()).toBe(true);

  await receiveAll(journal);

  await expect.poll(hasCopies).toBe(false);
});

test('a start puts the files of the run before together, and leaves out what was received since', async () => {
  const first = await open();
  const stop = copy(first);
  await record(first);
  await expect.poll(copied).toHaveLength(1);
  await record(first);
  await expect.poll(async () => (await contents()).length).toBe(2);
  stop();
  const second = await open();
  await receiveAll(second);
  const kept = [await record(second), await record(second)];

  copy(second);

  await expect.poll(contents).toEqual([{ ids: kept, photos: [] }]);
});

test('many small files become one', async () => {
  const journal = await open();
  copy(journal);
  const ids: Id[] = [];
  for (let each = 1; each <= 46; each += 1) {
    const before = await files();
    ids.push(await record(journal));
    await expect.poll(files, { interval: 2 }).not.toBe(before);
  }

  await expect.poll(files).toBeLessThan(5);
  expect((await copied()).toSorted()).toEqual(ids.toSorted());
});

test('a journal sees no copy of its own as left by another, and what is dropped is gone', async () => {
  const journal = await open();
  copy(journal);
  await record(journal);
  await expect.poll(copied).toHaveLength(1);

  expect(await leftCopies(journal.log())).toEqual([]);
  expect(await ownCopies(journal.log())).toHaveLength(1);
  const [left] = await leftCopies(ANOTHER_JOURNAL);
  await left?.drop();

  expect(await hasCopies()).toBe(false);
  expect(await left?.read()).toBeNull();
});

test('without cache storage the journal works on, and nothing was left', async () => {
  Reflect.deleteProperty(globalThis, 'caches');
  const journal = await open();
  copy(journal);

  await record(journal);

  expect(journal.counts().pending).toBe(1);
  expect(await hasCopies()).toBe(false);
  expect(await leftCopies(ANOTHER_JOURNAL)).toEqual([]);
});

test('where a record can be read no longer, the file that holds it whole stays', async () => {
  const first = await open();
  const stop = copy(first);
  const ids = [await record(first), await record(first)];
  await expect.poll(async () => (await copied()).toSorted()).toEqual(ids.toSorted());
  stop();
  const db = new JournalDatabase();
  await db.operations.update(ids[0]!, { sealed: new Uint8Array(64) });
  db.close();

  const second = await open();
  copy(second);
  const isNew = (id: Id): boolean => !ids.includes(id);
  await expect.poll(async () => (await copied()).filter(isNew).length).toBe(1);
  const next = await record(second);

  await expect.poll(copied).toContain(next);
  expect(await copied()).toContain(ids[0]);
});
