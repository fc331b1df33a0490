import type { PromiseExtended } from 'dexie';
import type { AttachmentRef, AttachmentSha } from '../domain/attachment.ts';
import type { Id } from '../domain/id.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentRow, JournalDatabase } from './journal-database.ts';

/** A photo with its bytes, as it is given to `record` and as it is read again. */
export interface Attachment {
  ref: AttachmentRef;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What these operations name, or named until now. */
export async function readAttachmentRows(
  { db, run, memory }: JournalCore,
  ids: readonly Id[],
): Promise<{ attachments: AttachmentRow[]; attachmentsGone: AttachmentSha[] }> {
  const attachments = await run(() => rowsOf(db, ids));
  const known = new Set(attachments.map(({ sha }) => sha));
  const before = [...memory.attachments().values()]
    .filter(({ sha, operations }) => !known.has(sha) && operations.some((id) => ids.includes(id)))
    .map(({ sha }) => sha);
  const now = await run(() => db.attachments.bulkGet(before));
  return {
    attachments: [...attachments, ...now.filter((row) => row !== undefined)],
    attachmentsGone: before.filter((_, index) => now[index] === undefined),
  };
}

export const rowsOf = (db: JournalDatabase, ids: readonly Id[]): PromiseExtended<AttachmentRow[]> =>
  db.attachments
    .where('operations')
    .anyOf([...ids])
    .distinct()
    .toArray();
