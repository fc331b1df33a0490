import type { AttachmentSha } from '../../domain/attachment.ts';
import type { FactType } from '../../domain/fact.ts';
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

interface Naming {
  sha: AttachmentSha;
  deviceId: Id;
  familyId: Id;
  /** Whether this phone has brought every byte. */
  isHeld: boolean;
}

/** Who names these, for which fact, and who of them has proved to hold it. */
export async function readNaming(db: Reader, shas: readonly AttachmentSha[]): Promise<Naming[]> {
  const naming: Naming[] = [];
  for (const chunk of chunksOf([...new Set(shas)], 500)) {
    const rows = await db
      .selectFrom('attachmentRef')
      .innerJoin('opLog', 'opLog.id', 'attachmentRef.opId')
      .leftJoin('attachmentHolder', (join) =>
        join
          .onRef('attachmentHolder.sha', '=', 'attachmentRef.sha')
          .onRef('attachmentHolder.deviceId', '=', 'attachmentRef.deviceId'),
      )
      .select([
        'attachmentRef.sha',
        'attachmentRef.deviceId',
        'opLog.id',
        'opLog.rootId',
        'attachmentHolder.broughtAt',
      ])
      .where('attachmentRef.sha', 'in', chunk)
      .execute();
    for (const { sha, deviceId, id, rootId, broughtAt } of rows)
      naming.push({ sha, deviceId, familyId: rootId ?? id, isHeld: broughtAt !== null });
  }
  return naming;
}

/**
 * The bytes that a fact in one of these scopes names, in the days that they still hold; `null` where none
 * does, or where they have not come. To name a hash proves nothing: a fact counts if one of the phones that
 * told it has brought the bytes itself, so that nobody reads a photo by knowing what it is called.
 */
export async function readAttachmentIn(
  db: Reader,
  { sha, scopes }: { sha: AttachmentSha; scopes: readonly Scope[] },
): Promise<Uint8Array | null> {
  const lies = await db
    .selectFrom('attachmentRef')
    .innerJoin('feed', 'feed.refId', 'attachmentRef.opId')
    .innerJoin('scopeHead', 'scopeHead.scope', 'feed.scope')
    .innerJoin('opLog', 'opLog.id', 'attachmentRef.opId')
    .select(['feed.scope', 'feed.day', 'scopeHead.cutDay', 'opLog.id', 'opLog.rootId'])
    .where('attachmentRef.sha', '=', sha)
    .where('feed.kind', '=', 'fact')
    .execute();
  const open = lies.filter(
    ({ scope, day, cutDay }) => scopes.includes(scope) && (day ?? '') >= (cutDay ?? ''),
  );
  if (open.length === 0) return null;
  const held = new Set(
    (await readNaming(db, [sha])).filter(({ isHeld }) => isHeld).map(({ familyId }) => familyId),
  );
  if (!open.some(({ id, rootId }) => held.has(rootId ?? id))) return null;
  const row = await db
    .selectFrom('attachment')
    .select('bytes')
    .where('sha', '=', sha)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/**
 * The bytes that a fact, or a later telling of it, names; `null` where it does not, where they have not
 * come, or where the fact is none of these kinds. Whether the caller may read those is for the route to ask.
 */
export async function readAttachment(
  db: Reader,
  { factId, sha, types }: { factId: Id; sha: AttachmentSha; types: readonly FactType[] },
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('attachmentRef')
    .innerJoin('opLog', 'opLog.id', 'attachmentRef.opId')
    .innerJoin('attachment', 'attachment.sha', 'attachmentRef.sha')
    .select('attachment.bytes')
    .where('attachmentRef.sha', '=', sha)
    .where('opLog.outcome', '=', 'stored')
    .where('opLog.type', 'in', types)
    .where((where) =>
      where.or([where('opLog.id', '=', factId), where('opLog.rootId', '=', factId)]),
    )
    .executeTakeFirst();
  return row?.bytes ?? null;
}
