import * as z from 'zod/mini';
import type { Spoken } from '../../strings.ts';
import { t } from './office-strings.ts';

/** `details` of a `conflict` that has a cause of its own. */
const Cause = z.object({
  why: z.enum([
    'not-unknown',
    'voided',
    'unchanged',
    'own-account',
    'account-inactive',
    'unit-kept',
    'phone-taken',
    'numbers-changed',
  ]),
  unit: z.optional(z.string()),
});

/** Why it cannot be done, and what can; `null` where somebody else was simply faster. */
export function conflictSentence(details: unknown): Spoken | null {
  const cause = Cause.safeParse(details);
  if (!cause.success) return null;
  const { why, unit = '' } = cause.data;
  return t.both(`problem.why.${why}`, { unit });
}
