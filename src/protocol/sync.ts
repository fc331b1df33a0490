import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import { Fact } from '../domain/operation.ts';
import { PARK_REASONS } from './park-reason.ts';

export const ParkReason = z.enum(PARK_REASONS);
export type ParkReason = z.infer<typeof ParkReason>;

/**
 * `stored` now, `known` from before and byte-equal, or `parked`: kept on the server's disk but not
 * applied. All three are receipts; only they settle an operation.
 */
export const OperationResult = z.object({
  id: Id,
  seq: z.int(),
  outcome: z.enum(['stored', 'known', 'parked']),
  /** A `ParkReason`, or one that only a newer server knows. */
  why: z.nullable(z.string()),
  /** Dotted path of the field at fault, where one is. */
  field: z.nullable(z.string()),
  correctedAt: Instant,
  receivedAt: Instant,
});
export type OperationResult = z.infer<typeof OperationResult>;
/** As the server of this build gives it. */
export type GivenResult = Omit<OperationResult, 'why'> & { why: ParkReason | null };

/**
 * Four uint32 lanes, added modulo 2^32 over `sha256(id "|" version "|" sha)` of each live entry: its
 * first 16 bytes, big-endian. A fact's version is 1; a document without a body is not live.
 */
export const DigestLanes = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type DigestLanes = z.infer<typeof DigestLanes>;

export const ScopeHead = z.object({
  seq: z.int(),
  count: z.int(),
  digest: DigestLanes,
  /**
   * Count and digest are over the documents and the facts of this day and later; what is older is to
   * be dropped. A fact's day is the UTC date of its `correctedAt`. `null` or absent: over everything.
   */
  from: z.optional(z.nullable(Day)),
});
export type ScopeHead = z.infer<typeof ScopeHead>;

/** One number of a scope's feed: a fact as it came, or a document as it now is. */
export const FeedEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), seq: z.int(), sha: z.string(), fact: Fact }),
  z.object({
    kind: z.literal('document'),
    seq: z.int(),
    sha: z.string(),
    /** A `DocumentKind`, or one that only a newer server knows: kept, counted and not shown. */
    documentKind: z.string(),
    id: Id,
    version: z.int(),
    /** `null` where the document has left this scope. */
    body: z.unknown(),
  }),
]);
export type FeedEntry = z.infer<typeof FeedEntry>;

/**
 * A server may write a page's entries in lines of so many: `"entries":[`, a line of entries, a comma and the next line, `]`.
 * JSON of any other form says the same.
 */
export const LINE_ENTRIES = 250;

/**
 * Consecutive entries of one scope, `after` < seq ≤ `through`. Numbers that a newer version of the
 * same document has superseded are left out, so `entries` may be shorter than the range.
 */
export const ScopePage = z.object({
  scope: z.string(),
  after: z.int(),
  through: z.int(),
  entries: z.array(FeedEntry),
});
export type ScopePage = z.infer<typeof ScopePage>;

export const SyncRequest = z.strictObject({
  v: z.literal(1),
  /** Random; the reply must echo it, or it is no reply to this request. */
  nonce: z.string().check(z.minLength(16), z.maxLength(64)),
  app: z.string().check(z.maxLength(64)),
  schema: z.int(),
  clock: z.strictObject({
    now: Instant,
    zone: z.string().check(z.maxLength(64)),
    boot: z.string().check(z.maxLength(64)),
    monoMs: z.number(),
  }),
  push: z.nullable(
    z.strictObject({
      /** Random, new for each created journal: guards against numbers that restart. */
      log: Id,
      /** Operations are judged one by one; a wrong one is parked and blocks none behind it. */
      operations: z.array(z.unknown()).check(z.maxLength(500)),
      /** Highest number up to which every receipt is held. */
      acked: z.int(),
      /**
       * The sum over the SHA-256 of every operation up to `acked`, as this phone has it; `null` if it
       * cannot tell. A phone that sends it understands the digest in the reply.
       */
      digest: z.optional(z.nullable(DigestLanes)),
    }),
  ),
  pull: z.nullable(
    z.strictObject({
      account: Id,
      /** Some 70 characters for each followed scope: a duty lead of a campus follows thousands. */
      cursor: z.nullable(z.string().check(z.maxLength(1_000_000))),
      max: z.int().check(z.positive(), z.maximum(5000)),
      /** This phone drops what is older than a head's `from`. */
      isCut: z.optional(z.boolean()),
    }),
  ),
  health: z.strictObject({
    pending: z.int(),
    oldestPendingAt: z.nullable(Instant),
    parked: z.int(),
    persisted: z.boolean(),
    freeBytes: z.nullable(z.number()),
  }),
  /** The door whose shift runs on this phone, so that others know when it was last heard. */
  doorId: z.nullable(Id),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

const PullReply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('changes'),
    cursor: z.string(),
    more: z.boolean(),
    pages: z.array(ScopePage),
    /** Scopes that the account no longer follows: purge them from the replica, never from the journal. */
    drop: z.array(z.string()),
    heads: z.record(z.string(), ScopeHead),
  }),
  /** The cursor is of another feed: empty the replica and pull from the start. */
  z.object({ outcome: z.literal('resync') }),
  z.object({
    outcome: z.literal('refused'),
    why: z.enum(['session-expired', 'account-unknown', 'app-too-old']),
  }),
]);

/** News that this build cannot read must not hide the receipts beside them. */
const UNREADABLE_PULL = { outcome: 'refused', why: 'app-too-old' } as const;

/**
 * A phone's app may be older than its server. So what a reply says is read with keys left out that this build
 * does not know, and grows by optional keys, document kinds and park reasons only; what an older app could not
 * read at all needs a higher `SCHEMA_VERSION`. Requests are read strictly.
 */
export const SyncReply = z.object({
  v: z.literal(1),
  nonce: z.string(),
  /** The server's own id; a phone takes receipts from the server it enrolled with only. */
  server: Id,
  feedEpoch: Id,
  now: Instant,
  push: z.nullable(
    z.object({
      results: z.array(OperationResult),
      /**
       * What came of this phone's operations that were parked before and have been judged again: told until
       * the phone says that it holds nothing parked. Given to phones that know it (`REJUDGED_SCHEMA`).
       */
      rejudged: z.optional(z.array(OperationResult)),
      /** Every number up to here is on the server's disk. */
      contiguous: z.int(),
      missing: z.array(z.tuple([z.int(), z.int()])),
      /** The sum over the SHA-256 of every operation up to `contiguous`. Only for who has sent one. */
      digest: z.optional(DigestLanes),
      /** A verified backup off the machine covers everything received up to here. */
      durableThrough: z.nullable(Instant),
    }),
  ),
  pull: z.catch(z.nullable(PullReply), UNREADABLE_PULL),
  /** Given to phones that know it (`ASK_SCHEMA`). */
  ask: z.optional(
    z.object({
      /** What this phone's operations name and the server does not have. */
      attachments: z.array(AttachmentSha),
    }),
  ),
  client: z.object({ oldestSchema: z.int(), latestApp: z.string() }),
});
export type SyncReply = z.infer<typeof SyncReply>;
