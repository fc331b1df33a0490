import * as fc from 'fast-check';
import * as z from 'zod/mini';

type Json = Record<string, unknown>;

/** Bodies that fit a schema; ids are mostly of what is there, so that a call gets past its first look. */
export function fitting(schema: z.core.$ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return valueOf(root, { root, ids, depth: 0 });
}

interface Within {
  root: Json;
  ids: readonly string[];
  depth: number;
}

function valueOf(schema: Json, within: Within): fc.Arbitrary<unknown> {
  const inner = { ...within, depth: within.depth + 1 };
  if (within.depth > 12) return fc.constant(null);
  if (typeof schema['$ref'] === 'string') return valueOf(referred(schema['$ref'], within), inner);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valueOf(choice, inner)));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, inner);
    case 'array':
      return listOf(schema, inner);
    case 'string':
      return textOf(schema, within);
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number':
      return fc.double({ ...boundsOf(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function referred(reference: string, { root }: Within): Json {
  if (reference === '#') return root;
  const found = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Json)[key], root);
  return found as Json;
}

function objectOf(schema: Json, within: Within): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = (schema['required'] ?? []) as string[];
  const fields = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, valueOf(value, within)]),
  );
  return fc.record(fields, { requiredKeys: required.filter((key) => key in fields) });
}

function listOf(schema: Json, within: Within): fc.Arbitrary<unknown> {
  if (Array.isArray(schema['prefixItems']))
    return fc.tuple(...(schema['prefixItems'] as Json[]).map((item) => valueOf(item, within)));
  const { minItems = 0, maxItems = 4 } = schema as { minItems?: number; maxItems?: number };
  return fc.array(valueOf((schema['items'] ?? {}) as Json, within), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 4)),
  });
}

function textOf(schema: Json, { ids }: Within): fc.Arbitrary<string> {
  const { format, pattern, minLength, maxLength } = schema as {
    format?: string;
    pattern?: string;
    minLength?: number;
    maxLength?: number;
  };
  if (format === 'uuid')
    return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  if (format === 'date-time') return instants();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const shortest = minLength ?? 0;
  const longest = Math.max(shortest, Math.min(maxLength ?? 20, 20));
  return fc.string({ unit: 'grapheme', minLength: shortest, maxLength: longest });
}

const instants = (): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date('2019-01-01'), max: new Date('2022-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());

function boundsOf(schema: Json): { min: number; max: number } {
  const { minimum = -1e9, maximum = 1e9 } = schema as { minimum?: number; maximum?: number };
  return { min: Math.ceil(minimum), max: Math.floor(Math.min(maximum, 1e12)) };
}
