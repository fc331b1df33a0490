import type { Id } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import type { SyncReply, SyncRequest } from '../protocol/sync.ts';
import { SCHEMA_VERSION } from '../protocol/version.ts';
import { readEnrolment } from '../store/device.ts';
import type { Journal } from '../store/journal.ts';
import { lanesOfOperations } from '../store/operation-lanes.ts';
import type { Replica } from '../store/replica.ts';
import { BOOT, monoMs, zoneNow } from '../store/run-clock.ts';
import { makeSecret } from '../store/secret.ts';
import { readStorageRoom, type StorageRoom } from '../store/storage-room.ts';
import type { Unlocked, Vault } from '../store/vault.ts';
import {
  MAX_BATCH,
  readBatch,
  readFollowing,
  settleWaiting,
  tooLargeYet,
  type Batch,
  type Unsettled,
} from './batch.ts';
import { measureOffset } from './clock-offset.ts';
import { handOver, isRevocationOf } from './hand-over.ts';
import type {
  Credentials,
  ListJournal,
  Send,
  SendFailure,
  SendRepair,
  SendResult,
} from './network.ts';
import { isReplyTo } from './recognise.ts';
import type { SessionCache } from './session.ts';
import { proveAndPrune, settlePush } from './settle-push.ts';
import { cursorToUse, FIRST_PULL, landAhead, takePull, type PullAhead } from './take-pull.ts';

/** Whose replica is filled while it is unlocked and the page is visible. */
export interface Reader {
  unlocked: Unlocked;
  replica: Replica;
}

export interface ExchangeParts {
  journal: Journal;
  vault: Vault;
  send: Send;
  /** Without it, a replica that differs is loaded anew. */
  sendRepair: SendRepair | null;
  /** Without it, this phone's own operations are compared by their digest alone. */
  listJournal: ListJournal | null;
  /** Whether nobody is at work on this phone just now. */
  isIdle: () => boolean;
  /** Lets what people do come between two pieces of long work. */
  pause: () => Promise<void>;
  sessions: SessionCache;
  app: string;
  doorId: () => Id | null;
  acknowledgedDays: () => number;
  reader: () => Reader | null;
  /** Told what was found to differ. It is kept for the person elsewhere and is no fault of the app. */
  note: (finding: string) => void;
  now: () => number;
  memory: ExchangeMemory;
}

/** What one request learned for the next; lives as long as the app runs. */
export interface ExchangeMemory {
  batchMax: number;
  /** Read while the batch before it was on its way. */
  following: Batch | null;
  unsettled: Unsettled | null;
  pullMax: number;
  /** The page that is still being written while the next one is asked for. */
  ahead: PullAhead | null;
  /** When operations that went alone were called too large, by the run's clock: the others go first. */
  tooLarge: Map<Id, number>;
  /** What a revoked phone has brought in this round: the server keeps it apart and gives no receipt. */
  handedOver: Set<Id>;
  /** The holes that were last filled from here, so that none is filled for ever. */
  filledHoles: string;
  wasReset: boolean;
  wasOfferedAgain: boolean;
  wasRefused: boolean;
  prunedAt: number;
  /** Why the whole store is to be counted next: in its week, because somebody asked, or to see what came of a repair. */
  check: 'by-week' | 'asked' | 'second-look';
  /** As the journal has it, for whom. */
  counted: { accountId: Id; atMs: number } | null;
  hasComparedIds: boolean;
}

export const newMemory = (): ExchangeMemory => ({
  batchMax: 100,
  following: null,
  unsettled: null,
  pullMax: FIRST_PULL,
  ahead: null,
  tooLarge: new Map(),
  handedOver: new Set(),
  filledHoles: '',
  wasReset: false,
  wasOfferedAgain: false,
  wasRefused: false,
  prunedAt: 0,
  check: 'by-week',
  counted: null,
  hasComparedIds: false,
});

/**
 * `agreed`: the server answered; `isMore` if there is more to exchange at once; `trouble` keeps news from
 * coming down although operations went up. `failed`: nothing counts as sent. `drained`: this phone was revoked, and the server
 * has all of it. `idle`: not enrolled.
 */
export type ExchangeResult =
  | { outcome: 'agreed'; isMore: boolean; trouble: SendFailure | null; credentials: Credentials }
  | { outcome: 'failed'; why: SendFailure; retryAfterMs: number | null; retryAtOnce: boolean }
  | { outcome: 'drained' }
  | { outcome: 'idle' };

const MIN_PULL = 250;

/** One request and all that its reply changes here. No transaction is open while the network is waited for. */
export async function exchange(parts: ExchangeParts): Promise<ExchangeResult> {
  const { journal, vault, memory, sessions } = parts;
  const [enrolment, deviceToken, room] = await Promise.all([
    readEnrolment(),
    vault.deviceToken(),
    readStorageRoom(),
  ]);
  if (enrolment === null || deviceToken === null) return { outcome: 'idle' };

  const reader = parts.reader();
  const serverNow = parts.now() + (journal.offsetMs() ?? 0);
  const opened = reader && (await sessions.get(reader.unlocked, deviceToken, serverNow));
  const credentials = { deviceToken, session: opened?.ok ? opened.session : null };
  const batch = memory.following ?? (await readBatch(parts, { max: memory.batchMax }));
  memory.following = null;
  const { operations } = batch;
  const request = buildRequest(parts, batch, { pullFor: opened?.ok ? reader : null, room });

  const sending = sendMeasured(parts, request, credentials);
  // While the network is waited for: the next batch first, for no reading goes on beside the settling.
  const counting = lanesOfOperations(operations);
  const following = await readFollowing(parts, operations);
  await settleWaiting(parts);
  const lanes = await counting;
  const { result, ...measured } = await sending;
  const landed = await landAhead(parts);
  if (!result.ok) {
    const { revoked = null } = result;
    if (isRevocationOf(revoked, { request, server: enrolment.server })) {
      const { isDrained } = revoked;
      const end = await handOver(journal, memory, { operations, isDrained });
      if (end === 'drained') return { outcome: 'drained' };
      return { ...refusal(result), retryAtOnce: end === 'more' };
    }
    return notSent(parts, operations, result);
  }
  const { reply } = result;
  if (!isReplyTo(reply, { request, operations, server: enrolment.server }))
    return { outcome: 'failed', why: 'not-our-server', retryAfterMs: null, retryAtOnce: false };

  await journal.reopenAttachments(reply.ask?.attachments ?? []);
  // First: by a clock that jumped meanwhile, what was received today would look old enough to forget.
  await keepOffset(parts, reply, measured);
  const settle = () => settlePush(parts, { reply, request, lanes });
  if (following === null) await settle();
  else Object.assign(memory, { following, unsettled: { count: operations.length, settle } });
  const pulled = await takePull(parts, {
    reply,
    credentials,
    reader,
    asked: request.pull,
    roundTripMs: measured.roundTripMs,
    landed,
  });
  memory.batchMax = Math.min(MAX_BATCH, memory.batchMax * 2);
  const trouble = opened?.ok === false ? opened.why : pulled.trouble;
  const agreed = { outcome: 'agreed', trouble, credentials } as const;
  if (following !== null || pulled.isMore) return { ...agreed, isMore: true };
  await proveAndPrune(parts, { reply, request });
  const left = await journal.nextBatch({ max: 1, maxBytes: 1, except: tooLargeYet(memory) });
  return { ...agreed, isMore: left.length > 0 };
}

async function sendMeasured(
  { send, now }: ExchangeParts,
  request: SyncRequest,
  credentials: Credentials,
) {
  const sentAt = now();
  const sentMonoMs = monoMs();
  const result = await send(request, credentials);
  return { result, roundTripMs: monoMs() - sentMonoMs, sentAt, receivedAt: now() };
}

function buildRequest(
  { journal, app, doorId, memory, now }: ExchangeParts,
  { operations, ...how }: Batch,
  { pullFor, room: { persisted, freeBytes } }: { pullFor: Reader | null; room: StorageRoom },
): SyncRequest {
  const { pending, oldestPendingAt, parked } = journal.counts();
  return {
    v: 1,
    nonce: makeSecret(),
    app,
    schema: SCHEMA_VERSION,
    clock: { now: new Date(now()).toISOString(), zone: zoneNow(), boot: BOOT, monoMs: monoMs() },
    push: { ...how, operations: [...operations] },
    pull: pullFor && {
      account: pullFor.unlocked.accountId,
      cursor: cursorToUse(memory, pullFor.replica),
      max: memory.pullMax,
      isCut: true,
    },
    health: {
      pending: pending - memory.handedOver.size - (memory.unsettled?.count ?? 0),
      oldestPendingAt,
      parked,
      persisted,
      freeBytes,
    },
    doorId: doorId(),
  };
}

const refusal = ({ why, retryAfterMs }: Extract<SendResult, { ok: false }>) =>
  ({ outcome: 'failed', why, retryAfterMs, retryAtOnce: false }) as const;

async function notSent(
  { journal, memory }: ExchangeParts,
  operations: readonly Operation[],
  result: Extract<SendResult, { ok: false }>,
): Promise<ExchangeResult> {
  const failed = refusal(result);
  const { why } = result;
  if (why === 'log-fork') {
    await journal.fork();
    return { ...failed, retryAtOnce: true };
  }
  if (why === 'timeout') memory.pullMax = Math.max(MIN_PULL, Math.floor(memory.pullMax / 2));
  if (why !== 'timeout' && why !== 'too-large') return failed;
  memory.batchMax = Math.max(1, Math.floor(operations.length / 2));
  const [only, ...others] = operations;
  if (why === 'timeout' || only === undefined) return failed;
  if (others.length === 0) memory.tooLarge.set(only.id, monoMs());
  return { ...failed, retryAtOnce: true };
}

async function keepOffset(
  { journal }: ExchangeParts,
  reply: SyncReply,
  measured: { roundTripMs: number; sentAt: number; receivedAt: number },
): Promise<void> {
  const serverNow = Date.parse(reply.now);
  const known = journal.offsetMs();
  await journal.setOffsetMs(measureOffset({ known, serverNow, ...measured }));
}
