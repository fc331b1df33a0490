import { unsettle } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import { standing, waitingFrom } from './journal-waiting.ts';
import { unite } from './settled-numbers.ts';

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
 * What was received although something before it still waits: of that no server can say that it lacks it, for it
 * asks only up to where everything was received.
 */
export async function reopenBehindWaiting(core: JournalCore): Promise<void> {
  const { db } = core;
  const [oldest] = await core.run(() =>
    db.transaction('r', standing(db), () => waitingFrom(db, { most: 1 })),
  );
  if (oldest !== undefined) await reopen(core, [[oldest.seq + 1, Number.MAX_SAFE_INTEGER]]);
}
