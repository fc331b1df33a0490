import type { Generated, Kysely, Transaction } from 'kysely';
import type { DocumentKind } from '../../domain/document.ts';

/**
 * Every table, as rows come out: snake_case in SQL becomes camelCase here (`CamelCasePlugin`).
 * Both databases know text, integer, bigint and bytes only: times are ISO texts, booleans 0 or 1, JSON is text.
 */
export interface Tables {
  meta: { key: string; value: string };

  /** What the office keeps current. Written by `putDocuments` only. */
  document: DocumentRow;
  /** Versions that a later one has replaced: together with `document` the whole history. */
  documentVersion: DocumentRow;

  /** Where things lie now. A document stands once in a scope, at its newest number. Written by `stampFeed` only. */
  feed: {
    scope: string;
    seq: number;
    kind: DocumentKind | 'fact';
    refId: string;
    /** A fact's is 1. */
    version: number;
    sha: string;
    /** 1: the document has left the scope at this number. */
    isGone: number;
    /** Of a fact: the UTC date of `correctedAt`. */
    day: string | null;
  };
  /** The counter and digest of each scope's feed. Its row is the lock of the feed. */
  scopeHead: {
    scope: string;
    head: number;
    /** Of entries that are not gone. */
    count: number;
    d0: number;
    d1: number;
    d2: number;
    d3: number;
    /** Facts of earlier days are no longer read from this feed; `null` while all are. */
    cutDay: Generated<string | null>;
    /** What of count and digest belongs to those facts. */
    cutCount: Generated<number>;
    cutD0: Generated<number>;
    cutD1: Generated<number>;
    cutD2: Generated<number>;
    cutD3: Generated<number>;
  };

  /** Every operation ever received, stored before it was judged. */
  opLog: {
    id: string;
    /** The id under which it came: differs from `id` where that was taken by another operation. */
    sentId: string;
    logId: string;
    seq: number;
    deviceId: string;
    accountId: string | null;
    type: string;
    /** Of an amendment, a void or a shift's end: the first fact of the chain that it is about. */
    rootId: string | null;
    sha: string;
    envelope: string;
    /** `purged`: retention has erased the envelope. It counts in no fold, and a resend is still known. */
    outcome: 'stored' | 'parked' | 'purged';
    why: string | null;
    field: string | null;
    /** Of a parked one: the id whose coming has it judged again. */
    waitsFor: string | null;
    /** With `waitsFor`: the phone's last empty queue before it came, which the judgement needs. */
    emptiedAt: string | null;
    /** The void by which its author has withdrawn or replaced what was parked: it is never judged again. */
    answeredBy: string | null;
    /** When it was judged again, whatever came of it. */
    rejudgedAt: string | null;
    at: string;
    correctedAt: string;
    receivedAt: string;
    /** When retention has erased `envelope`; id, number and sha stay. */
    purgedAt: string | null;
  };
  /** Which operation has which number of which journal: one operation may come again in another journal. */
  logEntry: { logId: string; seq: number; opId: string };
  /** Every number up to `contiguous` is here; the lanes are the sum over the shas of these operations. */
  deviceLog: {
    logId: string;
    deviceId: string;
    contiguous: number;
    d0: Generated<number>;
    d1: Generated<number>;
    d2: Generated<number>;
    d3: Generated<number>;
  };

  /** Which operation names which attachment. */
  attachmentRef: { opId: string; sha: string; deviceId: string; size: number };
  /** Which phone has brought every byte of what. */
  attachmentHolder: { deviceId: string; sha: string; broughtAt: string };
  /** What a phone named and has not brought yet. */
  attachmentWanted: { deviceId: string; sha: string };
  /** What a phone is bringing, gapless from byte 0. */
  attachmentChunk: {
    deviceId: string;
    sha: string;
    fromByte: number;
    toByte: number;
    bytes: Uint8Array;
  };
  /** Whole, and of the right hash. */
  attachment: { sha: string; presentAt: string; bytes: Uint8Array };

  /** Look-up of `account` documents (kept by `putDocuments`) and the password, which no document holds. */
  account: {
    id: string;
    personId: string;
    name: string;
    login: string | null;
    passwordHash: string | null;
    isActive: number;
  };
  device: {
    id: string;
    name: string;
    platform: string;
    tokenHash: string;
    enrolledAt: string;
    revokedAt: string | null;
    /** When a revoked phone has handed over its last push. */
    drainedAt: string | null;
    /** When a revoked phone said that it has deleted all it held. */
    wipedAt: string | null;
    lastContactAt: string | null;
    /** The last contact after which nothing waited on the phone. */
    emptiedAt: string | null;
    app: string | null;
    pending: number;
    oldestPendingAt: string | null;
    parked: number;
    clockOffsetMs: number | null;
    freeBytes: number | null;
    persisted: number;
    /** The last contact at which phone and server found their digests of the phone's journal equal. */
    agreedAt: string | null;
    /** The first contact since then at which they were not. */
    differsSince: string | null;
  };
  deviceAccount: {
    deviceId: string;
    accountId: string;
    /** 256 bits, base64url. */
    secret: string;
    /** Since when this secret holds. */
    boundAt: string;
    unboundAt: string | null;
  };
  /**
   * Secrets of earlier enrolments: what they signed before `replacedAt`, the first use of the secret after, and is still
   * unsent counts. They open no session.
   */
  replacedSecret: { deviceId: string; accountId: string; secret: string; replacedAt: string };
  enrolmentCode: {
    hash: string;
    accountId: string;
    createdBy: string;
    createdAt: string;
    expiresAt: string;
    usedAt: string | null;
    /** SHA-256 of the redemption's body: the same body may be sent again. */
    redeemHash: string | null;
    deviceId: string | null;
    /** Of the number it is bound to; `null` for one that enrols by itself. */
    numberHash: Generated<string | null>;
  };
  /** Wrong tries since the number got its last card. Kept for numbers of nobody too: the answers are the same. */
  numberTry: { numberHash: string; wrong: number; triedAt: string };
  session: {
    tokenHash: string;
    kind: 'device' | 'office';
    accountId: string;
    deviceId: string | null;
    nonceHash: string | null;
    createdAt: string;
    expiresAt: string;
  };

  /** Student number → person; an old number keeps its row. */
  personNumber: { number: string; personId: string };
  personPhone: { phone: string; personId: string };
  /** Look-ups of documents, kept by `putDocuments`. */
  stay: {
    id: string;
    personId: string;
    buildingId: string;
    unitId: string | null;
    fromAt: string;
    toAt: string | null;
  };
  classMember: { personId: string; classId: string; fromAt: string; toAt: string | null };
  assignment: {
    id: string;
    accountId: string;
    role: string;
    /** JSON of `Post`. */
    post: string;
    fromAt: string;
    toAt: string | null;
  };

  /** Work of the night. Whoever holds the lease does it; a process that dies lets it run out. */
  job: {
    name: string;
    leasedBy: string | null;
    leaseUntil: string | null;
    finishedAt: string | null;
    /** JSON of counts. */
    result: string | null;
  };

  /** Tries of the last quarter of an hour. Only on PostgreSQL; kept by rate-limiter-flexible. */
  rateLimit: { key: string; points: number; expire: number | null };
  /** Uploaded files between preview and import, for an hour. Only on PostgreSQL. */
  preview: {
    id: string;
    accountId: string;
    revision: number;
    fileName: string;
    bytes: Uint8Array;
    /** Of the plan that was shown. */
    planSha: string | null;
    expiresAt: string;
  };

  /** Who did what. `details` is JSON and holds no health value. */
  audit: {
    id: string;
    at: string;
    accountId: string | null;
    what: string;
    subject: string | null;
    details: string;
  };
}

interface DocumentRow {
  kind: DocumentKind;
  id: string;
  version: number;
  /** Canonical JSON. */
  body: string;
  sha: string;
  updatedAt: string;
  /** The account; `null` for the server itself. */
  updatedBy: string | null;
}

export type Tx = Transaction<Tables>;
/** For what may run inside a transaction or outside. */
export type Reader = Kysely<Tables>;
