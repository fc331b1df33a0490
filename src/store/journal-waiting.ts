import { Dexie, type PromiseExtended } from 'dexie';
import type { Day, Id } from '../domain/id.ts';
import type { OperationResult } from '../protocol/sync.ts';
import type {
  JournalDatabase,
  OperationRow,
  OperationState,
  ReceiptsRow,
} from './journal-database.ts';
import { gapsIn, type NumberRange } from './number-ranges.ts';

/**
 * The numbers of this log that have a receipt. All of this is for a transaction over `standing`. Dexie's own promises,
 * for it loses its transaction in too many `async` functions within one another.
 */
export function readSettled(db: JournalDatabase): PromiseExtended<readonly NumberRange[]> {
  return Dexie.Promise.all([db.counter.get('counter'), db.settled.get('settled')]).then(
    ([counter, row]) => (row !== undefined && row.log === counter?.log ? row.ranges : []),
  );
}

/** The tables that say how an operation stands. */
export const standing = ({ operations, receipts, counter, contact }: JournalDatabase) => [
  operations,
  receipts,
  counter,
  contact,
];

/** The most that can be asked for at once. */
const ALL = 2 ** 32 - 1;

/** What has no receipt, in the order of its numbers; operations that were received are not even read. */
export function waitingFrom(
  db: JournalDatabase,
  { from = 0, most = ALL }: { from?: number; most?: number } = {},
): PromiseExtended<OperationRow[]> {
  return readSettled(db).then((ranges) => {
    const gaps = gapsIn(ranges, from);
    const read = (rows: OperationRow[], place: number): PromiseExtended<OperationRow[]> => {
      const gap = gaps[place];
      if (gap === undefined || rows.length >= most) return Dexie.Promise.resolve(rows);
      return db.operations
        .where('[state+seq]')
        .between(['pending', gap[0]], ['pending', gap[1]], true, true)
        .limit(most - rows.length)
        .toArray()
        .then((more) => read([...rows, ...more], place + 1));
    };
    return read([], 0);
  });
}

/** Those of the rows of which a batch says that they were received, with what it says. */
export function receivedOf(
  rows: readonly OperationRow[],
  batches: readonly ReceiptsRow[],
): OperationRow[] {
  const receipts = new Map<Id, OperationResult>();
  for (const { results } of batches) for (const result of results) receipts.set(result.id, result);
  return rows.flatMap((row): OperationRow[] => {
    const receipt = row.state === 'pending' ? receipts.get(row.id) : undefined;
    return receipt === undefined ? [] : [{ ...row, state: 'received', receipt }];
  });
}

/** What waits or is parked, and what was received of what was recorded since that day, as it stands in one moment. */
export function readShown(db: JournalDatabase, since: Day): Promise<OperationRow[]> {
  const own = (state: OperationState, day: Day | typeof Dexie.minKey) =>
    db.operations.where('[state+day]').between([state, day], [state, Dexie.maxKey]).toArray();
  return db.transaction('r', standing(db), async () => {
    const [waiting, parked, received, batches] = await Promise.all([
      waitingFrom(db),
      own('parked', Dexie.minKey),
      own('received', since),
      db.receipts.where('day').aboveOrEqual(since).toArray(),
    ]);
    const covered = await Promise.all(
      batches.map(({ first, last }) =>
        db.operations
          .where('[state+seq]')
          .between(['pending', first], ['pending', last], true, true)
          .toArray(),
      ),
    );
    const waits = new Set(waiting.map(({ id }) => id));
    const settled = covered.flat().filter(({ id }) => !waits.has(id));
    return [...waiting, ...parked, ...received, ...receivedOf(settled, batches)];
  });
}
