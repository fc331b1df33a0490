import type * as z from 'zod/mini';
import { DoorCheck, Shift, ShiftEnd, Visitor, Void } from './door-check.ts';
import type { Fact } from './operation.ts';

/** Every kind of fact this build understands, with the version of its body. A new duty adds one row. */
export const FACT_TYPES = {
  'door-check': { tv: 1, body: DoorCheck },
  visitor: { tv: 1, body: Visitor },
  void: { tv: 1, body: Void },
  shift: { tv: 1, body: Shift },
  'shift-end': { tv: 1, body: ShiftEnd },
} as const satisfies Record<string, { tv: number; body: z.ZodMiniType }>;

export type FactType = keyof typeof FACT_TYPES;
export type FactBody<T extends FactType> = z.infer<(typeof FACT_TYPES)[T]['body']>;

export function isFactType(type: string): type is FactType {
  return Object.hasOwn(FACT_TYPES, type);
}

/** A fact's type with its body, as `readFact` found it. */
export type ReadBody = { [T in FactType]: { type: T; body: FactBody<T> } }[FactType];

/** `null` for a type, a version or a shape that this build does not know: the fact then counts in no fold. */
export function readFact(fact: Fact): ReadBody | null {
  const { type, tv } = fact;
  if (!isFactType(type) || FACT_TYPES[type].tv !== tv) return null;
  const parsed = FACT_TYPES[type].body.safeParse(fact.body);
  return parsed.success ? ({ type, body: parsed.data } as ReadBody) : null;
}
