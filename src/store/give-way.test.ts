import { v4 } from 'uuid';
import { afterEach, expect, test, vi } from 'vitest';
import { buildChanges, buildPage, personEntry, STAFF } from '../../tests/support/feed.ts';
import { testJournal } from '../../tests/support/test-journal.ts';
import { giveWay } from './give-way.ts';
import { openReplica } from './replica.ts';

const phone = testJournal();
afterEach(() => void vi.unstubAllGlobals());

test('what waited for its turn comes first', async () => {
  const order: string[] = [];
  setTimeout(() => order.push('waited'), 0);

  await giveWay();
  order.push('goes on');

  expect(order).toEqual(['waited', 'goes on']);
});

test('a long page of news gives way again and again, where the browser lets it', async () => {
  const turn = vi.fn(() => Promise.resolve());
  vi.stubGlobal('scheduler', { yield: turn });
  const replica = await openReplica(phone.by);
  const people = Array.from({ length: 1000 }, (_, index) => personEntry(index + 1, v4()));

  await replica.apply({
    cursorUsed: null,
    changes: buildChanges('c1', [buildPage(STAFF, people)]),
  });

  expect(turn.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(replica.documents('directory').size).toBe(1000);
  replica.close();
});
