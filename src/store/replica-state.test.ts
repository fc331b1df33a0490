import { v4, v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  buildChanges,
  buildPage,
  checkEntry,
  goneEntry,
  headOf,
  personEntry,
  STAFF,
} from '../../tests/support/feed.ts';
import { buildEnrolment, emptyProfile, FEW_ROUNDS } from '../../tests/support/phone-storage.ts';
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

describe('the digest', () => {
  test('agrees with the server over versions, departures and facts', async () => {
    const [a, b, c, fact] = [v4(), v4(), v4(), v7()];
    const replica = await open();
    const first = buildPage(STAFF, [personEntry(1, a), personEntry(2, b), checkEntry(3, fact)]);
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [first]) });
    const entries = [personEntry(4, a, { version: 2 }), goneEntry(5, b, 2), personEntry(6, c)];
    const heads = {
      [STAFF]: headOf(6, [
        [a, 2, 'a'],
        [c, 1, 'a'],
        [fact, 1, 'c'],
      ]),
    };

    const result = await replica.apply({
      cursorUsed: 'c1',
      changes: buildChanges('c2', [buildPage(STAFF, entries)], { heads }),
    });

    expect(result).toEqual({ outcome: 'applied' });
  });

  test('is without a fact whose day is cut when it is here', async () => {
    const person = v4();
    const cut = { ...headOf(2, [[person, 1, 'a']]), from: '2022-03-15' };
    const replica = await open();
    const page = buildPage(STAFF, [personEntry(1, person), checkEntry(2)]);
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [page]) });

    const changes = buildChanges('c2', [], { heads: { [STAFF]: cut } });
    const result = await replica.apply({ cursorUsed: 'c1', changes });

    expect(result).toEqual({ outcome: 'applied' });
    expect(replica.facts().size).toBe(0);
  });

  test('is without a fact that comes when its day was cut before', async () => {
    const person = v4();
    const cut = { ...headOf(2, [[person, 1, 'a']]), from: '2022-03-15' };
    const replica = await open();
    const first = buildPage(STAFF, [personEntry(1, person)]);
    const heads = { [STAFF]: { ...cut, seq: 1 } };
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', [first], { heads }) });

    const late = buildPage(STAFF, [checkEntry(2)]);
    const changes = buildChanges('c2', [late], { heads: { [STAFF]: cut } });
    const result = await replica.apply({ cursorUsed: 'c1', changes });

    expect(result).toEqual({ outcome: 'applied' });
    expect(replica.facts().size).toBe(0);
  });

  test.each([
    { fault: 'a count', head: { ...headOf(1, []), count: 2 } },
    { fault: 'a body', head: headOf(1, [['x', 1, 'other']]) },
  ])('that differs by $fault is told with its scope', async ({ head }) => {
    const replica = await open();
    const pages = [buildPage(STAFF, [personEntry(1, v4())])];

    const result = await replica.apply({
      cursorUsed: null,
      changes: buildChanges('c1', pages, { heads: { [STAFF]: head } }),
    });

    expect(result).toEqual({ outcome: 'differs', scopes: [STAFF] });
  });

  test('is not asked for while more is to come', async () => {
    const replica = await open();
    const heads = { [STAFF]: headOf(1, []) };

    const result = await replica.apply({
      cursorUsed: null,
      changes: buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])], {
        heads,
        more: true,
      }),
    });

    expect(result).toEqual({ outcome: 'applied' });
  });

  test('need not speak where a page leaves out numbers: nothing of it is taken', async () => {
    const replica = await open();
    const pages = [buildPage(STAFF, [personEntry(1, v4())])];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });

    const holed = buildChanges('c2', [buildPage(STAFF, [personEntry(3, v4())])]);
    const result = await replica.apply({ cursorUsed: 'c1', changes: holed });

    expect(result).toEqual({ outcome: 'differs', scopes: [STAFF] });
    expect(replica.cursor()).toBe('c1');
  });

  test.each([
    ['before its first', 1],
    ['after its last', 6],
  ])('nor where a page brings an entry whose number lies %s', async (_, seq) => {
    const replica = await open();
    const pages = [buildPage(STAFF, [personEntry(1, v4()), personEntry(2, v4())])];
    await replica.apply({ cursorUsed: null, changes: buildChanges('c1', pages) });

    const entries = [personEntry(3, v4()), personEntry(seq, v4()), personEntry(5, v4())];
    const strayed = buildChanges('c2', [{ scope: STAFF, after: 2, through: 5, entries }]);
    const result = await replica.apply({ cursorUsed: 'c1', changes: strayed });

    expect(result).toEqual({ outcome: 'differs', scopes: [STAFF] });
    expect(replica.cursor()).toBe('c1');
  });
});
