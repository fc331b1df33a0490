import * as z from 'zod/mini';
import * as attachment from '../../domain/attachment.ts';
import * as document from '../../domain/document.ts';
import * as doorCheck from '../../domain/door-check.ts';
import * as hygieneForm from '../../domain/hygiene-form.ts';
import * as id from '../../domain/id.ts';
import * as operation from '../../domain/operation.ts';
import * as person from '../../domain/person.ts';
import * as place from '../../domain/place.ts';
import * as role from '../../domain/role.ts';
import * as temperature from '../../domain/temperature.ts';
import * as attachmentState from '../../protocol/attachment.ts';
import * as enrolment from '../../protocol/enrolment.ts';
import * as doorLog from '../../protocol/office-door-log.ts';
import * as hygiene from '../../protocol/office-hygiene.ts';
import * as people from '../../protocol/office-people.ts';
import * as places from '../../protocol/office-places.ts';
import * as proof from '../../protocol/office-proof.ts';
import * as rounds from '../../protocol/office-rounds.ts';
import * as policy from '../../protocol/office-policy.ts';
import * as roster from '../../protocol/office-roster.ts';
import * as session from '../../protocol/office-session.ts';
import * as staff from '../../protocol/office-staff.ts';
import * as problem from '../../protocol/problem.ts';
import * as journalList from '../../protocol/journal-list.ts';
import * as repair from '../../protocol/repair.ts';
import * as sync from '../../protocol/sync.ts';

const MODULES = [
  [attachment, document, doorCheck, hygieneForm, id, operation, person, place, role, temperature],
  [
    attachmentState,
    enrolment,
    doorLog,
    hygiene,
    people,
    places,
    policy,
    proof,
    roster,
    rounds,
    session,
    staff,
    problem,
    repair,
    journalList,
    sync,
  ],
].flat();

const ADDRESS = '#/components/schemas/';

export type JsonSchema = Record<string, unknown>;

/** Every schema that crosses the wire, under the name it has in the code. */
const names = namesOfSchemas();

/** `components.schemas` of the OpenAPI document. */
export function componentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, name] of names) registry.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (name) => ADDRESS + name });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plain(schema)]));
}

/** A reference to a named schema, or the schema itself where it has no name. */
export function schemaOf(schema: z.core.$ZodType): JsonSchema {
  const name = names.get(schema);
  return name === undefined
    ? plain(z.toJSONSchema(schema, { io: 'input' }))
    : { $ref: ADDRESS + name };
}

function namesOfSchemas(): ReadonlyMap<z.core.$ZodType, string> {
  const found = new Map<z.core.$ZodType, string>();
  for (const [name, value] of MODULES.flatMap((module) => Object.entries(module)))
    if (value instanceof z.core.$ZodType) found.set(value, name);
  return found;
}

function plain(schema: object): JsonSchema {
  const { $schema: _, $id: __, ...rest } = schema as JsonSchema;
  return rest;
}
