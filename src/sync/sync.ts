import type { Id, Instant } from '../domain/id.ts';
import type { Journal } from '../store/journal.ts';
import type { Replica } from '../store/replica.ts';
import type { Unlocked, Vault } from '../store/vault.ts';
import type { OpenSession, Send } from './network.ts';

/** Whose replica is filled while it is unlocked and the page is visible. */
export interface Reader {
  unlocked: Unlocked;
  replica: Replica;
}

export type WakeReason = 'start' | 'write' | 'visible' | 'online' | 'poke' | 'timer' | 'send-now';

export interface SyncStatus {
  isRunning: boolean;
  /** The server's time of the last recognised receipt. */
  lastReceivedAt: Instant | null;
  /** The phone's time of the last recognised reply. */
  lastContactAt: Instant | null;
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

export interface SyncParts {
  journal: Journal;
  vault: Vault;
  send: Send;
  openSession: OpenSession;
  /** The app's version, for the server's list of devices. */
  app: string;
  /** The door of the shift that runs on this phone. */
  doorId?: () => Id | null;
  /** From the policy: how long received operations stay. */
  acknowledgedDays?: () => number;
  /** Opens the stream of pokes; returns how to close it. Without it the poll alone looks for news. */
  listen?: (parts: { deviceToken: string; session: string; onPoke: () => void }) => () => void;
  /** Called with what no code expected; the cycle goes on. */
  report?: (error: unknown) => void;
  now?: () => number;
  random?: () => number;
  /** Runs something later; returns how to cancel it. */
  after?: (ms: number, run: () => void) => () => void;
}

/** Makes this phone and the server agree. Operations go up while locked; what comes down needs a reader. */
export interface Sync {
  /** `null` at lock. */
  setReader(reader: Reader | null): void;
  wake(reason: WakeReason): void;
  status(): SyncStatus;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

export declare function createSync(parts: SyncParts): Sync;
