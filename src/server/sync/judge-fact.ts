import type { DoorCheck, ShiftEnd, Void } from '../../domain/door-check.ts';
import type { ReadBody } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { mayMatchUnknown, mayRecord, mayVoid, type Target } from '../../domain/permission.ts';
import type { Assignment } from '../../domain/role.ts';
import { personScope, type Scope } from '../../domain/scope.ts';
import type { ParkReason } from '../../protocol/sync.ts';
import { personOf, placeAt, scopesOfDoor, scopesOfPlace } from './file-fact.ts';
import type { Ground } from './ground.ts';
import type { Passage } from './news.ts';
import type { ParkedOperation } from './parked-at-hand.ts';
import type { StoredFact } from './stored-facts.ts';

export interface Parking {
  why: ParkReason;
  field: string | null;
  /** What is not here yet: when it comes, the operation is judged again. */
  waitsFor?: Id;
}

/** What a fact is about, and who may record it. */
export interface Ruling {
  scopes: Scope[];
  rootId: Id | null;
  /** Whose last passage may now be another one. */
  personIds: Id[];
  /** Where the fact is a passage and changes no other one: whose, and which way. */
  passage?: Pick<Passage, 'personId' | 'direction'>;
  doorIds: Id[];
  /** The parked operation that this takes back. */
  answers?: Id;
  isAllowed: (assignments: readonly Assignment[], at: Instant) => boolean;
}

/** Who records it, in which shift, and when by the server's clock. */
export interface Telling {
  by: Id;
  personId: Id;
  correctedAt: Instant;
}

/** What the fact names is at hand. A reference to what the server does not have parks it. */
export function judgeFact(
  ground: Ground,
  { type, body }: ReadBody,
  telling: Telling,
): Ruling | Parking {
  switch (type) {
    case 'door-check':
      return judgeCheck(ground, body, telling);
    case 'visitor':
      return judgeAtDoor(ground, { type, doorId: body.doorId, hostId: body.hostId }, telling);
    case 'shift':
      return judgeAtDoor(ground, { type, doorId: body.doorId, hostId: null }, telling);
    case 'shift-end':
      return judgeShiftEnd(ground, body, telling);
    case 'void':
      return judgeVoid(ground, body, telling);
  }
}

export const isParking = (judged: Ruling | Parking): judged is Parking => 'why' in judged;

const unknownReference = (field: string, waitsFor?: Id): Parking => ({
  why: 'unknown-reference',
  field,
  ...(waitsFor !== undefined && { waitsFor }),
});

/** Of a fact that may still come; one that is here and of another kind is waited for in vain. */
const missingFact = (ground: Ground, field: string, id: Id): Parking =>
  ground.facts.fact(id) === null ? unknownReference(field, id) : unknownReference(field);

function judgeCheck(ground: Ground, check: DoorCheck, telling: Telling): Ruling | Parking {
  const door = ground.door(check.doorId);
  if (door === null) return unknownReference('body.doorId', check.doorId);
  const personId = personOf(check.subject);
  const missing = findMissing(ground, check);
  if (missing !== null) return missing;
  const place = placeAt(ground, { door, personId, at: telling.correctedAt });
  const target: Target = { type: 'door-check', ...place };
  const ruling = {
    scopes: scopesOfPlace(place),
    personIds: personId === null ? [] : [personId],
    doorIds: [door.id],
  };
  if (check.amends === null)
    return {
      ...ruling,
      rootId: null,
      personIds: [],
      ...(personId === null ? {} : { passage: { personId, direction: check.direction } }),
      isAllowed: (own, at) => mayRecord(own, target, at),
    };
  const amended = ground.facts.fact(check.amends);
  if (amended?.read.type !== 'door-check') return missingFact(ground, 'body.amends', check.amends);
  const { target: before, mayCorrect } = correctionOf(ground, amended, telling);
  const isMatch = amended.read.body.subject.kind === 'unknown' && personId !== null;
  const rootId = amended.row.rootId ?? amended.row.id;
  return {
    ...ruling,
    rootId,
    // Another amendment of the same version may name somebody else: neither then holds.
    personIds: [...ruling.personIds, ...ground.facts.family(rootId).flatMap(personsOf)],
    isAllowed: (own, at) =>
      isMatch
        ? mayMatchUnknown(own, before, at) && mayMatchUnknown(own, target, at)
        : mayCorrect(own, before, at) && mayCorrect(own, target, at),
  };
}

/** Where the check names what is not here. */
function findMissing(ground: Ground, check: DoorCheck): Parking | null {
  const { subject, repeats } = check;
  if (subject.kind === 'person' && ground.directory(subject.personId) === null)
    return unknownReference('body.subject.personId', subject.personId);
  if (subject.kind === 'visitor') {
    const visitor = ground.facts.fact(subject.visitorId);
    if (visitor?.read.type !== 'visitor')
      return missingFact(ground, 'body.subject.visitorId', subject.visitorId);
  }
  if (repeats !== null && ground.facts.fact(repeats)?.read.type !== 'door-check')
    return missingFact(ground, 'body.repeats', repeats);
  return null;
}

function judgeAtDoor(
  ground: Ground,
  of: { type: 'visitor' | 'shift'; doorId: Id; hostId: Id | null },
  telling: Telling,
): Ruling | Parking {
  const door = ground.door(of.doorId);
  if (door === null) return unknownReference('body.doorId', of.doorId);
  if (of.hostId !== null && ground.directory(of.hostId) === null)
    return unknownReference('body.hostId', of.hostId);
  const place = placeAt(ground, { door, personId: null, at: telling.correctedAt });
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
function judgeShiftEnd(
  ground: Ground,
  { shiftId, doorId }: ShiftEnd,
  telling: Telling,
): Ruling | Parking {
  const shift = ground.facts.fact(shiftId);
  if (shift?.read.type !== 'shift') return missingFact(ground, 'body.shiftId', shiftId);
  const door = ground.door(shift.read.body.doorId);
  if (door === null || door.id !== doorId) return unknownReference('body.doorId');
  return {
    scopes: [...scopesOfDoor(door.buildingIds), personScope(telling.personId)],
    rootId: shiftId,
    personIds: [],
    doorIds: [door.id],
    isAllowed: () => shift.fact.by === telling.by,
  };
}

function judgeVoid(ground: Ground, body: Void, telling: Telling): Ruling | Parking {
  const voided = ground.facts.fact(body.voids);
  if (voided === null) {
    const parked = ground.parked.get(body.voids);
    return parked === undefined
      ? unknownReference('body.voids', body.voids)
      : judgeWithdrawal(parked, telling);
  }
  if (voided.read.type !== 'door-check' && voided.read.type !== 'visitor')
    return { why: 'not-allowed', field: 'body.voids' };
  const { target, mayCorrect } = correctionOf(ground, voided, telling);
  const rootId = voided.row.rootId ?? voided.row.id;
  return {
    scopes: [],
    rootId,
    // A check of somebody unknown may have been matched since.
    personIds: ground.facts.family(rootId).flatMap(personsOf),
    doorIds: target.doorId === null ? [] : [target.doorId],
    isAllowed: (own, at) => mayCorrect(own, target, at),
  };
}

/** What counts nowhere is taken back by its author alone, at any time: nobody else is concerned. */
function judgeWithdrawal(parked: ParkedOperation, { by, personId }: Telling): Ruling {
  return {
    scopes: [personScope(personId)],
    rootId: null,
    personIds: [],
    doorIds: [],
    answers: parked.id,
    isAllowed: () => parked.accountId === by,
  };
}

/** Where the fact to be corrected lies, and whether the teller may: its author while the shift runs, or V. */
function correctionOf(ground: Ground, fact: StoredFact, telling: Telling) {
  const { read, row } = fact;
  const doorId = 'doorId' in read.body ? read.body.doorId : null;
  const door = doorId === null ? null : ground.door(doorId);
  if (door === null) throw new Error(`fact ${row.id} was stored without its door`);
  const personId = read.type === 'door-check' ? personOf(read.body.subject) : null;
  const place = placeAt(ground, { door, personId, at: fact.fact.correctedAt });
  const target: Target = { type: read.type, ...place };
  const { shiftId } = fact.fact;
  const isAuthor = fact.fact.by === telling.by;
  const withinShift = isAuthor && shiftId !== null && isShiftRunning(ground, shiftId, telling);
  const mayCorrect = (own: readonly Assignment[], of: Target, at: Instant): boolean =>
    mayVoid(own, of, { isAuthor, withinShift, at });
  return { target, mayCorrect };
}

function personsOf({ read }: StoredFact): Id[] {
  const personId = read.type === 'door-check' ? personOf(read.body.subject) : null;
  return personId === null ? [] : [personId];
}

/** Whether the teller's shift was running then, by the policy's hours and its earliest end. */
function isShiftRunning(ground: Ground, shiftId: Id, { by, correctedAt }: Telling): boolean {
  const family = ground.facts.family(shiftId);
  const shift = family.find(({ row }) => row.id === shiftId && row.type === 'shift');
  if (shift?.fact.by !== by) return false;
  const overMs = Date.parse(shift.fact.correctedAt) + ground.shiftHours() * 3_600_000;
  if (Date.parse(correctedAt) >= overMs) return false;
  return !family.some(
    ({ row, fact }) => row.type === 'shift-end' && fact.correctedAt < correctedAt,
  );
}
