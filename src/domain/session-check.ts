import * as z from 'zod/mini';
import { Id } from './id.ts';
import { Reading } from './reading.ts';
import { Session } from './report-session.ts';
import { Symptoms } from './self-report.ts';

/** Whoever answers for a class or a unit saw this of a member (晨午检). */
export const SessionCheck = z
  .strictObject({
    personId: Id,
    session: Session,
    place: z.strictObject({ kind: z.enum(['class', 'unit']), id: Id }),
    state: z.enum(['present', 'absent']),
    reading: z.nullable(Reading),
    symptoms: Symptoms,
    /** Of somebody absent: through illness; `null` = nobody knows yet. */
    isIllness: z.nullable(z.boolean()),
  })
  .check(
    z.refine(({ state, isIllness }) => state === 'absent' || isIllness === null, {
      path: ['isIllness'],
    }),
  );
export type SessionCheck = z.infer<typeof SessionCheck>;

/** Of a class, a unit, or a college, which is known by its name. */
export const ReturnPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('class'), id: Id }),
  z.strictObject({ kind: z.literal('unit'), id: Id }),
  z.strictObject({
    kind: z.literal('college'),
    id: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  }),
]);
export type ReturnPlace = z.infer<typeof ReturnPlace>;

const count = z.int().check(z.nonnegative(), z.maximum(1_000_000));

/**
 * A session is handed in upward, zero report (零报告) included: nobody's silence is one. Who sent it and when
 * is the operation's word.
 */
export const SessionReturn = z
  .strictObject({
    place: ReturnPlace,
    session: Session,
    expected: count,
    present: count,
    absent: count,
    abnormal: count,
    missing: count,
    isZero: z.boolean(),
  })
  .check(z.refine(({ isZero, abnormal }) => !isZero || abnormal === 0, { path: ['isZero'] }));
export type SessionReturn = z.infer<typeof SessionReturn>;
