import type { AttachmentSha } from '../../domain/attachment.ts';
import type { Id } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';

/** A reply names no more at once; the next one names the rest. */
const ASKED_AT_ONCE = 100;

/** What this phone's operations name and nobody has brought yet. */
export async function missingAttachments(db: Reader, deviceId: Id): Promise<AttachmentSha[]> {
  const rows = await db
    .selectFrom('attachmentWanted')
    .select('sha')
    .where('deviceId', '=', deviceId)
    .orderBy('sha')
    .limit(ASKED_AT_ONCE)
    .execute();
  return rows.map(({ sha }) => sha);
}

/** Those of the shas whose bytes are here. */
export async function presentAttachments(
  db: Reader,
  shas: readonly AttachmentSha[],
): Promise<ReadonlySet<AttachmentSha>> {
  const present = new Set<AttachmentSha>();
  for (const chunk of chunksOf(shas, 500)) {
    const rows = await db
      .selectFrom('attachment')
      .select('sha')
      .where('sha', 'in', chunk)
      .execute();
    for (const { sha } of rows) present.add(sha);
  }
  return present;
}

/** The bytes that a fact in one of these scopes names; `null` where none does, or where they have not come. */
export async function readAttachmentIn(
  db: Reader,
  { sha, scopes }: { sha: AttachmentSha; scopes: readonly Scope[] },
): Promise<Uint8Array | null> {
  const lies = await db
    .selectFrom('attachmentRef')
    .innerJoin('feed', 'feed.refId', 'attachmentRef.opId')
    .select('feed.scope')
    .where('attachmentRef.sha', '=', sha)
    .where('feed.kind', '=', 'fact')
    .execute();
  if (!lies.some(({ scope }) => scopes.includes(scope))) return null;
  const row = await db
    .selectFrom('attachment')
    .select('bytes')
    .where('sha', '=', sha)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/**
 * The bytes that a fact, or a later telling of it, names; `null` where it does not, or where they have not
 * come. Whether the caller may read the fact is for the caller's route to ask.
 */
export async function readAttachment(
  db: Reader,
  { factId, sha }: { factId: Id; sha: AttachmentSha },
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('attachmentRef')
    .innerJoin('opLog', 'opLog.id', 'attachmentRef.opId')
    .innerJoin('attachment', 'attachment.sha', 'attachmentRef.sha')
    .select('attachment.bytes')
    .where('attachmentRef.sha', '=', sha)
    .where('opLog.outcome', '=', 'stored')
    .where((where) =>
      where.or([where('opLog.id', '=', factId), where('opLog.rootId', '=', factId)]),
    )
    .executeTakeFirst();
  return row?.bytes ?? null;
}
