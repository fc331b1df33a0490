import type { Id } from '../domain/id.ts';
import type { JournalCore } from './journal-core.ts';
import type { JournalDatabase, OperationRow } from './journal-database.ts';
import { readRow } from './journal-entry.ts';
import { readRevocation } from './revocation.ts';

/** What the journal knew of itself when it was last open, read at once: somebody waits for it. */
export async function readKept(
  db: JournalDatabase,
  run: JournalCore['run'],
): Promise<Pick<JournalCore, 'log' | 'contact' | 'isEnded'>> {
  const [[log, contact], isEnded] = await Promise.all([
    run(() => Promise.all([keptLog(db), readContact(db)])),
    readRevocation(),
  ]);
  return { log, contact, isEnded };
}

export function keptLog(db: JournalDatabase): Promise<Id> {
  return db.transaction('rw', db.counter, async () => {
    const counter = await db.counter.get('counter');
    if (counter) return counter.log;
    const log = crypto.randomUUID();
    await db.counter.add({ key: 'counter', log, nextSeq: 1 });
    return log;
  });
}

export async function readContact(db: JournalDatabase): Promise<JournalCore['contact']> {
  const row = await db.contact.get('contact');
  return { lastReceivedAt: row?.lastReceivedAt ?? null, offsetMs: row?.offsetMs ?? null };
}

export async function takeRows(
  { vault, memory }: JournalCore,
  rows: readonly OperationRow[],
): Promise<void> {
  const read = await Promise.all(rows.map((row) => readRow(row, vault.unsealForDevice)));
  const kept = read.filter((entry) => entry !== null);
  const bad = rows.filter((_, index) => read[index] === null).map(({ id }) => id);
  memory.change({ kept, bad });
}
