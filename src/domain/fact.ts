import type * as z from 'zod/mini';
import type { FACT_BODIES } from './fact-body.ts';
import type { Fact } from './operation.ts';

export type FactType = keyof typeof FACT_BODIES;
export type FactBody<T extends FactType> = z.infer<(typeof FACT_BODIES)[T]>;

/** Every kind of fact this build understands, with the version of its body. A new duty adds one row here and one to `FACT_BODIES`. */
export const FACT_VERSIONS = {
  'door-check': 1,
  visitor: 1,
  void: 1,
  shift: 1,
  'shift-end': 1,
  round: 1,
  'round-end': 1,
  presence: 1,
  'second-check': 1,
  inspection: 1,
  finding: 1,
  rectification: 1,
  'visit-note': 1,
  seal: 1,
  'seal-check': 1,
  acknowledgement: 1,
  disinfection: 1,
  'disinfection-end': 1,
  acceptance: 1,
  'refuse-clearing': 1,
  leave: 1,
  'leave-decision': 1,
  'leave-stamp': 1,
  'leave-close': 1,
  'case-state': 1,
  'self-report': 1,
  'second-report': 1,
  consent: 1,
  'correction-request': 1,
  'correction-answer': 1,
  'session-check': 1,
  'session-return': 1,
  absence: 1,
  'absence-follow-up': 1,
  'contact-log': 1,
  reminder: 1,
  'cluster-acknowledgement': 1,
} as const satisfies Record<FactType, number>;

export function isFactType(type: string): type is FactType {
  return Object.hasOwn(FACT_VERSIONS, type);
}

/** A fact's type with its body, as `readFact` found it. */
export type ReadBody = { [T in FactType]: { type: T; body: FactBody<T> } }[FactType];

/**
 * `null` for a type or a version that this build does not know: the fact then counts in no fold. The
 * shape of the body was checked where the fact came in (`fitsItsType`), not again at each fold.
 */
export function readFact({ type, tv, body }: Fact): ReadBody | null {
  if (!isFactType(type) || FACT_VERSIONS[type] !== tv) return null;
  return { type, body } as ReadBody;
}
