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
  const broughtAt = await broughtBy(tx, chunk);
  if (broughtAt !== null) {
    await forgetWaiting(tx, chunk);
    return { receivedBytes: size, presentAt: broughtAt };
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
  const isKept = await keepAttachment(tx, { ...chunk, bytes: await joinChunks(tx, chunk) });
  if (isKept) return { receivedBytes: size, presentAt: at };
  await tx
    .deleteFrom('attachmentChunk')
    .where('deviceId', '=', deviceId)
    .where('sha', '=', sha)
    .execute();
  return { receivedBytes: 0, presentAt: null };
}

/** Keeps a whole attachment, and that this phone brought it. `false` where the bytes are not those of the sha. */
export async function keepAttachment(
  tx: Tx,
  { deviceId, sha, bytes, at }: Omit<Chunk, 'offset'>,
): Promise<boolean> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha) return false;
  await tx
    .insertInto('attachment')
    .values({ sha, presentAt: at, bytes })
    .onConflict((conflict) => conflict.column('sha').doNothing())
    .execute();
  await tx
    .insertInto('attachmentHolder')
    .values({ deviceId, sha, broughtAt: at })
    .onConflict((conflict) => conflict.columns(['sha', 'deviceId']).doNothing())
    .execute();
  await forgetWaiting(tx, { deviceId, sha });
  return true;
}

async function forgetWaiting(
  tx: Tx,
  { deviceId, sha }: Pick<Chunk, 'deviceId' | 'sha'>,
): Promise<void> {
  for (const table of ['attachmentWanted', 'attachmentChunk'] as const)
    await tx.deleteFrom(table).where('deviceId', '=', deviceId).where('sha', '=', sha).execute();
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

/** That the bytes are here says nothing to a phone that has not brought them: else a hash could be asked about. */
async function broughtBy(tx: Tx, { deviceId, sha }: Chunk): Promise<Instant | null> {
  const row = await tx
    .selectFrom('attachmentHolder')
    .innerJoin('attachment', 'attachment.sha', 'attachmentHolder.sha')
    .select('attachmentHolder.broughtAt')
    .where('attachmentHolder.deviceId', '=', deviceId)
    .where('attachmentHolder.sha', '=', sha)
    .executeTakeFirst();
  return row?.broughtAt ?? null;
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
