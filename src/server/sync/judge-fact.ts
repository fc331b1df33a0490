import type { DoorCheck, ShiftEnd, Void } from '../../domain/door-check.ts';
import type { ReadBody } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { mayMatchUnknown, mayRecord, mayVoid, type Target } from '../../domain/permission.ts';
import type { Door } from '../../domain/place.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { Assignment } from '../../domain/role.ts';
import { personScope, type Scope } from '../../domain/scope.ts';
import type { ParkReason } from '../../protocol/sync.ts';
import { getDocument } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { personOf, placeAt, scopesOfDoor, scopesOfPlace } from './file-fact.ts';
import { findFact, findFamily, isShiftRunning, type StoredFact } from './stored-facts.ts';

export interface Parking {
  why: ParkReason;
  field: string | null;
}

/** What a fact is about, and who may record it. */
export interface Ruling {
  scopes: Scope[];
  rootId: Id | null;
  personIds: Id[];
  doorIds: Id[];
  isAllowed: (assignments: readonly Assignment[], at: Instant) => boolean;
}

/** Who records it, in which shift, and when by the server's clock. */
export interface Telling {
  by: Id;
  personId: Id;
  correctedAt: Instant;
}

/** Looks up what the fact names. A reference to what the server does not have parks it. */
export function judgeFact(
  db: Reader,
  { type, body }: ReadBody,
  telling: Telling,
): Promise<Ruling | Parking> {
  switch (type) {
    case 'door-check':
      return judgeCheck(db, body, telling);
    case 'visitor':
      return judgeAtDoor(db, { type, doorId: body.doorId, hostId: body.hostId }, telling);
    case 'shift':
      return judgeAtDoor(db, { type, doorId: body.doorId, hostId: null }, telling);
    case 'shift-end':
      return judgeShiftEnd(db, body, telling);
    case 'void':
      return judgeVoid(db, body, telling);
  }
}

export const isParking = (judged: Ruling | Parking): judged is Parking => 'why' in judged;

const unknownReference = (field: string): Parking => ({ why: 'unknown-reference', field });

async function judgeCheck(
  db: Reader,
  check: DoorCheck,
  telling: Telling,
): Promise<Ruling | Parking> {
  const door = await readDoor(db, check.doorId);
  if (door === null) return unknownReference('body.doorId');
  const personId = personOf(check.subject);
  const missing = await findMissing(db, check);
  if (missing !== null) return unknownReference(missing);
  const place = await placeAt(db, { door, personId, at: telling.correctedAt });
  const target: Target = { type: 'door-check', ...place };
  const ruling = {
    scopes: scopesOfPlace(place),
    personIds: personId === null ? [] : [personId],
    doorIds: [door.id],
  };
  if (check.amends === null)
    return { ...ruling, rootId: null, isAllowed: (own, at) => mayRecord(own, target, at) };
  const amended = await findFact(db, check.amends);
  if (amended?.read.type !== 'door-check') return unknownReference('body.amends');
  const { target: before, mayCorrect } = await correctionOf(db, amended, telling);
  const isMatch = amended.read.body.subject.kind === 'unknown' && personId !== null;
  const rootId = amended.row.rootId ?? amended.row.id;
  return {
    ...ruling,
    rootId,
    // Another amendment of the same version may name somebody else: neither then holds.
    personIds: [...ruling.personIds, ...(await findFamily(db, rootId)).flatMap(personsOf)],
    isAllowed: (own, at) =>
      isMatch
        ? mayMatchUnknown(own, before, at) && mayMatchUnknown(own, target, at)
        : mayCorrect(own, before, at) && mayCorrect(own, target, at),
  };
}

/** The field of the check that names what is not here. */
async function findMissing(db: Reader, check: DoorCheck): Promise<string | null> {
  const { subject, repeats } = check;
  if (subject.kind === 'person' && !(await isPersonKnown(db, subject.personId)))
    return 'body.subject.personId';
  if (subject.kind === 'visitor') {
    const visitor = await findFact(db, subject.visitorId);
    if (visitor?.read.type !== 'visitor') return 'body.subject.visitorId';
  }
  if (repeats !== null && (await findFact(db, repeats))?.read.type !== 'door-check')
    return 'body.repeats';
  return null;
}

async function judgeAtDoor(
  db: Reader,
  of: { type: 'visitor' | 'shift'; doorId: Id; hostId: Id | null },
  telling: Telling,
): Promise<Ruling | Parking> {
  const door = await readDoor(db, of.doorId);
  if (door === null) return unknownReference('body.doorId');
  if (of.hostId !== null && !(await isPersonKnown(db, of.hostId)))
    return unknownReference('body.hostId');
  const place = await placeAt(db, { door, personId: null, at: telling.correctedAt });
  const own = of.type === 'shift' ? [personScope(telling.personId)] : [];
  return {
    scopes: [...scopesOfDoor(door.buildingIds), ...own],
    rootId: null,
    personIds: [],
    doorIds: [door.id],
    isAllowed: (assignments, at) => mayRecord(assignments, { type: of.type, ...place }, at),
  };
}

/** Whoever began a shift may end it, also when the right to the door has ended meanwhile. */
async function judgeShiftEnd(
  db: Reader,
  { shiftId, doorId }: ShiftEnd,
  telling: Telling,
): Promise<Ruling | Parking> {
  const shift = await findFact(db, shiftId);
  if (shift?.read.type !== 'shift') return unknownReference('body.shiftId');
  const door = await readDoor(db, shift.read.body.doorId);
  if (door === null || door.id !== doorId) return unknownReference('body.doorId');
  return {
    scopes: [...scopesOfDoor(door.buildingIds), personScope(telling.personId)],
    rootId: shiftId,
    personIds: [],
    doorIds: [door.id],
    isAllowed: () => shift.fact.by === telling.by,
  };
}

async function judgeVoid(db: Reader, body: Void, telling: Telling): Promise<Ruling | Parking> {
  const voided = await findFact(db, body.voids);
  if (voided === null) return unknownReference('body.voids');
  if (voided.read.type !== 'door-check' && voided.read.type !== 'visitor')
    return { why: 'not-allowed', field: 'body.voids' };
  const { target, mayCorrect } = await correctionOf(db, voided, telling);
  const rootId = voided.row.rootId ?? voided.row.id;
  return {
    scopes: [],
    rootId,
    // A check of somebody unknown may have been matched since.
    personIds: (await findFamily(db, rootId)).flatMap(personsOf),
    doorIds: target.doorId === null ? [] : [target.doorId],
    isAllowed: (own, at) => mayCorrect(own, target, at),
  };
}

/** Where the fact to be corrected lies, and whether the teller may: its author while the shift runs, or V. */
async function correctionOf(db: Reader, fact: StoredFact, telling: Telling) {
  const { read, row } = fact;
  const doorId = 'doorId' in read.body ? read.body.doorId : null;
  const door = doorId === null ? null : await readDoor(db, doorId);
  if (door === null) throw new Error(`fact ${row.id} was stored without its door`);
  const personId = read.type === 'door-check' ? personOf(read.body.subject) : null;
  const place = await placeAt(db, { door, personId, at: fact.fact.correctedAt });
  const target: Target = { type: read.type, ...place };
  const { shiftId } = fact.fact;
  const isAuthor = fact.fact.by === telling.by;
  const withinShift =
    isAuthor &&
    shiftId !== null &&
    (await isShiftRunning(db, shiftId, {
      by: telling.by,
      instant: telling.correctedAt,
      shiftHours: await readShiftHours(db),
    }));
  const mayCorrect = (own: readonly Assignment[], of: Target, at: Instant): boolean =>
    mayVoid(own, of, { isAuthor, withinShift, at });
  return { target, mayCorrect };
}

function personsOf({ read }: StoredFact): Id[] {
  const personId = read.type === 'door-check' ? personOf(read.body.subject) : null;
  return personId === null ? [] : [personId];
}

async function readDoor(db: Reader, id: Id): Promise<Door | null> {
  return (await getDocument(db, 'door', id))?.body ?? null;
}

async function isPersonKnown(db: Reader, id: Id): Promise<boolean> {
  return (await getDocument(db, 'directory', id)) !== null;
}

async function readShiftHours(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('document')
    .select('body')
    .where('kind', '=', 'policy')
    .orderBy('updatedAt', 'desc')
    .executeTakeFirst();
  const policy =
    row === undefined ? DEFAULT_POLICY : (JSON.parse(row.body) as typeof DEFAULT_POLICY);
  return policy.phone.shiftHours;
}
