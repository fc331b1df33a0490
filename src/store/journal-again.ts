import type { Id } from '../domain/id.ts';
import { readAttachmentRows } from './attachments.ts';
import { withReceipts } from './journal-batches.ts';
import type { JournalCore } from './journal-core.ts';
import type { JournalDatabase, OperationRow } from './journal-database.ts';
import { readContact, takeRows } from './journal-kept.ts';
import { standing } from './journal-waiting.ts';

/** Reads these operations once more into memory, with the photos that they name. */
export async function readAgain(core: JournalCore, ids: readonly Id[]): Promise<void> {
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
