import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Operation } from '../../../src/domain/operation.ts';
import { QueueCounts, QueueReport } from '../../../src/protocol/office-queue.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import type { Attachment } from '../../../src/store/attachments.ts';
import type { QueueToSeal } from '../../../src/store/seal-queue.ts';
import { formOf } from '../office/office-client.ts';
import { check } from '../support/campus.ts';
import { sealedQueue } from '../support/sealed-queue.ts';
import { at, record, type Recording } from '../support/test-server.ts';
import { openFilledOffice, type FilledOffice } from './filled-office.ts';
import { mutations, wounded } from './mutated.ts';
import { fuzz } from './runs.ts';
import { expectWhole } from './whole.ts';

type File = Uint8Array<ArrayBuffer>;

let filled: FilledOffice;
let seq: number;

beforeEach(async () => {
  filled = await openFilledOffice();
  seq = 10;
});

const photoBytes = new Uint8Array(900).fill(7);
const photo: Attachment = {
  ref: {
    sha: createHash('sha256').update(photoBytes).digest('hex'),
    size: 900,
    mime: 'image/jpeg',
  },
  bytes: photoBytes,
};

const signed = (recording: Recording): Operation => record(filled.phone, (seq += 1), recording);

/** What a warden's phone could not send: checks, and one with a photo. */
function honestQueue(): Operation[] {
  const doorId = filled.places.buildings[0]?.doors[0]?.door.id ?? '';
  const unknown = check(doorId, '', { subject: { kind: 'unknown', text: '红衣服' } });
  const body = { ...(unknown.body as object), photos: [photo.ref] };
  return [
    signed(check(doorId, filled.residentId)),
    signed({ ...unknown, body }),
    signed(check(doorId, filled.residentId, { direction: 'out', tempC: 37.9 })),
  ];
}

/** Taken or refused by a sentence of the contract; refused, it has left nothing. */
async function bring(file: File, by: 'office' | 'phone'): Promise<QueueCounts | null> {
  const { office, phone } = filled;
  const before = await countOperations();
  const response = await (by === 'office'
    ? office.send('POST', '/queue-files', { body: formOf(file, 'queue.shouwang') })
    : office.send('POST', '/queue-files/forward', {
        body: formOf(file, 'queue.shouwang'),
        headers: { authorization: `Bearer ${phone.token}`, cookie: '' },
      }));
  const text = await response.text();
  expect([response.status, text.slice(0, 300)]).toSatisfy(([status]) => status < 500);
  expect(office.server.reports).toEqual([]);
  await expectWhole(office.server);
  if (!response.ok) {
    expect(ProblemBody.parse(JSON.parse(text)).code).toBe('queue-refused');
    expect(await countOperations()).toBe(before);
    return null;
  }
  const reply: unknown = JSON.parse(text);
  const counts = by === 'office' ? QueueReport.parse(reply).counts : QueueCounts.parse(reply);
  expect(await countOperations()).toBeLessThanOrEqual(before + counts.stored + counts.parked);
  return counts;
}

async function countOperations(): Promise<number> {
  const rows = await filled.office.server.db.selectFrom('opLog').select('id').execute();
  return rows.length;
}

test('no file of a phone, honest or odd in any place, meets a fault or is taken by half', async () => {
  const outcomes = new Set<string>();
  const clocks = mutations().map((mutate) =>
    mutate({ now: at(-30), zone: 'Asia/Shanghai', boot: 'later', monoMs: 60_000 }),
  );
  const files = fc.record({
    changes: fc.array(mutations(), { maxLength: 2 }),
    contents: fc.record(
      {
        clock: clocks,
        offsetMs: fc.oneof(fc.double({ noNaN: true }), fc.constant(null)),
        unreadable: fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5)),
      },
      { requiredKeys: [] },
    ),
    by: fc.constantFrom('office' as const, 'phone' as const),
  });

  await fuzz(
    fc.asyncProperty(files, async ({ changes, contents, by }) => {
      const changed = changes.reduce<unknown>((now, mutate) => mutate(now), honestQueue());
      const operations: unknown[] = Array.isArray(changed) ? changed : [changed];
      // A phone that has gone wrong may write anything.
      const odd = contents as Partial<QueueToSeal['contents']>;
      const file = await sealedQueue(filled.phone, operations, { photos: [photo], contents: odd });
      const counts = await bring(file, by);
      const again = await bring(file, by);

      outcomes.add(counts === null ? 'refused' : 'taken');
      const sum = counts && counts.stored + counts.known + counts.parked;
      expect(sum).toBe(counts === null ? null : operations.length);
      expect(again?.stored ?? null).toBe(counts === null ? null : 0);
    }),
    { share: 4 },
  );

  expect([...outcomes].sort()).toEqual(['refused', 'taken']);
});

test('no file that was changed, cut or doubled on its way is taken', async () => {
  const file = await sealedQueue(filled.phone, honestQueue(), { photos: [photo] });

  await fuzz(
    fc.asyncProperty(wounded(file), async (changed) => {
      expect(await bring(changed, 'office')).toBeNull();
    }),
    { share: 6 },
  );

  expect(await bring(file, 'office')).toEqual({ stored: 3, known: 0, parked: 0 });
});
