import { Dexie } from 'dexie';
import { unsettle } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import { standing, waitingFrom } from './journal-waiting.ts';
import type { NumberRange } from './number-ranges.ts';
import { rangesOf, unite } from './settled-numbers.ts';

/** Received operations with these numbers become pending again. Returns how many. */
export async function reopen(
  core: JournalCore,
  ranges: readonly (readonly [number, number])[],
): Promise<number> {
  const { db } = core;
  const gone = unite(ranges.map(([first, last]) => [Math.max(1, first), last]));
  const ids = await core.run(() =>
    db.transaction('rw', standing(db), async () => {
      const rows = await db.operations
        .where('seq')
        .inAnyRange(gone, { includeUppers: true })
        .and(({ state }) => state !== 'pending')
        .toArray();
      await db.operations.bulkPut(rows.map((row) => ({ ...row, state: 'pending' })));
      const batched = await unsettle(db, gone);
      return [...new Set([...rows, ...batched].map(({ id }) => id))];
    }),
  );
  core.pending = { from: 0 };
  if (ids.length > 0) await core.renew(ids);
  return ids.length;
}

/**
 * What no server of another feed would ask for by itself: what was received although something before it still waits, for
 * it asks only up to where everything was received; and what was parked, of which it may think otherwise.
 */
export async function reopenForNewFeed(core: JournalCore): Promise<void> {
  const { db } = core;
  const [waiting, parked] = await core.run(() =>
    db.transaction('r', standing(db), () =>
      Dexie.Promise.all([
        waitingFrom(db, { most: 1 }),
        db.operations
          .where('[state+seq]')
          .between(['parked', 1], ['parked', Dexie.maxKey])
          .filter(({ answeredBy }) => answeredBy === undefined)
          .toArray(),
      ]),
    ),
  );
  const behind = waiting.map(({ seq }): NumberRange => [seq + 1, Number.MAX_SAFE_INTEGER]);
  const ranges = [...behind, ...rangesOf(parked.map(({ seq }) => seq))];
  if (ranges.length > 0) await reopen(core, ranges);
}
