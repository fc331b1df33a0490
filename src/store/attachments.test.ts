import { describe, expect, test } from 'vitest';
import {
  buildCheck,
  buildResult,
  deleteDatabase,
  readRawProfile,
} from '../../tests/support/phone-storage.ts';
import { buildPhoto } from '../../tests/support/photos.ts';
import { testJournal } from '../../tests/support/test-journal.ts';
import { shaOf } from './attachment-sha.ts';
import type { Attachment } from './attachments.ts';
import { JournalDatabase } from './journal-database.ts';
import type { Journal } from './journal.ts';

const DAY_MS = 86_400_000;
const phone = testJournal();
const { open } = phone;

async function recordWith(journal: Journal, named: Attachment[], attachments = named) {
  const body = { ...buildCheck(), photos: named.map(({ ref }) => ref) };
  return (
    await journal.record({ by: phone.by, type: 'door-check', body, shiftId: null, attachments })
  ).id;
}

async function receive(journal: Journal, ...ids: string[]): Promise<void> {
  const batch = await journal.nextBatch({ max: 500, maxBytes: 1e6 });
  const received = batch.filter(({ id }) => ids.includes(id)).map((one) => buildResult(one));
  await journal.settle(received, phone.at());
}

const nothing: ReadonlySet<string> = new Set();

/** What lies on the phone's disk is damaged. */
async function spoilPhoto(sha: string): Promise<void> {
  const db = new JournalDatabase();
  await db.attachmentChunks
    .where('sha')
    .equals(sha)
    .modify((row) => {
      row.sealed = row.sealed.map((byte) => byte ^ 1);
    });
  db.close();
}

describe('a photo', () => {
  test('is kept with its operation, whole, and known again after the app was opened anew', async () => {
    const journal = await open();
    const photo = await buildPhoto(290_000);
    const id = await recordWith(journal, [photo]);
    journal.close();

    const again = await open();

    expect(again.counts()).toMatchObject({ pending: 1, photos: 1 });
    expect([...again.attachments().values()]).toEqual([
      { ...photo.ref, operations: [id], state: 'waiting', presentAt: null },
    ]);
    const [read] = await again.attachmentsOf([id]);
    expect(read?.ref).toEqual(photo.ref);
    expect(await shaOf(read!.bytes)).toBe(photo.ref.sha);
  });

  test('is not readable on disk', async () => {
    const journal = await open();
    const bytes = new TextEncoder().encode('石榴裙'.repeat(1000));
    const photo = await buildPhoto(bytes.byteLength, bytes);

    await recordWith(journal, [photo]);

    const raw = await readRawProfile();
    expect(raw).toContain(photo.ref.sha);
    expect(raw).not.toContain('石榴裙');
  });

  test('that the body does not name is refused, and nothing is kept', async () => {
    const journal = await open();
    const [named, other] = [await buildPhoto(10), await buildPhoto(20)];

    await expect(recordWith(journal, [named], [named, other])).rejects.toThrow(other.ref.sha);

    expect(journal.counts()).toMatchObject({ pending: 0, photos: 0 });
  });

  test('of another phone is named and not waited for', async () => {
    const journal = await open();

    await recordWith(journal, [await buildPhoto(10)], []);

    expect(journal.counts()).toMatchObject({ pending: 1, photos: 0 });
  });

  test('that a correction names again is one photo of two operations', async () => {
    const journal = await open();
    const photo = await buildPhoto(10);
    const first = await recordWith(journal, [photo]);

    const second = await recordWith(journal, [photo], []);

    expect(journal.counts().photos).toBe(1);
    expect(journal.attachments().get(photo.ref.sha)?.operations).toEqual([first, second]);
  });

  test('whose transaction fails is not there, and neither is its operation', async () => {
    const journal = await open();
    const photo = await buildPhoto(10);
    const own = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!;
    const put = own.value as IDBObjectStore['put'];
    IDBObjectStore.prototype.put = function (...of) {
      if (this.name === 'attachmentChunks') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, of);
    };

    const recording = recordWith(journal, [photo]);
    await expect(recording).rejects.toThrow('full');
    IDBObjectStore.prototype.put = put;
    journal.close();

    const again = await open();
    expect(again.counts()).toMatchObject({ pending: 0, photos: 0 });
    expect(await again.readAttachment(photo.ref.sha)).toBeNull();
  });

  test('whose key is gone is read as nothing', async () => {
    const journal = await open();
    const photo = await buildPhoto(10);
    await recordWith(journal, [photo]);
    journal.close();
    await deleteDatabase('device');
    await phone.enrol();

    const again = await open();

    expect(await again.readAttachment(photo.ref.sha)).toBeNull();
  });
});

describe('what is sent next', () => {
  test('is the smallest photo of an operation that has gone up', async () => {
    const journal = await open();
    const [large, small, unsent] = [
      await buildPhoto(30),
      await buildPhoto(20),
      await buildPhoto(5),
    ];
    const id = await recordWith(journal, [large, small]);
    await recordWith(journal, [unsent]);
    expect(await journal.nextAttachment(nothing)).toBeNull();

    await receive(journal, id);

    expect((await journal.nextAttachment(nothing))?.sha).toBe(small.ref.sha);
    expect((await journal.nextAttachment(new Set([small.ref.sha])))?.sha).toBe(large.ref.sha);
  });

  test('is no photo that the server has, until it asks for it again', async () => {
    const journal = await open();
    const photo = await buildPhoto(30);
    await receive(journal, await recordWith(journal, [photo]));

    await journal.settleAttachment(photo.ref.sha, phone.at());
    expect(await journal.nextAttachment(nothing)).toBeNull();
    expect(journal.counts().photos).toBe(0);

    await journal.reopenAttachments([photo.ref.sha, 'f'.repeat(64)]);
    expect((await journal.nextAttachment(nothing))?.sha).toBe(photo.ref.sha);
  });

  test('is one that was given up with its record, where the server asks for it and its bytes are good', async () => {
    const journal = await open();
    const [good, bad] = [await buildPhoto(30), await buildPhoto(20)];
    await receive(journal, await recordWith(journal, [good, bad]));
    const shas = [good.ref.sha, bad.ref.sha];
    for (const sha of shas) await journal.giveUpAttachment(sha);
    await spoilPhoto(bad.ref.sha);

    await journal.reopenAttachments(shas);

    expect((await journal.nextAttachment(nothing))?.sha).toBe(good.ref.sha);
    expect(journal.attachments().get(bad.ref.sha)?.state).toBe('unreadable');
  });

  test('is known to the other tab', async () => {
    const [one, two] = [await open(), await open()];
    const photo = await buildPhoto(30);
    await recordWith(one, [photo]);
    await expect.poll(() => two.counts().photos).toBe(1);

    await two.settleAttachment(photo.ref.sha, phone.at());

    await expect.poll(() => one.counts().photos).toBe(0);
  });
});

describe('pruning', () => {
  const later = () => phone.pass(20 * DAY_MS);

  test('keeps an operation whose photo has not come', async () => {
    const journal = await open();
    const photo = await buildPhoto(30);
    await receive(journal, await recordWith(journal, [photo]));
    later();

    expect(await journal.prune({ days: 14, durableThrough: null, now: phone.at() })).toBe(0);
    expect(await journal.readAttachment(photo.ref.sha)).not.toBeNull();
  });

  test('keeps both until a backup covers the photo too', async () => {
    const journal = await open();
    const photo = await buildPhoto(30);
    await receive(journal, await recordWith(journal, [photo]));
    const covered = new Date(phone.now() + 1000).toISOString();
    phone.pass(2000);
    await journal.settleAttachment(photo.ref.sha, phone.at());
    later();

    expect(await journal.prune({ days: 14, durableThrough: covered, now: phone.at() })).toBe(0);
    expect(await journal.prune({ days: 14, durableThrough: phone.at(), now: phone.at() })).toBe(1);
    expect(journal.attachments().size).toBe(0);
    expect(await journal.readAttachment(photo.ref.sha)).toBeNull();
    expect(await readRawProfile()).not.toContain(photo.ref.sha);
  });

  test('keeps a photo that another operation still names', async () => {
    const journal = await open();
    const photo = await buildPhoto(30);
    const first = await recordWith(journal, [photo]);
    await receive(journal, first);
    await journal.settleAttachment(photo.ref.sha, phone.at());
    later();
    const second = await recordWith(journal, [photo], []);

    expect(await journal.prune({ days: 14, durableThrough: null, now: phone.at() })).toBe(1);
    expect(journal.attachments().get(photo.ref.sha)?.operations).toEqual([second]);
    expect(await journal.readAttachment(photo.ref.sha)).toEqual(photo.bytes);
  });
});
