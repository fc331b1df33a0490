import * as z from 'zod/mini';
import { Day, Id, Instant } from './id.ts';

/** Every room of some buildings is visited once, from one day to another, both included. */
export const Campaign = z
  .strictObject({
    id: Id,
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
    /** What is to be done in each room; `null` = the name says it. */
    purpose: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(500))),
    from: Day,
    to: Day,
    buildingIds: z.array(Id).check(z.minLength(1), z.maxLength(200)),
    /** When the office ended it before its time. */
    closedAt: z.nullable(Instant),
  })
  .check(z.refine(({ from, to }) => from <= to, { path: ['to'] }));
export type Campaign = z.infer<typeof Campaign>;
