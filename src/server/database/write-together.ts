import { sql } from 'kysely';
import type { Db } from './open.ts';
import { isPostgres } from './postgres.ts';
import type { Tx } from './tables.ts';
import { writeDatabase } from './transaction.ts';
import { Turns } from './turns.ts';

/** Whoever comes first waits for those behind it. */
const AT_ONCE = 16;
/** On PostgreSQL. More of them wait for each other's locks, and the other connections are for reading. */
const WRITERS = 4;

/**
 * `writeDatabase` for short work of which many may wait at the same moment: on SQLite, with its one writer,
 * those share a transaction, each in a savepoint of its own, and so one wait for the disk. Each gets its
 * result when that is committed. Where one fails, or the whole, it runs again by itself. On PostgreSQL a few
 * write side by side, and the others wait here, as long as it takes: the pool's connections stay free to read.
 */
export function writeTogether<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  if (isPostgres(db)) return writeInTurn(db, work);
  return new Promise((resolve, reject) => {
    const lane = lanes.get(db) ?? { waiting: [], isWriting: false };
    lanes.set(db, lane);
    lane.waiting.push({
      write: async (tx) => {
        const result = await work(tx);
        return () => resolve(result);
      },
      writeAlone: () => writeDatabase(db, work).then(resolve, reject),
    });
    if (!lane.isWriting) void writeWaiting(db, lane);
  });
}

const turns = new WeakMap<Db, Turns>();

async function writeInTurn<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const own = turns.get(db) ?? new Turns(WRITERS);
  turns.set(db, own);
  await own.take();
  try {
    return await writeDatabase(db, work);
  } finally {
    own.pass();
  }
}

interface Write {
  /** Gives how to tell its result. */
  write: (tx: Tx) => Promise<() => void>;
  writeAlone: () => Promise<void>;
}

interface Lane {
  waiting: Write[];
  isWriting: boolean;
}

const lanes = new WeakMap<Db, Lane>();

async function writeWaiting(db: Db, lane: Lane): Promise<void> {
  lane.isWriting = true;
  for (let first = lane.waiting.shift(); first !== undefined; first = lane.waiting.shift()) {
    const taken = [first];
    const tellings = await db
      .transaction()
      .execute((tx) => writeGroup(tx, lane, taken))
      // Nothing of it is there: each again by itself.
      .catch(() => taken.map(() => null));
    for (const [index, tell] of tellings.entries())
      if (tell === null) await taken[index]?.writeAlone();
      else tell();
  }
  lane.isWriting = false;
}

/**
 * Those in `taken`, and then those that wait or come while it writes. Gives how to tell the results, `null`
 * where one failed.
 */
async function writeGroup(tx: Tx, lane: Lane, taken: Write[]): Promise<((() => void) | null)[]> {
  const tellings: ((() => void) | null)[] = [];
  for (const one of taken) {
    tellings.push(await writeOne(tx, one));
    // SQLite answers in this thread: requests that have come meanwhile are read here, and join.
    await new Promise((resolve) => setImmediate(resolve));
    if (taken.length < AT_ONCE) taken.push(...lane.waiting.splice(0, 1));
  }
  return tellings;
}

async function writeOne(tx: Tx, { write }: Write): Promise<(() => void) | null> {
  await sql`savepoint one`.execute(tx);
  const written = await write(tx).then(
    (tell) => tell,
    () => null,
  );
  if (written === null) await sql`rollback to one`.execute(tx);
  await sql`release one`.execute(tx);
  return written;
}
