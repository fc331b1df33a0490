import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';

/** `POST /api/v1/repair/journal`: a phone asks which of its own operations are here, by the journal's numbers. */
export const JournalListRequest = z.strictObject({
  log: Id,
  /** Only later numbers. */
  after: z.int().check(z.nonnegative()),
});
export type JournalListRequest = z.infer<typeof JournalListRequest>;

/** As it was sent: its id and the SHA-256 of what was stored. */
export const ListedOperation = z.object({
  id: Id,
  seq: z.int(),
  sha: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  receivedAt: Instant,
});
export type ListedOperation = z.infer<typeof ListedOperation>;

export const JournalListReply = z.object({
  operations: z.array(ListedOperation),
  /** Later numbers follow the last one here. */
  more: z.boolean(),
});
export type JournalListReply = z.infer<typeof JournalListReply>;
