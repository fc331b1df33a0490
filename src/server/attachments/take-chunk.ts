import { createHash } from 'node:crypto';
import type { AttachmentSha } from '../../domain/attachment.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { AttachmentState } from '../../protocol/attachment.ts';
import type { Tx } from '../database/tables.ts';
import { Problem } from '../problem.ts';

export interface Chunk {
  deviceId: Id;
  sha: AttachmentSha;
  offset: number;
  /** None, to ask only. */
  bytes: Uint8Array;
  at: Instant;
}

type Held = Pick<AttachmentState, 'receivedBytes' | 'presentAt'>;

/**
 * Takes the next bytes of what an operation of this phone names, and with the last of them looks whether
 * they are those of the sha. Each phone fills a copy of its own, so that none can spoil another's.
 * Repeatable. Throws `not-found` for what none of the phone's own operations names, whether it is here or
 * not, and `too-large` for more bytes than it was said to have.
 */
export async function takeChunk(tx: Tx, chunk: Chunk): Promise<Held> {
  const { deviceId, sha, offset, bytes, at } = chunk;
  const size = await namedSize(tx, chunk);
  const presentAt = await presentSince(tx, sha);
  if (presentAt !== null) {
    await forgetWaiting(tx, sha);
    return { receivedBytes: size, presentAt };
  }
  if (offset + bytes.byteLength > size) throw new Problem('too-large', { limitBytes: size });
  const before = await receivedBytes(tx, chunk);
  if (bytes.byteLength === 0 || offset !== before)
    return { receivedBytes: before, presentAt: null };
  await tx
    .insertInto('attachmentChunk')
    .values({ deviceId, sha, fromByte: offset, toByte: offset + bytes.byteLength, bytes })
    .onConflict((conflict) => conflict.columns(['deviceId', 'sha', 'fromByte']).doNothing())
    .execute();
  const received = await receivedBytes(tx, chunk);
  if (received < size) return { receivedBytes: received, presentAt: null };
  const isKept = await keepAttachment(tx, { sha, bytes: await joinChunks(tx, chunk), at });
  if (isKept) return { receivedBytes: size, presentAt: at };
  await tx
    .deleteFrom('attachmentChunk')
    .where('deviceId', '=', deviceId)
    .where('sha', '=', sha)
    .execute();
  return { receivedBytes: 0, presentAt: null };
}

/** Keeps a whole attachment, and waits for it no longer. `false` where the bytes are not those of the sha. */
export async function keepAttachment(
  tx: Tx,
  { sha, bytes, at }: { sha: AttachmentSha; bytes: Uint8Array; at: Instant },
): Promise<boolean> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha) return false;
  await tx
    .insertInto('attachment')
    .values({ sha, presentAt: at, bytes })
    .onConflict((conflict) => conflict.column('sha').doNothing())
    .execute();
  await forgetWaiting(tx, sha);
  return true;
}

async function forgetWaiting(tx: Tx, sha: AttachmentSha): Promise<void> {
  await tx.deleteFrom('attachmentWanted').where('sha', '=', sha).execute();
  await tx.deleteFrom('attachmentChunk').where('sha', '=', sha).execute();
}

async function namedSize(tx: Tx, { deviceId, sha }: Chunk): Promise<number> {
  const ref = await tx
    .selectFrom('attachmentRef')
    .select('size')
    .where('sha', '=', sha)
    .where('deviceId', '=', deviceId)
    .orderBy('size', 'desc')
    .executeTakeFirst();
  if (ref === undefined) throw new Problem('not-found');
  return ref.size;
}

async function presentSince(tx: Tx, sha: AttachmentSha): Promise<Instant | null> {
  const row = await tx
    .selectFrom('attachment')
    .select('presentAt')
    .where('sha', '=', sha)
    .executeTakeFirst();
  return row?.presentAt ?? null;
}

async function receivedBytes(tx: Tx, { deviceId, sha }: Chunk): Promise<number> {
  const last = await tx
    .selectFrom('attachmentChunk')
    .select('toByte')
    .where('deviceId', '=', deviceId)
    .where('sha', '=', sha)
    .orderBy('fromByte', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.toByte ?? 0;
}

async function joinChunks(tx: Tx, { deviceId, sha }: Chunk): Promise<Uint8Array> {
  const rows = await tx
    .selectFrom('attachmentChunk')
    .select('bytes')
    .where('deviceId', '=', deviceId)
    .where('sha', '=', sha)
    .orderBy('fromByte')
    .execute();
  return Buffer.concat(rows.map(({ bytes }) => bytes));
}
