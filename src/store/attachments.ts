import type { AttachmentRef, AttachmentSha } from '../domain/attachment.ts';
import { findAttachmentRefs } from '../domain/attachment-refs.ts';
import type { Id, Instant } from '../domain/id.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentChunkRow, AttachmentRow, JournalDatabase } from './journal-database.ts';
import type { Sealed } from './seal.ts';

/** A photo with its bytes, as it is given to `record` and as it is read again. */
export interface Attachment {
  ref: AttachmentRef;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What this phone's operations name and this phone holds. Every function is safe to repeat. */
export interface Attachments {
  /** In memory, without the bytes. */
  attachments: () => ReadonlyMap<AttachmentSha, AttachmentRow>;
  /** `null` where it is not here, or no longer what its sha says. */
  readAttachment: (sha: AttachmentSha) => Promise<Attachment['bytes'] | null>;
  /** With their bytes, each once; those that cannot be read are left out. */
  attachmentsOf: (operationIds: readonly Id[]) => Promise<Attachment[]>;
  /**
   * The smallest that waits and that an operation names which has gone up, or which is among those that a
   * revoked phone has handed over without a receipt.
   */
  nextAttachment: (
    except: ReadonlySet<AttachmentSha>,
    handedOver?: ReadonlySet<Id>,
  ) => AttachmentRow | null;
  /** The server has the whole of it since then. */
  settleAttachment: (sha: AttachmentSha, presentAt: Instant) => Promise<void>;
  /** Its bytes can be read no longer: it waits no more. */
  giveUpAttachment: (sha: AttachmentSha) => Promise<void>;
  /** The server lacks these: what counted as present waits again. */
  reopenAttachments: (shas: readonly AttachmentSha[]) => Promise<void>;
}

const CHUNK_BYTES = 256 * 1024;

export function createAttachments(core: JournalCore): Attachments {
  const { memory } = core;
  const read = (sha: AttachmentSha) => readAttachment(core, sha);
  return {
    attachments: memory.attachments,
    readAttachment: read,
    attachmentsOf: async (operationIds) => {
      const rows = await core.run(() => rowsOf(core.db, operationIds));
      const kept = await Promise.all(
        rows.map(async ({ sha, size, mime }) => ({
          ref: { sha, size, mime },
          bytes: await read(sha),
        })),
      );
      return kept.filter((one): one is Attachment => one.bytes !== null);
    },
    nextAttachment: (except, handedOver = new Set()) => nextAttachment(core, except, handedOver),
    settleAttachment: (sha, presentAt) => change(core, [sha], { state: 'present', presentAt }),
    giveUpAttachment: (sha) => change(core, [sha], { state: 'unreadable', presentAt: null }),
    reopenAttachments: async (shas) => {
      const present = shas.filter((sha) => memory.attachments().get(sha)?.state === 'present');
      if (present.length > 0) await change(core, present, { state: 'waiting', presentAt: null });
    },
  };
}

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

/** Inside a transaction: unlinks operations that go, and removes what no other one names. */
export async function dropAttachments(db: JournalDatabase, gone: readonly Id[]): Promise<void> {
  for (const row of await rowsOf(db, gone)) {
    const operations = row.operations.filter((id) => !gone.includes(id));
    if (operations.length > 0) await db.attachments.put({ ...row, operations });
    else {
      await db.attachments.delete(row.sha);
      await db.attachmentChunks.where('sha').equals(row.sha).delete();
    }
  }
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

const rowsOf = (db: JournalDatabase, ids: readonly Id[]): Promise<AttachmentRow[]> =>
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

export async function readAttachment(
  { db, vault, run }: Pick<JournalCore, 'db' | 'vault' | 'run'>,
  sha: AttachmentSha,
): Promise<Attachment['bytes'] | null> {
  const rows = await run(() => db.attachmentChunks.where('sha').equals(sha).sortBy('number'));
  const parts = await Promise.allSettled(
    rows.map(({ sealed }) => vault.unsealBytesForDevice(sealed)),
  );
  const bytes = join(parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : [])));
  return (await shaOf(bytes)) === sha ? bytes : null;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** The name that these bytes have wherever they are. */
export async function shaOf(bytes: Uint8Array<ArrayBuffer>): Promise<AttachmentSha> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function nextAttachment(
  { memory }: JournalCore,
  except: ReadonlySet<AttachmentSha>,
  handedOver: ReadonlySet<Id>,
): AttachmentRow | null {
  const unsent = new Set(
    memory.entries().flatMap(({ operation, state }) => (state === 'pending' ? [operation.id] : [])),
  );
  let next: AttachmentRow | null = null;
  for (const row of memory.attachments().values()) {
    const isNamed = row.operations.some((id) => !unsent.has(id) || handedOver.has(id));
    const isDue = row.state === 'waiting' && isNamed;
    if (isDue && !except.has(row.sha) && (next === null || row.size < next.size)) next = row;
  }
  return next;
}

async function change(
  core: JournalCore,
  shas: readonly AttachmentSha[],
  to: Pick<AttachmentRow, 'state' | 'presentAt'>,
): Promise<void> {
  const { db } = core;
  const ids = await core.run(() =>
    db.transaction('rw', db.attachments, async () => {
      const rows = (await db.attachments.bulkGet([...shas])).filter((row) => row !== undefined);
      await db.attachments.bulkPut(rows.map((row) => ({ ...row, ...to })));
      return rows.flatMap(({ operations }) => operations);
    }),
  );
  await core.renew(ids);
}
