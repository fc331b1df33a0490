import type { AttachmentSha } from '../domain/attachment.ts';
import type { Id, Instant } from '../domain/id.ts';
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import type { Journal } from '../store/journal.ts';
import { keepLastContact, readLastContact } from '../store/last-contact.ts';
import type { Vault } from '../store/vault.ts';
import { newLaneMemory, type LaneParts } from './attachment-lane.ts';
import { runBothLanes, type CycleEnd } from './cycle.ts';
import { newMemory, type ExchangeParts, type Reader } from './exchange.ts';
import type {
  Credentials,
  ListJournal,
  OpenSession,
  Send,
  ReadAttachment,
  SendAttachment,
  SendFailure,
  SendRepair,
} from './network.ts';
import type { PokeLine } from './poke.ts';
import { runLater, type RunLater } from './run-later.ts';
import { createScheduler, type WakeReason } from './scheduler.ts';
import { createSessionCache } from './session.ts';
import { createTabLock } from './tab-lock.ts';

export type { Reader } from './exchange.ts';

export type { WakeReason } from './scheduler.ts';

export interface SyncStatus {
  isRunning: boolean;
  /** The server's time of the last recognised receipt. */
  lastReceivedAt: Instant | null;
  /** The phone's time of the last recognised reply, also of an earlier run of the app. */
  lastContactAt: Instant | null;
  /** `storage`: this phone itself failed, and `report` was told. */
  lastFailure:
    | null
    | 'offline'
    | 'not-our-server'
    | 'server-down'
    | 'signed-out'
    | 'device-revoked'
    | 'app-too-old'
    | 'too-many'
    | 'storage';
  offsetMs: number | null;
  /** Milliseconds since 1970 of the next try; `null` if nothing is due. */
  nextAt: number | null;
}

type Contact = Pick<SyncStatus, 'lastContactAt' | 'lastFailure'>;

export interface SyncParts {
  journal: Journal;
  vault: Vault;
  send: Send;
  openSession: OpenSession;
  /** Without it, a replica that differs from the server is loaded anew. */
  sendRepair?: SendRepair;
  /** Without it, this phone's own operations are compared by their digest alone. */
  listJournal?: ListJournal;
  /** Whether nobody is at work on this phone just now: only then does it count itself, by the week. */
  isIdle?: () => boolean;
  /** Without it photos stay on the phone. */
  sendAttachment?: SendAttachment;
  /** Without it only this phone's own photos are seen. */
  readAttachment?: ReadAttachment;
  /** The app's version, for the server's list of devices. */
  app: string;
  /** The door of the shift that runs on this phone. */
  doorId?: () => Id | null;
  /** From the policy: how long received operations stay. */
  acknowledgedDays?: () => number;
  /** Opens the stream of pokes. Without it the poll alone looks for news. */
  listen?: (parts: { deviceToken: string; session: string; onPoke: () => void }) => PokeLine;
  /** This phone was revoked and has handed over all it held: now it must be wiped. Called once. */
  onDrained?: () => void;
  /** Told what no code expected; the cycle goes on. */
  report?: (error: unknown) => void;
  /** Told what differs from the server: never a fault, for it is put right, or kept for the person to see. */
  note?: (finding: string) => void;
  now?: () => number;
  random?: () => number;
  after?: RunLater;
}

/** Makes this phone and the server agree. Operations go up while locked; what comes down needs a reader. */
export interface Sync {
  /** `null` at lock. */
  setReader: (reader: Reader | null) => void;
  wake: (reason: WakeReason) => void;
  /** At the next contact everything is counted again from the disk, and what differs is put right. */
  compare: () => void;
  status: () => SyncStatus;
  /** A photo that this phone does not hold, for its reader; `null` where it cannot be had now. */
  readAttachment: (sha: AttachmentSha) => Promise<Uint8Array<ArrayBuffer> | null>;
  subscribe: (listener: () => void) => () => void;
  stop: () => void;
}

export function createSync(parts: SyncParts): Sync {
  const { journal, now = Date.now, report = () => {} } = parts;
  const listeners = new Set<() => void>();
  const sessions = createSessionCache(parts.openSession);
  const withLock = createTabLock();
  const contact: Contact = { lastContactAt: readLastContact(), lastFailure: null };
  let reader: Reader | null = null;
  const exchangeParts: ExchangeParts = { ...filled(parts), sessions, reader: () => reader };
  const lane = laneOf(parts, exchangeParts);
  const pokes = createPokeLine(parts, () => scheduler.wake('poke'));

  function heard(credentials: Credentials, trouble: SendFailure | null): void {
    noteContact(contact, new Date(now()).toISOString(), trouble);
    if (reader !== null) pokes.open(credentials);
  }

  async function cycle(): Promise<CycleEnd | null> {
    const end = await withLock(() => runBothLanes(exchangeParts, lane, heard)).catch(fault(report));
    if (end !== null) contact.lastFailure = failureAt(end) ?? contact.lastFailure;
    if (end?.outcome === 'drained') parts.onDrained?.();
    return end;
  }

  const scheduler = createScheduler({
    cycle,
    hasReader: () => reader !== null,
    pending: () => journal.counts().pending + journal.counts().photos,
    now,
    random: parts.random ?? Math.random,
    after: parts.after ?? runLater,
    changed: () => listeners.forEach((listener) => listener()),
  });

  return {
    setReader: (next) => {
      if (next?.unlocked !== reader?.unlocked) sessions.forget();
      pokes.close();
      reader = next;
      scheduler.wake('start');
    },
    wake: scheduler.wake,
    compare: () => compareNow(exchangeParts, scheduler.wake),
    readAttachment: (sha) => readFor(parts, exchangeParts, sha),
    status: () => ({
      ...scheduler.state(),
      ...contact,
      lastReceivedAt: journal.lastReceivedAt(),
      offsetMs: journal.offsetMs(),
    }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      pokes.close();
      scheduler.stop();
    },
  };
}

function noteContact(contact: Contact, at: Instant, trouble: SendFailure | null): void {
  contact.lastContactAt = at;
  keepLastContact(at);
  contact.lastFailure = trouble && nameOf(trouble);
}

function compareNow({ memory }: ExchangeParts, wake: Sync['wake']): void {
  memory.check = 'asked';
  wake('send-now');
}

/** One turn of the loop, so that what people do comes in between. */
const pause = () => new Promise<void>((resolve) => void setTimeout(resolve, 0));

function filled(parts: SyncParts): Omit<ExchangeParts, 'sessions' | 'reader'> {
  const {
    journal,
    vault,
    send,
    sendRepair = null,
    listJournal = null,
    isIdle = () => true,
    app,
    doorId = () => null,
    note = () => {},
    now = Date.now,
  } = parts;
  const acknowledgedDays = parts.acknowledgedDays ?? (() => DEFAULT_POLICY.phone.acknowledgedDays);
  const asked = { journal, vault, send, sendRepair, listJournal, app, doorId, acknowledgedDays };
  return { ...asked, isIdle, pause, note, now, memory: newMemory() };
}

async function readFor(
  { readAttachment }: SyncParts,
  { vault, journal, sessions, reader, now }: ExchangeParts,
  sha: AttachmentSha,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const deviceToken = await vault.deviceToken();
  const unlocked = reader()?.unlocked;
  if (readAttachment === undefined || unlocked === undefined || deviceToken === null) return null;
  const opened = await sessions.get(unlocked, deviceToken, now() + (journal.offsetMs() ?? 0));
  return opened.ok ? readAttachment(sha, { deviceToken, session: opened.session }) : null;
}

function laneOf(
  { sendAttachment }: SyncParts,
  { journal, vault, now, memory: { handedOver } }: ExchangeParts,
): LaneParts | null {
  if (sendAttachment === undefined) return null;
  return { journal, vault, sendAttachment, now, handedOver, memory: newLaneMemory() };
}

/** At most one stream of pokes, opened at a contact with a session, and anew for a new one. */
function createPokeLine({ listen }: SyncParts, onPoke: () => void) {
  let line: (PokeLine & { session: string }) | null = null;
  const close = () => {
    line?.close();
    line = null;
  };
  return {
    open: ({ deviceToken, session }: Credentials) => {
      if (listen === undefined || session === null) return;
      if (line?.session === session) return line.tryAgain();
      close();
      line = { session, ...listen({ deviceToken, session, onPoke }) };
    },
    close,
  };
}

/** A fault of this phone ends the cycle as a failure does: the next try is always computed. */
const fault =
  (report: (error: unknown) => void) =>
  (error: unknown): CycleEnd => {
    report(error);
    return { outcome: 'failed', why: 'storage', retryAfterMs: null };
  };

/** `null` where the end says nothing of it. */
function failureAt(end: CycleEnd): SyncStatus['lastFailure'] {
  if (end.outcome === 'drained') return 'device-revoked';
  return end.outcome === 'failed' ? nameOf(end.why) : null;
}

/** What the status line can say of it. */
function nameOf(why: SendFailure | 'storage'): SyncStatus['lastFailure'] {
  if (why === 'timeout') return 'offline';
  if (why === 'too-large' || why === 'log-fork') return 'server-down';
  return why;
}
