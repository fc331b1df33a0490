import type { Id } from '../domain/id.ts';
import { readAttachmentRows } from './attachments.ts';
import { withReceipts } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import type { JournalDatabase, OperationRow } from './journal-database.ts';
import { keptLog, readContact, takeRows } from './journal-kept.ts';
import { standing } from './journal-waiting.ts';

/** Of each journal, what its memory does not show as its disk has it: the disk did not let itself be read. */
const missed = new WeakMap<JournalCore, ReadonlySet<Id>>();

const miss = (core: JournalCore, ids: readonly Id[]) =>
  missed.set(core, new Set([...(missed.get(core) ?? []), ...ids]));

/** Reads these operations once more into memory, with the photos that they name, and those that it missed before. */
export async function readAgain(core: JournalCore, ids: readonly Id[]): Promise<void> {
  const wanted = [...new Set([...(missed.get(core) ?? []), ...ids])];
  missed.delete(core);
  try {
    await readNow(core, wanted);
  } catch (error) {
    miss(core, wanted);
    throw error;
  }
}

/** What was missed, if anything was. */
export async function catchUp(core: JournalCore): Promise<void> {
  if (missed.has(core)) await readAgain(core, []);
}

/** Another tab has changed these. */
export async function followOtherTab(core: JournalCore, ids: readonly Id[]): Promise<void> {
  miss(core, ids);
  core.log = await core.run(() => keptLog(core.db));
  await catchUp(core);
}

async function readNow(core: JournalCore, ids: readonly Id[]): Promise<void> {
  const { db, run, memory } = core;
  core.contact = await run(() => readContact(db));
  const rows = await run(() => readRows(db, ids));
  const attachments = await readAttachmentRows(core, ids);
  const found = new Set(rows.map(({ id }) => id));
  memory.change({ ...attachments, gone: ids.filter((id) => !found.has(id)) });
  await takeRows(core, rows);
}

/** As they stand; those that are gone are left out. */
function readRows(db: JournalDatabase, ids: readonly Id[]): Promise<OperationRow[]> {
  return db.transaction('r', standing(db), async () => {
    const rows = await db.operations.bulkGet([...ids]);
    return withReceipts(
      db,
      rows.filter((row) => row !== undefined),
    );
  });
}
