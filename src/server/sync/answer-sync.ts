import type { Id, Instant } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import type { SyncReply, SyncRequest } from '../../protocol/sync.ts';
import { ASK_SCHEMA, OLDEST_PULL_SCHEMA, REJUDGED_SCHEMA } from '../../protocol/version.ts';
import { writeAudit } from '../accounts/audit.ts';
import { missingAttachments } from '../attachments/read-attachments.ts';
import { putDocuments } from '../database/documents.ts';
import { readMeta, readServerIdentity } from '../database/meta.ts';
import type { Db } from '../database/open.ts';
import type { Tx } from '../database/tables.ts';
import { renewNameMarks } from '../database/name-marks.ts';
import { readSnapshot, writeDatabase } from '../database/transaction.ts';
import { writeTogether } from '../database/write-together.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { readDevice, type DeviceRow, type SessionState } from './authenticate.ts';
import { contactMarks } from './contact-marks.ts';
import { openLog } from './device-log.ts';
import { followedScopes, renewAccess } from './followed-scopes.ts';
import { markOfQuietDoor } from './mark-door.ts';
import type { PushWork } from './push-work.ts';
import { readChanges, type Pull } from './read-changes.ts';
import { readRejudged, rejudgeWaiting } from './rejudge.ts';
import { recordContact, waitingAfter } from './record-contact.ts';
import { takeOperations, type TakenPush } from './take-operations.ts';

export interface SyncCall {
  request: SyncRequest;
  device: DeviceRow;
  session: SessionState;
  atMs: number;
  at: Instant;
}

/** What only the reading of the request decides comes from its route. */
export type SyncAnswer = Omit<SyncReply, 'v' | 'nonce' | 'client' | 'pull'> & { pull: Pull | null };

/**
 * Takes what the phone brings and **commits**, then reads what is new for it. A closed session stops
 * the reading only; a revoked phone may hand over what it still has, and gets nothing.
 */
export async function answerSync(deps: Dependencies, call: SyncCall): Promise<SyncAnswer> {
  const { db, pokes } = deps;
  if (call.device.revokedAt !== null) return refuseRevoked(deps, call);
  const taken = await writeTogether(db, (tx) => takePush(tx, deps, call));
  if (taken === null) {
    const device = await readDevice(db, call.device.id);
    return refuseRevoked(deps, { ...call, device });
  }
  pokes.announce(taken.heads);
  const pushed = taken.reply?.results.map(({ id }) => id) ?? [];
  if (mayChangeParked(call.request)) await orNothing(deps, () => rejudgeWaiting(deps, pushed));
  const { serverId, feedEpoch } = await readServerIdentity(db);
  const missing =
    call.request.schema < ASK_SCHEMA
      ? null
      : await orNothing(deps, () => missingAttachments(db, call.device.id));
  return {
    server: serverId,
    feedEpoch,
    now: call.at,
    push: await receiptsFor(db, call, taken.reply),
    pull: await orNothing(deps, () => pull(deps, call, feedEpoch)),
    ...(missing && { ask: { attachments: missing } }),
  };
}

/** What was taken is committed: a fault in the reading after it must not hide the receipts. */
async function orNothing<T>(deps: Dependencies, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    deps.report(error);
    return null;
  }
}

/** Something has come, or the phone waits to hear of what is parked. */
const mayChangeParked = ({ push, health }: SyncRequest): boolean =>
  health.parked > 0 || (push !== null && push.operations.length > 0);

/** What an app has not shown that it knows is left out: it would refuse the whole reply. */
async function receiptsFor(
  db: Db,
  { request, device }: SyncCall,
  reply: TakenPush['reply'] | null,
): Promise<SyncReply['push']> {
  if (reply === null) return null;
  const { digest, ...receipts } = reply;
  const durableThrough = await readMeta(db, 'durable_through');
  const isDigestKnown = request.push?.digest !== undefined;
  const asks = request.schema >= REJUDGED_SCHEMA && request.health.parked > 0;
  return {
    ...receipts,
    durableThrough,
    ...(isDigestKnown ? { digest } : {}),
    ...(asks && { rejudged: await readRejudged(db, device.id) }),
  };
}

/** `null`: the phone was revoked while its request was on the way. */
async function takePush(
  tx: Tx,
  deps: Dependencies,
  call: SyncCall,
): Promise<{ reply: TakenPush['reply'] | null; heads: Map<Scope, number> } | null> {
  const { request, device, atMs, at } = call;
  const { push, doorId } = request;
  const before = push === null ? null : await openLog(tx, push.log, device.id);
  if (!(await recordContact(tx, device, { request, atMs, at, before }))) return null;
  const contact = await contactMarks(tx, device, at);
  if (push !== null) return takeOperations(workOf(tx, deps, call), push.operations, contact);
  const doors =
    doorId === null ? [] : await markOfQuietDoor(tx, { doorId, deviceId: device.id }, at);
  const heads = await putDocuments(tx, [...doors, ...contact], { accountId: null, at });
  // Nobody is woken for a contact: it comes down with what they next ask for.
  const told = new Set(doors.flatMap(({ scopes }) => scopes));
  return { reply: null, heads: new Map([...heads].filter(([scope]) => told.has(scope))) };
}

function workOf(tx: Tx, { report, settings }: Dependencies, call: SyncCall): PushWork {
  const { request, device, atMs, at } = call;
  return {
    tx,
    deviceId: device.id,
    logId: request.push?.log ?? '',
    clock: request.clock,
    clockReadAtMs: atMs,
    receivedAt: at,
    emptiedAt: device.emptiedAt,
    isQuarantined: device.revokedAt !== null,
    campusZone: settings.campusZone,
    report,
  };
}

/**
 * What a revoked phone still holds is taken, parked, until it says that nothing waits. It hears so at its
 * second contact at the earliest: after the first it records nothing that could come too late. An answer may
 * get lost, or reach the worker and not the page: what comes after all is taken too, for the phone counts
 * it as handed over.
 */
async function refuseRevoked(deps: Dependencies, call: SyncCall): Promise<never> {
  const { request, device, at } = call;
  const { push, nonce } = request;
  const { serverId: server } = await readServerIdentity(deps.db);
  const refusal = (isDrained: boolean) =>
    new Problem('device-revoked', { nonce, server, isDrained });
  const wasDrained = device.drainedAt !== null;
  if (push === null || (wasDrained && push.operations.length === 0)) throw refusal(wasDrained);
  const wasTold =
    device.revokedAt !== null &&
    device.lastContactAt !== null &&
    device.lastContactAt > device.revokedAt;
  const pending = waitingAfter(request);
  const isDrained = wasTold && pending === 0;
  await writeDatabase(deps.db, async (tx) => {
    await takeOperations(workOf(tx, deps, call), push.operations);
    await tx
      .updateTable('device')
      .set({
        lastContactAt: afterRevocation(device, at),
        pending,
        oldestPendingAt: pending === 0 ? null : request.health.oldestPendingAt,
        drainedAt: isDrained ? at : null,
      })
      .where('id', '=', device.id)
      .execute();
    const details = { count: push.operations.length, isDrained };
    await writeAudit(tx, {
      at,
      accountId: null,
      what: 'device.drain',
      subject: device.id,
      details,
    });
  });
  throw refusal(isDrained);
}

async function pull(deps: Dependencies, call: SyncCall, epoch: Id): Promise<Pull | null> {
  const { request, session, at } = call;
  if (request.pull === null) return null;
  if (request.schema < OLDEST_PULL_SCHEMA) return { outcome: 'refused', why: 'app-too-old' };
  if (session.outcome !== 'open') return { outcome: 'refused', why: session.outcome };
  const { account, cursor, max, isCut = false } = request.pull;
  if (account !== session.accountId) return { outcome: 'refused', why: 'session-expired' };
  deps.pokes.announce(await renewAccess(deps.db, session, at));
  deps.pokes.announce(await renewNameMarks(deps.db, account, at));
  return readSnapshot(deps.db, async (tx) => {
    const scopes = await followedScopes(tx, session, at);
    return readChanges(tx, { epoch, scopes, cursor, max, isCut });
  });
}

/** Also where the server's clock was set back meanwhile: else the phone would wait to be told for as long. */
function afterRevocation({ revokedAt }: DeviceRow, at: Instant): Instant {
  if (revokedAt === null || at > revokedAt) return at;
  return instantOf(Date.parse(revokedAt) + 1);
}
