import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import type { QueueCounts, QueueReport } from '../../protocol/office-queue.ts';
import type { QueueContents, QueueHeader } from '../../protocol/queue-file.ts';
import type { GivenResult } from '../../protocol/sync.ts';
import { writeAudit } from '../accounts/audit.ts';
import { openPrivateKey } from '../accounts/organisation-key.ts';
import { readServerSecret } from '../accounts/server-secret.ts';
import { keepAttachment } from '../attachments/take-chunk.ts';
import { chunksOf } from '../database/insert-many.ts';
import { readMeta, readServerIdentity } from '../database/meta.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import type { DeviceRow } from '../sync/authenticate.ts';
import { rejudgeWaiting } from '../sync/rejudge.ts';
import { takeOperations } from '../sync/take-operations.ts';
import { openQueue, readQueueFile, refused, type QueueFile } from './open-queue.ts';

/** Who brings the file: an account of the office, or a phone that hands it on. */
export interface Bringer {
  accountId: Id | null;
  deviceId: Id | null;
}

const BATCH = 500;

/**
 * Takes what a phone could not send through the same door as every push, as if that phone had pushed it:
 * its device, its people's signatures. Repeatable, also after a fault halfway; what the phone
 * sends itself, before or after, is known. Throws `queue-refused`, and has then stored nothing.
 */
export async function importQueue(
  deps: Dependencies,
  bytes: Uint8Array,
  by: Bringer,
): Promise<QueueReport> {
  const file = readQueueFile(bytes);
  const { header } = file;
  const { serverId } = await readServerIdentity(deps.db);
  if (header.server !== serverId) throw refused('other-organisation');
  const device = await deps.db
    .selectFrom('device')
    .selectAll()
    .where('id', '=', header.device)
    .executeTakeFirst();
  if (device === undefined) throw refused('unknown-device');
  const { tokenHash } = device;
  const privateKey = await readPrivateKey(deps);
  const { contents, photos } = openQueue(file, { privateKey, tokenHash });

  const results = await takeAll(deps, { file, contents, device });
  const kept = await keepPhotos(deps, device.id, photos);
  await rejudgeWaiting(
    deps,
    results.map(({ id }) => id),
  );
  const counts = countOutcomes(results);
  const at = instantOf(deps.now());
  await writeDatabase(deps.db, (tx) => noteImport(tx, { at, by, header, counts }));
  return {
    device: { id: device.id, name: device.name, isRevoked: device.revokedAt !== null },
    madeAt: header.madeAt,
    counts,
    unreadable: contents.unreadable,
    photos: kept,
    operations: await describe(deps.db, results),
  };
}

async function readPrivateKey({ db, settings }: Dependencies): Promise<string> {
  const sealed = await readMeta(db, 'organisation_private_key');
  if (sealed === null) throw new Problem('unavailable', { why: 'not-set-up' });
  return openPrivateKey(readServerSecret(settings), sealed);
}

/** Those that an operation of this phone names; each is held against its own hash. Gives how many. */
async function keepPhotos(
  { db, now }: Dependencies,
  deviceId: Id,
  photos: readonly Uint8Array[],
): Promise<number> {
  const at = instantOf(now());
  let kept = 0;
  for (const bytes of photos) {
    const sha = createHash('sha256').update(bytes).digest('hex');
    const isKept = await writeDatabase(db, async (tx) => {
      const named = await tx
        .selectFrom('attachmentRef')
        .select('sha')
        .where('sha', '=', sha)
        .where('deviceId', '=', deviceId)
        .executeTakeFirst();
      return named !== undefined && keepAttachment(tx, { deviceId, sha, bytes, at });
    });
    if (isKept) kept += 1;
  }
  return kept;
}

interface Taking {
  file: QueueFile;
  contents: QueueContents;
  device: DeviceRow;
}

async function takeAll(deps: Dependencies, taking: Taking): Promise<GivenResult[]> {
  const { file, contents } = taking;
  // A journal of its own, under the same name each time: the phone's own numbers wait for the phone itself.
  // Sealed like the rest: who only carries the file cannot take the name first.
  const logId = uuidv5(contents.proof, file.header.server);
  const numbered = contents.operations.map((raw, index) =>
    typeof raw === 'object' ? { ...raw, seq: index + 1 } : raw,
  );
  const results: GivenResult[] = [];
  for (const batch of chunksOf(numbered, BATCH)) {
    const taken = await writeDatabase(deps.db, (tx) =>
      takeOperations(workOf(tx, deps, { ...taking, logId }), batch),
    );
    deps.pokes.announce(taken.heads);
    results.push(...taken.reply.results);
  }
  return results;
}

function workOf(tx: Tx, deps: Dependencies, of: Taking & { logId: Id }) {
  const { contents, device, logId } = of;
  const receivedAtMs = deps.now();
  const madeAtMs = Date.parse(contents.clock.now) + (contents.offsetMs ?? 0);
  return {
    tx,
    deviceId: device.id,
    logId,
    clock: contents.clock,
    // No clock of a phone stands before 1970, whatever a damaged journal has for its offset.
    clockReadAtMs: madeAtMs > 0 ? Math.min(madeAtMs, receivedAtMs) : receivedAtMs,
    receivedAt: instantOf(receivedAtMs),
    emptiedAt: device.emptiedAt,
    isQuarantined: device.revokedAt !== null,
    campusZone: deps.settings.campusZone,
    report: deps.report,
  };
}

function countOutcomes(results: readonly GivenResult[]): QueueCounts {
  const counts = { stored: 0, known: 0, parked: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

function noteImport(
  tx: Tx,
  of: { at: Instant; by: Bringer; header: QueueHeader; counts: QueueCounts },
): Promise<void> {
  const { at, by, header, counts } = of;
  return writeAudit(tx, {
    at,
    accountId: by.accountId,
    what: by.deviceId === null ? 'queue.import' : 'queue.forward',
    subject: header.device,
    details: { ...counts, ...(by.deviceId !== null && { broughtBy: by.deviceId }) },
  });
}

/** The results with what the office may know of each operation: who, which kind, when. */
async function describe(
  db: Reader,
  results: readonly GivenResult[],
): Promise<QueueReport['operations']> {
  const rowById = new Map<Id, { type: string; byName: string | null }>();
  for (const ids of chunksOf([...new Set(results.map(({ id }) => id))], BATCH)) {
    const rows = await db
      .selectFrom('opLog')
      .leftJoin('account', 'account.id', 'opLog.accountId')
      .select(['opLog.sentId', 'opLog.type', 'account.name as byName'])
      .where('opLog.sentId', 'in', ids)
      .execute();
    for (const { sentId, ...row } of rows) rowById.set(sentId, row);
  }
  return results.map(({ id, outcome, why, field, correctedAt }) => {
    const { type = null, byName = null } = rowById.get(id) ?? {};
    return { id, outcome, why, field, type, byName, correctedAt };
  });
}
