import type * as z from 'zod/mini';
import { FACT_BODIES } from '../../../domain/fact-body.ts';
import { FACT_VERSIONS, isFactType } from '../../../domain/fact.ts';
import { Day, Instant } from '../../../domain/id.ts';
import type { Operation } from '../../../domain/operation.ts';

/** What its author is asked for in the place of a field that was refused; `nothing`: it can only be left out. */
export type Asked = 'text' | 'number' | 'day' | 'person' | 'nothing';

export interface FaultyField {
  /** Below the body. */
  path: readonly string[];
  asked: Asked;
  /** Its kind of record also stands without it. */
  mayBeLeftOut: boolean;
  value: unknown;
}

type Recorded = Pick<Operation, 'type' | 'tv' | 'body'>;

/**
 * What a form can ask for so that a record of any kind is put right, by the kind's own schema. `null` where there is
 * nothing to ask: no field is named, or the record is about what the field refers to, or its words are chosen, not typed.
 */
export function faultyField(
  { type, tv, body }: Recorded,
  field: string | null,
): FaultyField | null {
  if (!isFactType(type) || FACT_VERSIONS[type] !== tv || !field?.startsWith('body.')) return null;
  const path = field.split('.').slice(1);
  let found: Found = { schema: FACT_BODIES[type], mayBeLeftOut: false, value: body };
  for (const key of path) {
    const inner = innerOf(found, key);
    if (inner === null) return null;
    found = inner;
  }
  const asked = askedOf(found.schema, path.at(-1) ?? '');
  if (asked === 'nothing' && !found.mayBeLeftOut) return null;
  return { path, asked, mayBeLeftOut: found.mayBeLeftOut, value: found.value };
}

interface Found {
  schema: z.core.$ZodType;
  mayBeLeftOut: boolean;
  value: unknown;
}

type Def = z.core.$ZodTypes['_zod']['def'];
const defOf = (schema: z.core.$ZodType): Def => (schema as unknown as { def: Def }).def;

function innerOf({ schema, value }: Found, key: string): Found | null {
  const def = defOf(schema);
  if (def.type === 'union') {
    const options = def.options.map((option) =>
      innerOf({ schema: option, mayBeLeftOut: false, value }, key),
    );
    return (
      options.find((option, index) => option !== null && isAlike(def.options[index], value)) ?? null
    );
  }
  if (def.type !== 'object') return null;
  const inner = (def.shape as Record<string, z.core.$ZodType>)[key];
  if (inner === undefined) return null;
  const own = (value as Record<string, unknown> | null)?.[key];
  return unwrapped({ schema: inner, mayBeLeftOut: false, value: own });
}

/** Of several shapes, the one that says by its literals that it is meant. */
function isAlike(schema: z.core.$ZodType | undefined, value: unknown): boolean {
  if (schema === undefined) return false;
  const def = defOf(schema);
  if (def.type !== 'object') return false;
  return Object.entries(def.shape as Record<string, z.core.$ZodType>).every(([key, one]) => {
    const inner = defOf(one);
    const own = (value as Record<string, unknown> | null)?.[key];
    return inner.type !== 'literal' || inner.values.some((literal) => literal === own);
  });
}

function unwrapped(found: Found): Found {
  const def = defOf(found.schema);
  if (def.type !== 'nullable' && def.type !== 'optional') return found;
  return unwrapped({ ...found, schema: def.innerType, mayBeLeftOut: true });
}

function askedOf(schema: z.core.$ZodType, key: string): Asked {
  const def = defOf(schema);
  if (schema === Day) return 'day';
  if (schema === Instant) return 'nothing';
  if (def.type === 'number') return 'number';
  if (def.type !== 'string') return 'nothing';
  if (!('format' in def)) return 'text';
  return key === 'personId' ? 'person' : 'nothing';
}

/** The body with something else there; `null` as value leaves it out. `null` where that is no such record either. */
export function bodyWith(
  { type, body }: Recorded,
  path: readonly string[],
  value: unknown,
): unknown {
  if (!isFactType(type)) return null;
  const tries =
    value === null
      ? [changeAt(body, path, null), changeAt(body, path, undefined)]
      : [path[0] === 'reading' ? withTemp(body, value) : changeAt(body, path, value)];
  return tries.find((one) => FACT_BODIES[type].safeParse(one).success) ?? null;
}

/** What was typed now is what the reading says, in °C. */
function withTemp(body: unknown, tempC: unknown): unknown {
  const { reading } = body as { reading: object };
  return { ...(body as object), reading: { ...reading, tempC, rawValue: tempC, rawUnit: 'C' } };
}

function changeAt(within: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const { [key]: own, ...others } = within as Record<string, unknown>;
  const changed = changeAt(own, rest, value);
  return changed === undefined ? others : { ...others, [key]: changed };
}
