import { Dexie } from 'dexie';
import type { Id } from '../domain/id.ts';
import { rowsOf } from './attachments.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentRow } from './journal-database.ts';
import { readRow } from './journal-entry.ts';

const looked = new WeakSet<JournalCore>();

/** Once in a run of the app; where it fails, the next time again. */
export async function lookAgainOnce(core: JournalCore): Promise<void> {
  if (looked.has(core)) return;
  await sendReadableAgain(core);
  looked.add(core);
}

/**
 * Looks once more at what could not be read in an earlier run. What can be read now waits again, under a new number:
 * its old one has been taken by what stood in for it.
 */
async function sendReadableAgain(core: JournalCore): Promise<void> {
  const { db, vault, memory } = core;
  const rows = await core.run(() =>
    db.operations
      .where('[state+seq]')
      .between(['unreadable', Dexie.minKey], ['unreadable', Dexie.maxKey])
      .toArray(),
  );
  if (rows.length === 0) return;
  const entries = await Promise.all(rows.map((row) => readRow(row, vault.unsealForDevice)));
  memory.change({ bad: rows.filter((_, index) => entries[index] === null).map(({ id }) => id) });
  const ids = rows.filter((_, index) => entries[index] !== null).map(({ id }) => id);
  if (ids.length > 0) await waitAgain(core, ids);
}

async function waitAgain(core: JournalCore, ids: readonly Id[]): Promise<void> {
  const { db } = core;
  await core.run(() =>
    db.transaction('rw', [db.operations, db.counter, db.attachments], async () => {
      const counter = await db.counter.get('counter');
      const found = await db.operations.bulkGet([...ids]);
      const rows = found.filter((row) => row?.state === 'unreadable');
      if (counter === undefined) return;
      const { nextSeq } = counter;
      const again = rows.flatMap((row, index) =>
        row === undefined
          ? []
          : [{ ...row, seq: nextSeq + index, state: 'pending' as const, receipt: null }],
      );
      await db.operations.bulkPut(again);
      await db.counter.put({ ...counter, nextSeq: nextSeq + again.length });
      // Given up with their records: now the server will hear of them.
      const named = await rowsOf(db, ids);
      const waiting = named.map((row): AttachmentRow =>
        row.state === 'unreadable' ? { ...row, state: 'waiting' } : row,
      );
      await db.attachments.bulkPut(waiting);
    }),
  );
  core.counter = null;
  core.pending = { from: 0 };
  await core.renew(ids);
}
