import type * as z from 'zod/mini';
import { DoorCheck, Shift, ShiftEnd, Visitor, Void } from './door-check.ts';
import { FACT_VERSIONS, isFactType } from './fact.ts';
import type { Fact } from './operation.ts';

/** The shape of each kind of fact, in the version that `FACT_VERSIONS` names. */
export const FACT_BODIES = {
  'door-check': DoorCheck,
  visitor: Visitor,
  void: Void,
  shift: Shift,
  'shift-end': ShiftEnd,
} as const satisfies Record<string, z.ZodMiniType>;

/**
 * Whether the body is what its type and version say. Asked once, where a fact comes in from outside; a
 * kind or a version that this build does not know is left to a later one, and is no fault.
 */
export function fitsItsType({ type, tv, body }: Pick<Fact, 'type' | 'tv' | 'body'>): boolean {
  if (!isFactType(type) || FACT_VERSIONS[type] !== tv) return true;
  return FACT_BODIES[type].safeParse(body).success;
}
