import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AttachmentState,
  LARGEST_CHUNK_BYTES,
  NONCE_HEADER,
  OFFSET_HEADER,
} from '../../../src/protocol/attachment.ts';
import { JournalListReply } from '../../../src/protocol/journal-list.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { bucketTexts, RepairReply, RepairRequest } from '../../../src/protocol/repair.ts';
import { lanesOf } from '../../../src/server/database/digest.ts';
import { readHeads } from '../../../src/server/sync/read-changes.ts';
import { check } from '../support/campus.ts';
import { headersOf, push, record, type TestPhone } from '../support/test-server.ts';
import { fitting } from './from-schema.ts';
import { mutations } from './mutated.ts';
import { openRealFacts } from './real-facts.ts';
import { fuzz } from './runs.ts';
import { expectWhole } from './whole.ts';

/** The reply's text, of an answer that is one of the contract's and tells nothing of the inside. */
async function expectAnswer({ server }: TestPhone, response: Response): Promise<string> {
  const text = await response.text();
  expect([response.status, text.slice(0, 300)]).toSatisfy(([status]) => status < 500);
  expect(server.reports).toEqual([]);
  if (!response.ok) ProblemBody.parse(JSON.parse(text));
  return text;
}

async function send(phone: TestPhone, path: string, init: RequestInit): Promise<Response> {
  const headers = { ...headersOf(phone), ...(init.headers as Record<string, string>) };
  return phone.server.app.request(`/api/v1${path}`, { ...init, method: 'POST', headers });
}

/** What an honest phone sends, changed in no place, in one or in two. */
const changes = () =>
  fc
    .array(mutations(), { maxLength: 2 })
    .map((list) => (value: unknown) => list.reduce((now, mutate) => mutate(now), value));

/** A phone with everything recorded, and a photo of which nothing has come yet. */
async function openRecorded() {
  const real = await openRealFacts();
  const { phone } = real;
  const sent = real.facts.map(({ by, recording }, index) => record(by, index + 1, recording));
  const { results } = await push(phone, ...sent);
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
  return { ...real, count: results.length };
}

test('no request for a repair meets a fault, or gives what lies in a scope that is not followed', async () => {
  const { phone, ids } = await openRecorded();
  const { db } = phone.server;
  const heads = await db.selectFrom('scopeHead').select('scope').execute();
  const honest: RepairRequest[] = [];
  for (const { scope } of heads) {
    const head = (await readHeads(db, [scope], true)).get(scope);
    const rows = await db.selectFrom('feed').selectAll().where('scope', '=', scope).execute();
    const live = rows.filter(({ isGone }) => isGone === 0).slice(1);
    const buckets = bucketTexts(live.map((row) => ({ id: row.refId, lanes: lanesOf(row) })));
    const request = { scope, through: head?.seq ?? 0, from: head?.from ?? null, buckets };
    honest.push(request, { ...request, through: request.through + 1 });
  }
  const bodies = fc.oneof(
    { weight: 3, arbitrary: fc.record({ body: fc.constantFrom(...honest), change: changes() }) },
    fitting(RepairRequest, ids).map((body) => ({ body, change: (value: unknown) => value })),
  );
  const outcomes = new Set<string>();

  await fuzz(
    fc.asyncProperty(bodies, async ({ body, change }) => {
      const response = await send(phone, '/repair', { body: JSON.stringify(change(body)) });
      const text = await expectAnswer(phone, response);
      const answer = response.ok ? RepairReply.parse(JSON.parse(text)) : null;
      outcomes.add(answer?.outcome ?? ProblemBody.parse(JSON.parse(text)).code);
    }),
    { share: 3 },
  );

  expect([...outcomes].sort()).toEqual(['bad-request', 'buckets', 'forbidden', 'moved']);
  await expectWhole(phone.server);
});

test('no question after a journal meets a fault, or shows a journal of another phone', async () => {
  const { phone, ids, count, east } = await openRecorded();
  const other = east.unitKeeper;
  await push(other, record(other, 1, check(east.campus.east.doorId, east.resident.id)));
  const honest = [phone, other].map(({ log }) => ({ log, after: 0 }));
  const bodies = fc.record({ body: fc.constantFrom(...honest), change: changes() });

  await fuzz(
    fc.asyncProperty(bodies, async ({ body, change }) => {
      const changed = change(body);
      const response = await send(phone, '/repair/journal', { body: JSON.stringify(changed) });
      const text = await expectAnswer(phone, response);
      if (!response.ok) return;
      const { operations } = JournalListReply.parse(JSON.parse(text));
      expect(operations.every(({ id }) => ids.includes(id))).toBe(true);
      expect(operations.length).toBeLessThanOrEqual(count);
      await expectWhole(phone.server);
    }),
    { share: 3 },
  );

  const own = await send(phone, '/repair/journal', { body: JSON.stringify(honest[0]) });
  expect(JournalListReply.parse(await own.json()).operations).toHaveLength(count);
});

test('no bytes in no order spoil a photo, and in the end the right ones are taken', async () => {
  const { phone, east } = await openRecorded();
  const { server } = phone;
  const bytes = Uint8Array.from({ length: 90_000 }, (_, index) => (index * 31) % 251);
  const sha = createHash('sha256').update(bytes).digest('hex');
  const subject = { kind: 'unknown', text: '红衣服' };
  const { body, ...rest } = check(east.campus.east.doorId, '', { subject });
  const photos = [{ sha, size: bytes.length, mime: 'image/jpeg' }];
  await push(phone, record(phone, 99, { ...rest, body: { ...(body as object), photos } }));
  const bring = (from: number, to: number, parts: Record<string, string> = {}) =>
    send(phone, `/attachments/${parts['sha'] ?? sha}`, {
      headers: {
        'content-type': 'application/octet-stream',
        [OFFSET_HEADER]: parts['offset'] ?? String(from),
        [NONCE_HEADER]: parts['nonce'] ?? 'n'.repeat(22),
        ...(parts['encoding'] !== undefined && { 'content-encoding': parts['encoding'] }),
      },
      body: bytes.slice(from, to),
    });
  const places = fc.constantFrom(0, 1, 10_000, 30_000, 60_000, bytes.length - 1, bytes.length);
  const calls = fc.record({
    from: places,
    to: places,
    odd: fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      fc.record({ offset: fc.constantFrom('-1', '1e3', '', '0x10', '99999999999', '90001', '٣') }),
      fc.record({ offset: places.map(String) }),
      fc.record({ nonce: fc.string({ unit: 'grapheme-ascii', maxLength: 80 }) }),
      fc.record({
        sha: fc.constantFrom('ab'.repeat(32), 'AB'.repeat(32), '..%2Fmeta', '%00', ' '),
      }),
      fc.record({ encoding: fc.constantFrom('gzip', 'br', 'identity') }),
    ),
  });

  await fuzz(
    fc.asyncProperty(calls, async ({ from, to, odd }) => {
      const response = await bring(from, to, odd);
      const text = await expectAnswer(phone, response);
      if (response.ok)
        expect(AttachmentState.parse(JSON.parse(text)).receivedBytes).toBeLessThanOrEqual(
          bytes.length,
        );
      await expectWhole(server);
    }),
    { share: 3 },
  );
  const tooLong = await send(phone, `/attachments/${sha}`, {
    headers: { [OFFSET_HEADER]: '0', [NONCE_HEADER]: 'n'.repeat(22) },
    body: new Uint8Array(LARGEST_CHUNK_BYTES + 1),
  });

  expect(tooLong.status).toBe(413);
  const { receivedBytes } = AttachmentState.parse(await (await bring(0, 0)).json());
  const last = await bring(receivedBytes % bytes.length, bytes.length);
  const state = AttachmentState.parse(await last.json());
  // Wrong bytes that had been taken are found out by their hash, and it begins again.
  const { presentAt } =
    state.presentAt === null
      ? AttachmentState.parse(await (await bring(0, bytes.length)).json())
      : state;
  expect(presentAt).not.toBeNull();
  await expectWhole(server);
});
