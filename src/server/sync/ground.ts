import { FACT_BODIES } from '../../domain/fact-body.ts';
import { FACT_VERSIONS, isFactType, type ReadBody } from '../../domain/fact.ts';
import { referencesOf } from '../../domain/fact-references.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import type { Assignment } from '../../domain/role.ts';
import { assignmentsOf } from '../database/access.ts';
import type { Reader } from '../database/tables.ts';
import { attempt, valueOf, type Attempt } from './attempt.ts';
import { readSigners, type Signer } from './check-signature.ts';
import { askedOf, consentMarkId, readAnswers, type Answered } from './consents-at-hand.ts';
import { readDocumentsAtHand, type DocumentsAtHand, type NamedKind } from './documents-at-hand.ts';
import { factIfReadable, readFactsAtHand, type FactsAtHand } from './facts-at-hand.ts';
import type { Parking } from './judge-fact.ts';
import { lockFamilies } from './lock-families.ts';
import { readParkedAtHand, type ParkedOperation } from './parked-at-hand.ts';

/**
 * All that judging some operations of one device may ask, read in a few queries before. Judging is then
 * pure: a fault in it has written nothing and ends nothing but its own operation.
 */
export interface Ground extends DocumentsAtHand {
  signer: (accountId: Id) => Signer | null;
  assignments: (accountId: Id) => readonly Assignment[];
  facts: FactsAtHand;
  /** Of those that a void names, and those that this push has parked. */
  parked: Map<Id, ParkedOperation>;
  /** What those who tell of themselves answered to the privacy notice. */
  consents: readonly Answered[];
  shiftHours: () => number;
  body: (operation: Operation) => ReadBody | Parking;
}

export async function readGround(
  db: Reader,
  { deviceId, operations }: { deviceId: Id; operations: readonly Operation[] },
): Promise<Ground> {
  const bodies = new Map(operations.map((one) => [one, attempt(() => readBody(one))]));
  const named = namedBy(bodies);
  const accountIds = [...new Set(operations.map((operation) => operation.by))];
  const signers = await readSigners(db, { deviceId, accountIds });
  const assignments = await assignmentsOf(db, accountIds);
  await lockFamilies(db, [...named.about]);
  const facts = await readFactsAtHand(db, named);
  const stored = facts.ids().flatMap((id) => factIfReadable(facts, id)?.read ?? []);
  for (const read of stored) addDocuments(named, read);
  const reads = [...readable(bodies), ...stored];
  const parked = await readParkedAtHand(db, readable(bodies));
  const documents = await readDocumentsAtHand(db, {
    named: named.documents,
    roomsOf: roomsAsked(reads, signers),
  });
  const asked = askedOf(readable(bodies)).map(consentMarkId);
  const consents = [...(await readAnswers(db, asked)).values()].flat();
  const policy = named.about.size === 0 ? null : await readPolicy(db);
  return {
    ...documents,
    signer: (accountId) => signers.get(accountId) ?? null,
    assignments: (accountId) => assignments.get(accountId) ?? [],
    facts,
    parked,
    consents,
    shiftHours: () =>
      (policy === null ? DEFAULT_POLICY : (JSON.parse(policy) as PolicyPack)).phone.shiftHours,
    body: (operation) => {
      const body = bodies.get(operation);
      if (body === undefined) throw new Error(`operation ${operation.id} has no ground`);
      return valueOf(body);
    },
  };
}

function readBody({ type, tv, body }: Operation): ReadBody | Parking {
  if (!isFactType(type)) return { why: 'unknown-type', field: 'type' };
  if (FACT_VERSIONS[type] !== tv) return { why: 'unknown-type', field: 'tv' };
  const parsed = FACT_BODIES[type].safeParse(body);
  if (parsed.success) return { type, body: parsed.data } as ReadBody;
  const path = parsed.error.issues[0]?.path ?? [];
  return { why: 'bad-body', field: ['body', ...path].join('.') };
}

interface Named {
  about: Set<Id>;
  mentioned: Set<Id>;
  shifts: Set<Id>;
  documents: Map<NamedKind, Set<Id>>;
}

function namedBy(bodies: ReadonlyMap<Operation, Attempt<ReadBody | Parking>>): Named {
  const named: Named = {
    about: new Set(),
    mentioned: new Set(),
    shifts: new Set(),
    documents: new Map(),
  };
  for (const body of readable(bodies)) {
    addDocuments(named, body);
    addFacts(named, body);
  }
  for (const { id, shiftId } of bodies.keys())
    if (shiftId !== null && named.about.has(id)) named.shifts.add(shiftId);
  return named;
}

/** Whose rooms are asked: of those of whom a room-mate may tell, and of the tellers. */
function roomsAsked(reads: readonly ReadBody[], signers: ReadonlyMap<Id, Signer>): Set<Id> {
  const told = new Set(reads.flatMap((read) => toldByRoomMate(read) ?? []));
  if (told.size > 0) for (const { personId } of signers.values()) told.add(personId);
  return told;
}

function toldByRoomMate({ type, body }: ReadBody): Id | null {
  const isAsked = type === 'absence' || (type === 'self-report' && body.onBehalfAs === 'room_head');
  return isAsked ? body.personId : null;
}

function readable(bodies: ReadonlyMap<Operation, Attempt<ReadBody | Parking>>): ReadBody[] {
  return [...bodies.values()].flatMap((body) =>
    body.outcome === 'done' && !('why' in body.value) ? [body.value] : [],
  );
}

function addFacts(named: Named, read: ReadBody): void {
  if (read.type === 'void') named.about.add(read.body.voids);
  for (const reference of referencesOf(read))
    if (reference.kind === 'fact')
      (reference.isAbout ? named.about : named.mentioned).add(reference.id);
}

/** Of a fact that is here already too: a correction is also judged by where that one lies. */
function addDocuments(named: Named, read: ReadBody): void {
  for (const { kind, id } of referencesOf(read)) {
    if (kind === 'fact') continue;
    addTo(named.documents, kind, id);
    // A building without units is its own unit.
    if (kind === 'unit') addTo(named.documents, 'building', id);
  }
}

function addTo(documents: Named['documents'], kind: NamedKind, id: Id): void {
  const ids = documents.get(kind);
  if (ids === undefined) documents.set(kind, new Set([id]));
  else ids.add(id);
}

/** The text of the policy in force, or `null`. */
async function readPolicy(db: Reader): Promise<string | null> {
  const row = await db
    .selectFrom('document')
    .select('body')
    .where('kind', '=', 'policy')
    .orderBy('updatedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.body ?? null;
}
