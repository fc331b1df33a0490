import type { AttachmentRef, AttachmentSha } from '../domain/attachment.ts';
import { findAttachmentRefs } from '../domain/attachment-refs.ts';
import type { Id } from '../domain/id.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentChunkRow, AttachmentRow, JournalDatabase } from './journal-database.ts';
import type { Sealed } from './seal.ts';

/** A photo with its bytes, as it is given to `record` and as it is read again. */
export interface Attachment {
  ref: AttachmentRef;
  bytes: Uint8Array<ArrayBuffer>;
}

const CHUNK_BYTES = 256 * 1024;

/** What `record` will store with one operation; sealed beforehand, because a wait would end the transaction. */
export interface SealedAttachments {
  refs: readonly AttachmentRef[];
  chunks: readonly AttachmentChunkRow[];
}

/** A body that this app wrote has the shape of its type: what has a name and a size is a reference. */
const isOwnRef = (value: object): boolean => 'size' in value && 'mime' in value;

/** `null` where the body names none. Throws for bytes that it does not name. */
export async function sealAttachments(
  { vault }: JournalCore,
  body: unknown,
  given: readonly Attachment[],
): Promise<SealedAttachments | null> {
  const refs = findAttachmentRefs(body, isOwnRef);
  for (const { ref, bytes } of given)
    if (!refs.some(({ sha, size }) => sha === ref.sha && size === bytes.byteLength))
      throw new Error(`The body does not name the attachment ${ref.sha}`);
  if (refs.length === 0) return null;
  const chunks = given.flatMap(({ ref: { sha }, bytes }) =>
    cut(bytes).map(async (part, number): Promise<AttachmentChunkRow> => {
      return { sha, number, sealed: await vault.sealBytesForDevice(part) };
    }),
  );
  return { refs, chunks: await Promise.all(chunks) };
}

/**
 * Inside the transaction of the operation. What it names and was not given with it is linked if this phone
 * holds it; else another phone made it, and sends it.
 */
export async function storeAttachments(
  db: JournalDatabase,
  operationId: Id,
  { refs, chunks }: SealedAttachments,
): Promise<AttachmentRow[]> {
  const known = await db.attachments.bulkGet(refs.map(({ sha }) => sha));
  const rows = refs.flatMap((ref, index): AttachmentRow[] => {
    const old = known[index];
    const isGiven = chunks.some(({ sha }) => sha === ref.sha);
    if (old === undefined && !isGiven) return [];
    const operations = [...new Set([...(old?.operations ?? []), operationId])];
    const state =
      old === undefined || (old.state === 'unreadable' && isGiven) ? 'waiting' : old.state;
    return [{ ...ref, operations, state, presentAt: old?.presentAt ?? null }];
  });
  await Promise.all([db.attachments.bulkPut(rows), db.attachmentChunks.bulkPut([...chunks])]);
  return rows;
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

export const rowsOf = (db: JournalDatabase, ids: readonly Id[]): Promise<AttachmentRow[]> =>
  db.attachments
    .where('operations')
    .anyOf([...ids])
    .distinct()
    .toArray();

function cut(bytes: Uint8Array<ArrayBuffer>): Sealed[] {
  const count = Math.ceil(bytes.byteLength / CHUNK_BYTES);
  return Array.from({ length: count }, (_, number) =>
    bytes.slice(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES),
  );
}
