// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { doorCampus, ZHANG } from '../../tests/support/door-campus.ts';
import { createFakeServer } from '../../tests/support/fake-server.ts';
import { buildChanges, buildPage, personEntry, STAFF } from '../../tests/support/feed.ts';
import { buildCheck } from '../../tests/support/phone-storage.ts';
import { openPhone } from '../../tests/support/show-screen.tsx';
import type { JournalListReply } from '../protocol/journal-list.ts';
import type { DigestLanes, SyncReply } from '../protocol/sync.ts';
import { readEnrolment } from '../store/device.ts';

const AT = '2020-06-08T06:00:00.000Z';
const ANOTHER_DIGEST: DigestLanes = [1, 2, 3, 4];
const UNKNOWN_ID = '01729288-ea00-7a57-a2a1-0c7a3c3a8f10';
const WAIT = { timeout: 10_000 };

interface Answers {
  sync?: (reply: SyncReply) => SyncReply;
  list?: JournalListReply;
}

/** A phone at work with one received record, opened as the page opens it, with a server at the end of its wire. */
async function openAtWork({ sync = (reply) => reply, list }: Answers) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith('/repair/journal') && list) return Response.json(list);
    if (!/\/(?:sync|sessions)$/.test(url)) return new Response(null, { status: 503 });
    const server = createFakeServer((await readEnrolment())!.server);
    server.network = (answer) => answer(sync);
    server.now = () => AT;
    return server.fetch(input, init);
  };
  const documents: Parameters<typeof openPhone>[0]['documents'] = (account) =>
    doorCampus(account, 'keeper');
  const { app, failures } = await openPhone({ documents, startAt: AT, fetch });
  const body = buildCheck({ subject: { kind: 'person', personId: ZHANG.id } });
  await app.journal.record({ by: app.unlocked, type: 'door-check', body, shiftId: null });
  await vi.waitFor(() => {
    expect(app.journal.counts().pending).toBe(0);
    expect(app.sync.status().isRunning).toBe(false);
  }, WAIT);
  const found = async () => (await app.journal.selfCheck(app.unlocked.accountId))?.found ?? null;
  return { app, failures, found };
}

test('another digest of this phone’s own records is a finding, and never the rescue screen', async () => {
  const { app, failures } = await openAtWork({
    sync: (reply) => ({ ...reply, push: reply.push && { ...reply.push, digest: ANOTHER_DIGEST } }),
  });

  app.sync.compare();

  await vi.waitFor(
    async () => expect(await app.journal.comparison()).toMatchObject({ isEqual: false }),
    WAIT,
  );
  expect(failures).toEqual([]);
});

test('a replica that differs from the server is a finding, and never the rescue screen', async () => {
  const afterAHole = [buildPage(STAFF, [personEntry(1000, UNKNOWN_ID)])];
  const { app, failures, found } = await openAtWork({
    sync: (reply) => ({ ...reply, pull: reply.pull && buildChanges('c2', afterAHole) }),
  });

  app.sync.compare();

  await vi.waitFor(async () => expect((await found())?.end).toBe('loaded-anew'), WAIT);
  expect(failures).toEqual([]);
});

test('a record that only the server lists is a finding, and never the rescue screen', async () => {
  const operation = { id: UNKNOWN_ID, seq: 1, sha: '0'.repeat(64), receivedAt: AT };
  const { app, failures, found } = await openAtWork({
    list: { operations: [operation], more: false },
  });

  app.sync.compare();

  await vi.waitFor(async () => expect((await found())?.counts['only-there']).toBe(1), WAIT);
  expect(failures).toEqual([]);
});
