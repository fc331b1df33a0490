import type { AttachmentSha } from '../domain/attachment.ts';
import type { Instant } from '../domain/id.ts';
import type { AttachmentState } from '../protocol/attachment.ts';
import type { RevokedDetails } from '../protocol/problem.ts';
import type { JournalListReply, JournalListRequest } from '../protocol/journal-list.ts';
import type { RepairReply, RepairRequest } from '../protocol/repair.ts';
import type { SyncReply, SyncRequest } from '../protocol/sync.ts';
import type { PullChanges } from '../store/replica-intake.ts';
import type { Unlocked } from '../store/vault.ts';

export interface Credentials {
  deviceToken: string;
  session: string | null;
}

/**
 * Why a request counts as not sent. `offline`: no answer; `timeout`; `not-our-server`: an answer, but
 * not from our server (a captive portal); the others are the server's words.
 */
export type SendFailure =
  | 'offline'
  | 'timeout'
  | 'not-our-server'
  | 'server-down'
  | 'signed-out'
  | 'device-revoked'
  | 'app-too-old'
  | 'too-many'
  | 'too-large'
  | 'log-fork';

/** Pages may bring the bytes of their entries with them. */
export type ReceivedReply = Omit<SyncReply, 'pull'> & {
  pull: Exclude<SyncReply['pull'], { outcome: 'changes' }> | PullChanges;
};

export type SendResult =
  | { ok: true; reply: ReceivedReply }
  | {
      ok: false;
      why: SendFailure;
      retryAfterMs: number | null;
      /** What came with `device-revoked`, as it came: nobody has looked yet whose word it is. */
      revoked?: RevokedDetails;
    };

/** One request to the sync route. Never throws: every failure is a value. */
export type Send = (request: SyncRequest, credentials: Credentials) => Promise<SendResult>;

/** Bytes of an attachment from `offset` on; none, to ask how far it is. */
export interface AttachmentPart {
  sha: AttachmentSha;
  offset: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `not-named`: the server knows no operation of this phone that names it. */
export type AttachmentResult =
  | { ok: true; state: AttachmentState }
  | { ok: false; why: SendFailure | 'not-named'; retryAfterMs: number | null };

/** One request of the attachments' lane. Never throws; ends early, as offline, when `stop` fires. */
export type SendAttachment = (
  part: AttachmentPart,
  by: { deviceToken: string; stop: AbortSignal },
) => Promise<AttachmentResult>;

/** A photo of a fact that this account may read; `null` where it cannot be had now. Never throws. */
export type ReadAttachment = (
  sha: AttachmentSha,
  by: { deviceToken: string; session: string },
) => Promise<Uint8Array<ArrayBuffer> | null>;

export type SessionResult =
  | { ok: true; session: string; expiresAt: Instant }
  | { ok: false; why: SendFailure };

/** Turns an unlocked account's secret into a session. Never throws. */
export type OpenSession = (unlocked: Unlocked, deviceToken: string) => Promise<SessionResult>;

/** What the server holds in the buckets that differ; `null` where it cannot be had now. Never throws. */
export type SendRepair = (
  request: RepairRequest,
  credentials: Credentials,
) => Promise<RepairReply | null>;

/** A page of what the server holds of this phone's journal; `null` where it cannot be had now. Never throws. */
export type ListJournal = (
  request: JournalListRequest,
  credentials: Credentials,
) => Promise<JournalListReply | null>;
