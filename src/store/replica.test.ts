import { v4 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  buildChanges,
  buildPage,
  buildPerson,
  checkEntry,
  goneEntry,
  headOf,
  namesIn,
  PEOPLE,
  personEntry,
  STAFF,
} from '../../tests/support/feed.ts';
import {
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
  readRawProfile,
} from '../../tests/support/phone-storage.ts';
import type { FeedEntry } from '../protocol/sync.ts';
import { openReplica, type Replica } from './replica.ts';
import { openVault, type Unlocked } from './vault.ts';

let unlocked: Unlocked;
const opened: Replica[] = [];

beforeEach(async () => {
  await emptyProfile();
  unlocked = await (await openVault(FEW_ROUNDS)).enrol(buildEnrolment());
});
afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
});

async function open(): Promise<Replica> {
  const replica = await openReplica(unlocked);
  opened.push(replica);
  return replica;
}

describe('what came down', () => {
  test('is there after the app was opened anew, with its cursor', async () => {
    const [id, fact] = [v4(), checkEntry(1)];
    const replica = await open();
    const pages = [buildPage(STAFF, [personEntry(1, id)]), buildPage(PEOPLE, [fact])];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });
    replica.close();

    const again = await open();

    expect(again.documents('directory').get(id)).toEqual(buildPerson(id));
    expect([...again.facts().values()]).toEqual([fact.kind === 'fact' && fact.fact]);
    expect(again.cursor()).toBe('c1');
    expect(again.isLoaded()).toBe(true);
  });

  test('is sealed on disk: no name, number, search key or reading', async () => {
    const replica = await open();
    const pages = [buildPage(STAFF, [personEntry(1, v4())]), buildPage(PEOPLE, [checkEntry(1)])];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });

    const raw = await readRawProfile();

    expect(raw).toContain(STAFF);
    expect(raw).not.toMatch(/何晚晴|2020114514|hewanqing|36\.5|穿蓝衣/);
  });

  test('is not loaded until the last page of the first load', async () => {
    const replica = await open();
    const first = buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])], { more: true });
    await replica.apply({ cursorUsed: null, changes: first });
    expect(replica.isLoaded()).toBe(false);

    const last = buildChanges('c2', [buildPage(STAFF, [personEntry(2, v4())])]);
    await replica.apply({ cursorUsed: 'c1', changes: last });
    expect(replica.isLoaded()).toBe(true);
  });

  test('tells its listeners, but not when nothing came', async () => {
    const replica = await open();
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', []) });
    let told = 0;
    replica.subscribe(() => (told += 1));

    await replica.apply({ cursorUsed: 'c1', changes: buildChanges('c1', []) });
    expect(told).toBe(0);

    const news = buildChanges('c2', [buildPage(STAFF, [personEntry(1, v4())])]);
    await replica.apply({ cursorUsed: 'c1', changes: news });
    expect(told).toBe(1);
  });

  test('in a shape that this build does not know is kept and counted, but not shown', async () => {
    const id = v4();
    const entry = {
      ...personEntry(1, id),
      body: { ...buildPerson(id), shoeSize: 38 },
    } as FeedEntry;
    const heads = { [STAFF]: headOf(1, [[id, 1, 'a']]) };
    const replica = await open();

    const result = await replica.apply({
      cursorUsed: null,
      changes: buildChanges('c1', [buildPage(STAFF, [entry])], { heads }),
    });

    expect(result).toEqual({ outcome: 'applied' });
    expect(namesIn(replica)).toEqual([]);
  });

  test('as a fact whose body is not what its type says is kept, but shown neither now nor later', async () => {
    const [good, odd] = [checkEntry(1), checkEntry(2)];
    if (odd.kind === 'fact') odd.fact.body = { direction: 'sideways' };
    const replica = await open();
    const changes = buildChanges('c1', [buildPage(PEOPLE, [good, odd])]);

    await replica.apply({ cursorUsed: null, changes });
    expect(replica.facts().size).toBe(1);
    replica.close();

    expect((await open()).facts().size).toBe(1);
  });
});

describe('a document', () => {
  test('in two scopes is gone only when it has left both', async () => {
    const id = v4();
    const replica = await open();
    const both = [buildPage(STAFF, [personEntry(1, id)]), buildPage(PEOPLE, [personEntry(1, id)])];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', both) });

    await replica.apply({
      cursorUsed: 'c1',
      changes: buildChanges('c2', [buildPage(PEOPLE, [goneEntry(2, id, 2)])]),
    });
    expect(namesIn(replica)).toEqual(['何晚晴']);
    expect(replica.documentsIn(PEOPLE, 'directory').size).toBe(0);
    expect(replica.documentsIn(STAFF, 'directory').size).toBe(1);

    await replica.apply({
      cursorUsed: 'c2',
      changes: buildChanges('c3', [buildPage(STAFF, [goneEntry(2, id, 2)])]),
    });
    expect(namesIn(replica)).toEqual([]);
    replica.close();
    expect(namesIn(await open())).toEqual([]);
  });

  test('that is newer in one scope is shown as it is there', async () => {
    const id = v4();
    const replica = await open();
    const newer = buildPage(STAFF, [personEntry(2, id, { version: 2, name: '何晚秋' })]);
    const pages = [newer, buildPage(PEOPLE, [personEntry(1, id)])];

    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });

    expect(namesIn(replica)).toEqual(['何晚秋']);
  });
});

describe('losing a scope', () => {
  test('takes its documents and facts from memory and disk, and leaves the others', async () => {
    const [id, other] = [v4(), v4()];
    const replica = await open();
    const pages = [
      buildPage(STAFF, [personEntry(1, id)]),
      buildPage(PEOPLE, [personEntry(1, id), personEntry(2, other), checkEntry(3)]),
    ];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });

    await replica.apply({ cursorUsed: 'c1', changes: buildChanges('c2', [], { drop: [PEOPLE] }) });

    expect([...replica.documents('directory').keys()]).toEqual([id]);
    expect(replica.facts().size).toBe(0);
    expect(await readRawProfile()).not.toContain(PEOPLE);
  });

  test('and gaining it again starts from its first number', async () => {
    const id = v4();
    const replica = await open();
    const pages = [buildPage(PEOPLE, [personEntry(1, id), checkEntry(2)])];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });
    await replica.apply({ cursorUsed: 'c1', changes: buildChanges('c2', [], { drop: [PEOPLE] }) });

    const heads = { [PEOPLE]: headOf(1, [[id, 1, 'a']]) };
    const result = await replica.apply({
      cursorUsed: 'c2',
      changes: buildChanges('c3', [buildPage(PEOPLE, [personEntry(1, id)])], { heads }),
    });

    expect(result).toEqual({ outcome: 'applied' });
    expect(namesIn(replica)).toEqual(['何晚晴']);
  });
});

test('a reset empties memory and disk, and the next pull starts from the beginning', async () => {
  const replica = await open();
  const pages = [buildPage(STAFF, [personEntry(1, v4())])];
  await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });

  await replica.reset();

  expect(replica.cursor()).toBeNull();
  expect(namesIn(replica)).toEqual([]);
  expect(replica.isLoaded()).toBe(false);
  expect(await readRawProfile()).not.toContain(STAFF);
});

test('a tab with the old keys neither reads nor clears what came down under new ones', async () => {
  const old = await open();
  const { accountId: id, personId, name } = unlocked;
  const { reply, ...parts } = buildEnrolment();
  const anew = {
    ...parts,
    deviceToken: null,
    reply: { ...reply, account: { id, personId, name } },
  };
  unlocked = await (await openVault(FEW_ROUNDS)).enrol(anew);

  const changes = buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])]);
  await (await open()).apply({ cursorUsed: null, changes });

  await expect(old.reset()).rejects.toMatchObject({ name: 'StorageFailure' });
  expect((await open()).cursor()).toBe('c1');
});
