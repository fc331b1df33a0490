import * as z from 'zod/mini';
import { Day, Id } from '../domain/id.ts';
import { addLanes, lanesText, NO_LANES } from './lanes.ts';
import { FeedEntry, type DigestLanes } from './sync.ts';

const BUCKETS = 256;

/** By the last byte of its id: facts' ids begin with the time, and would all lie in one. */
export const bucketOf = (id: Id): number => Number.parseInt(id.slice(-2), 16);

/** The sum of the lanes of what lies in each bucket, in hex; empty ones are `''`. */
export function bucketTexts(entries: Iterable<{ id: Id; lanes: DigestLanes }>): string[] {
  const sums = new Map<number, DigestLanes>();
  for (const { id, lanes } of entries) {
    const bucket = bucketOf(id);
    sums.set(bucket, addLanes(sums.get(bucket) ?? NO_LANES, lanes, 1));
  }
  return Array.from({ length: BUCKETS }, (_, bucket) => {
    const sum = sums.get(bucket);
    return sum === undefined ? '' : lanesText(sum);
  });
}

/**
 * `POST /api/v1/repair`: a phone whose digest of a scope is not the server's says what it holds, bucket by
 * bucket, up to `through` and from the day `from` on.
 */
export const RepairRequest = z.strictObject({
  scope: z.string().check(z.maxLength(200)),
  through: z.int().check(z.nonnegative()),
  from: z.nullable(Day),
  buckets: z.array(z.string().check(z.maxLength(32))).check(z.length(BUCKETS)),
});
export type RepairRequest = z.infer<typeof RepairRequest>;

/** `moved`: the server's feed has gone on meanwhile; pull first. */
export const RepairReply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('buckets'),
    /** Those that differ, and all that lies in them. */
    buckets: z.array(z.int()),
    entries: z.array(FeedEntry),
  }),
  z.object({ outcome: z.literal('moved') }),
]);
export type RepairReply = z.infer<typeof RepairReply>;
