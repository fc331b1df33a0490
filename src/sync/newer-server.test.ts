import { v4 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  buildChanges,
  buildPage,
  headOf,
  namesIn,
  personEntry,
  STAFF,
} from '../../tests/support/feed.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import type { FeedEntry, SyncReply } from '../protocol/sync.ts';
import { openReplica } from '../store/replica.ts';

let phone: Phone;
beforeEach(async () => {
  phone = await startPhone();
});
afterEach(() => phone.close());

async function exchange(): Promise<void> {
  phone.sync.setReader({ unlocked: phone.by, replica: phone.replica });
  await phone.rest();
}

/** Each object of the reply with one key more. */
function grown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(grown);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, grown(inner)]);
  return { ...Object.fromEntries(entries), ofTomorrow: { is: 'new' } };
}

test('keys that this app does not know keep nothing from being settled or taken in', async () => {
  const person = personEntry(1, v4());
  phone.server.network = (answer) =>
    answer(({ pull, ...reply }) => {
      const { pages = [] } = pull?.outcome === 'changes' ? pull : {};
      const grownPages = pages.map((page) => ({
        ...page,
        ofTomorrow: 1,
        entries: page.entries.map((entry) => ({ ...entry, ofTomorrow: 1 })),
      }));
      return { ...(grown(reply) as SyncReply), pull: pull && { ...pull, pages: grownPages } };
    });
  phone.server.pull = () => buildChanges('c1', [buildPage(STAFF, [person])]);
  await phone.recordCheck();

  await exchange();

  expect(phone.journal.counts().pending).toBe(0);
  expect(namesIn(phone.replica)).toHaveLength(1);
  expect(phone.sync.status().lastFailure).toBeNull();
});

test('a kind of document that only a newer app knows is kept and counted, and not shown', async () => {
  const person = personEntry(1, v4());
  const notice: FeedEntry = {
    kind: 'document',
    seq: 2,
    sha: 'n',
    documentKind: 'notice-of-tomorrow',
    id: v4(),
    version: 1,
    body: { text: '停水' },
  };
  const live = [person, notice].map((entry): [string, number, string] =>
    entry.kind === 'document' ? [entry.id, 1, entry.sha] : ['', 1, ''],
  );
  const heads = { [STAFF]: headOf(2, live) };
  phone.server.pull = () => buildChanges('c1', [buildPage(STAFF, [person, notice])], { heads });
  await phone.recordCheck();

  await exchange();

  expect(phone.journal.counts().pending).toBe(0);
  expect(namesIn(phone.replica)).toHaveLength(1);
  expect(phone.findings).toEqual([]);
  const reopened = await openReplica(phone.by);
  expect(reopened.cursor()).toBe('c1');
  expect(namesIn(reopened)).toHaveLength(1);
  reopened.close();
});

test('a reason to park that only a newer server knows settles the record all the same', async () => {
  const id = await phone.recordCheck();
  phone.server.parks = () => true;
  phone.server.network = (answer) =>
    answer((reply) => ({
      ...reply,
      push: reply.push && {
        ...reply.push,
        results: reply.push.results.map((result) => ({ ...result, why: 'of-tomorrow' })),
      },
    }));

  await exchange();

  const entry = phone.journal.entries().find(({ operation }) => operation.id === id);
  expect(entry).toMatchObject({ state: 'parked', result: { why: 'of-tomorrow' } });
});

test('news that cannot be read at all ask for a newer app, and the receipts beside them count', async () => {
  await phone.recordCheck();
  phone.server.pull = () => ({ outcome: 'of-tomorrow' }) as never;

  await exchange();

  expect(phone.journal.counts().pending).toBe(0);
  expect(phone.sync.status().lastFailure).toBe('app-too-old');
});
