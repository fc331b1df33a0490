import { Dexie, type PromiseExtended } from 'dexie';
import type { AttachmentRef } from '../domain/attachment.ts';
import type { Id } from '../domain/id.ts';
import type { Attachment } from './attachments.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentChunkRow, AttachmentRow, JournalDatabase } from './journal-database.ts';
import type { Sealed } from './seal.ts';

const CHUNK_BYTES = 256 * 1024;

export type Stored = PromiseExtended<AttachmentRow[]>;

/** What `record` will store with one operation; sealed beforehand, because a wait would end the transaction. */
export interface SealedAttachments {
  /**
   * Inside the transaction of the operation. What it names and was not given with it is linked if this phone
   * holds it; else another phone made it, and sends it. After what was `before` it, with whose rows it resolves too:
   * two operations may name the same photo.
   */
  store: (db: JournalDatabase, operationId: Id, before?: Stored) => Stored;
}

/** `refs` are all that the body names. Throws for bytes that it does not name. */
export async function sealAttachments(
  { vault }: JournalCore,
  refs: readonly AttachmentRef[],
  given: readonly Attachment[],
): Promise<SealedAttachments> {
  for (const { ref, bytes } of given)
    if (!refs.some(({ sha, size }) => sha === ref.sha && size === bytes.byteLength))
      throw new Error(`The body does not name the attachment ${ref.sha}`);
  const sealing = given.flatMap(({ ref: { sha }, bytes }) =>
    cut(bytes).map(async (part, number): Promise<AttachmentChunkRow> => {
      return { sha, number, sealed: await vault.sealBytesForDevice(part) };
    }),
  );
  const chunks = await Promise.all(sealing);
  return {
    store: (db, operationId, before = Dexie.Promise.resolve([])) =>
      before.then((rows) =>
        store(db, operationId, { refs, chunks }).then((own) => [...rows, ...own]),
      ),
  };
}

function store(
  db: JournalDatabase,
  operationId: Id,
  { refs, chunks }: { refs: readonly AttachmentRef[]; chunks: readonly AttachmentChunkRow[] },
): PromiseExtended<AttachmentRow[]> {
  return db.attachments.bulkGet(refs.map(({ sha }) => sha)).then((known) => {
    const rows = refs.flatMap((ref, index): AttachmentRow[] => {
      const old = known[index];
      const isGiven = chunks.some(({ sha }) => sha === ref.sha);
      if (old === undefined && !isGiven) return [];
      const operations = [...new Set([...(old?.operations ?? []), operationId])];
      const state =
        old === undefined || (old.state === 'unreadable' && isGiven) ? 'waiting' : old.state;
      return [{ ...ref, operations, state, presentAt: old?.presentAt ?? null }];
    });
    const puts = [db.attachments.bulkPut(rows), db.attachmentChunks.bulkPut([...chunks])];
    return Dexie.Promise.all<unknown>(puts).then(() => rows);
  });
}

function cut(bytes: Uint8Array<ArrayBuffer>): Sealed[] {
  const count = Math.ceil(bytes.byteLength / CHUNK_BYTES);
  return Array.from({ length: count }, (_, number) =>
    bytes.slice(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES),
  );
}
