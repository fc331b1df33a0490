import type { DoorCheck } from '../../domain/door-check.ts';
import { referencesOf, type Reference } from '../../domain/fact-references.ts';
import type { FactBody, FactType, ReadBody } from '../../domain/fact.ts';
import { happenedAt } from '../../domain/happened-at.ts';
import type { Id, Instant } from '../../domain/id.ts';
import {
  mayMatchUnknown,
  mayVoid,
  type Nearness,
  type Place,
  type Target,
} from '../../domain/permission.ts';
import type { Assignment } from '../../domain/role.ts';
import { personScope, type Scope } from '../../domain/scope.ts';
import { sightedBy } from '../../domain/sightings.ts';
import type { ParkReason } from '../../protocol/sync.ts';
import { audienceOf } from './audience.ts';
import type { Ground } from './ground.ts';
import type { Passage, Seen } from './news.ts';
import type { ParkedOperation } from './parked-at-hand.ts';
import { personOf, placeOf, whereFactLies } from './place-of-fact.ts';
import { rightTo, type Right, type Telling } from './rights.ts';
import { isOfRunningShift } from './running-shift.ts';
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
  /** Whom it has seen in a room at home and when, and whose last sighting may now be another one. */
  seen?: Pick<Seen, 'personId' | 'at'>;
  unseenIds: Id[];
  doorIds: Id[];
  /** The parked operation that this takes back. */
  answers?: Id;
  isAllowed: Right;
}

/** What the fact names is at hand. A reference to what the server does not have parks it. */
export function judgeFact(ground: Ground, read: ReadBody, telling: Telling): Ruling | Parking {
  if (read.type === 'void') return judgeVoid(ground, read.body, telling);
  const references = referencesOf(read);
  for (const reference of references) {
    const parking = findMissing(ground, reference);
    if (parking !== null) return parking;
  }
  const about = references.find((one) => one.kind === 'fact' && one.isAbout);
  const root = about === undefined ? null : ground.facts.fact(about.id);
  const target = targetOf(ground, read, { at: telling.correctedAt, telling });
  const ruling: Ruling = {
    scopes: scopesOf(ground, read, { place: target, telling }),
    rootId: root === null ? null : (root.row.rootId ?? root.row.id),
    personIds: [],
    unseenIds: [],
    doorIds: target.doorId === null ? [] : [target.doorId],
    isAllowed: rightTo(read, {
      target,
      about: root,
      telling,
      personOf: (id) => whereFactLies(ground, id).personId,
    }),
  };
  if (read.type === 'door-check') return judgeCheck(ground, read.body, { ruling, target, telling });
  if (read.type === 'self-report') return judgeReport(ground, read.body, { ruling, telling });
  const personId = seenAtHome(ground, read);
  return personId === null
    ? ruling
    : { ...ruling, seen: { personId, at: happenedAt({ ...telling, ...read }) } };
}

export const isParking = (judged: Ruling | Parking): judged is Parking => 'why' in judged;

const unknownReference = (field: string, waitsFor?: Id): Parking => ({
  why: 'unknown-reference',
  field,
  ...(waitsFor !== undefined && { waitsFor }),
});

/** Of a fact that may still come; one that is here and of another kind is waited for in vain. */
function findMissing(ground: Ground, reference: Reference): Parking | null {
  const { kind, id, field } = reference;
  if (kind === 'fact') {
    const fact = ground.facts.fact(id);
    if (fact === null) return unknownReference(field, id);
    return reference.types.includes(fact.read.type) ? null : unknownReference(field);
  }
  const isHere =
    ground.document(kind, id) !== null ||
    (kind === 'unit' && ground.document('building', id) !== null);
  return isHere ? null : unknownReference(field, id);
}

function scopesOf(
  ground: Ground,
  read: ReadBody,
  { place, telling }: { place: Place; telling: Telling },
): Scope[] {
  const { personId: teller, correctedAt } = telling;
  const home = place.personId === null ? null : ground.homeAt(place.personId, correctedAt);
  return audienceOf(read, { ...place, teller, homeUnitId: home?.unitId ?? null });
}

/** Where the fact lies, and how near whom it is about is to the teller. `at`: when it was told. */
function targetOf(
  ground: Ground,
  read: ReadBody,
  { at, telling }: { at: Instant; telling: Telling },
): Target {
  const place = placeOf(ground, read, at);
  const nearness = nearnessOf(ground, { ...telling, of: place.personId, at });
  return { type: read.type, ...place, ...(nearness !== null && { nearness }) };
}

function nearnessOf(
  ground: Ground,
  { personId, of, at }: { personId: Id; of: Id | null; at: Instant },
): Nearness | null {
  if (of === null) return null;
  if (of === personId) return 'self';
  const room = ground.roomAt(of, at);
  return room !== null && room === ground.roomAt(personId, at) ? 'room-mate' : null;
}

/** A report tells of a session, and may amend another one of the same person, told on the same word. */
function judgeReport(
  ground: Ground,
  { personId, amends, onBehalfAs }: FactBody<'self-report'>,
  { ruling, telling }: { ruling: Ruling; telling: Telling },
): Ruling | Parking {
  if (amends === null) return ruling;
  const amended = ground.facts.fact(amends);
  if (amended?.read.type !== 'self-report') return ruling;
  const first = ground.facts.fact(amended.row.rootId ?? amended.row.id)?.read;
  if (first?.type === 'self-report' && first.body.onBehalfAs !== onBehalfAs)
    return { why: 'not-allowed', field: 'body.onBehalfAs' };
  const { target, mayCorrect } = correctionOf(ground, amended, telling);
  const isSamePerson = amended.read.body.personId === personId;
  return { ...ruling, isAllowed: (own, at) => isSamePerson && mayCorrect(own, target, at) };
}

/** A check at a door is also a passage, and may amend another one. */
function judgeCheck(
  ground: Ground,
  check: DoorCheck,
  { ruling, target, telling }: { ruling: Ruling; target: Target; telling: Telling },
): Ruling {
  const personId = personOf(check.subject);
  if (check.amends === null)
    return personId === null
      ? ruling
      : { ...ruling, passage: { personId, direction: check.direction } };
  const amended = ground.facts.fact(check.amends);
  if (amended?.read.type !== 'door-check') return ruling;
  const { target: before, mayCorrect } = correctionOf(ground, amended, telling);
  const isMatch = amended.read.body.subject.kind === 'unknown' && personId !== null;
  const rootId = amended.row.rootId ?? amended.row.id;
  return {
    ...ruling,
    // Another amendment of the same version may name somebody else: neither then holds.
    personIds: [
      ...(personId === null ? [] : [personId]),
      ...ground.facts.family(rootId).flatMap(personsOf),
    ],
    isAllowed: (own, at) =>
      isMatch
        ? mayMatchUnknown(own, before, at) && mayMatchUnknown(own, target, at)
        : mayCorrect(own, before, at) && mayCorrect(own, target, at),
  };
}

/** What must stand once it is told: duty that ran, and what others have decided or built upon. */
const NEVER_VOIDED: ReadonlySet<FactType> = new Set<FactType>([
  'void',
  'shift',
  'shift-end',
  'round',
  'round-end',
  'acknowledgement',
  'leave',
  'leave-decision',
  'leave-stamp',
  'leave-close',
  'case-state',
  'consent',
  'correction-request',
  'correction-answer',
  'session-return',
  'reminder',
  'cluster-acknowledgement',
]);

function judgeVoid(ground: Ground, body: FactBody<'void'>, telling: Telling): Ruling | Parking {
  const voided = ground.facts.fact(body.voids);
  if (voided === null) {
    const parked = ground.parked.get(body.voids);
    return parked === undefined
      ? unknownReference('body.voids', body.voids)
      : judgeWithdrawal(parked, telling);
  }
  if (NEVER_VOIDED.has(voided.read.type)) return { why: 'not-allowed', field: 'body.voids' };
  const { target, mayCorrect } = correctionOf(ground, voided, telling);
  const rootId = voided.row.rootId ?? voided.row.id;
  const seen = sightedBy(voided.read);
  return {
    scopes: [],
    rootId,
    // A check of somebody unknown may have been matched since.
    personIds: ground.facts.family(rootId).flatMap(personsOf),
    unseenIds: seen === null ? [] : [seen.personId],
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
    unseenIds: [],
    doorIds: [],
    answers: parked.id,
    isAllowed: () => parked.accountId === by,
  };
}

/** Where the fact to be corrected lies, and whether the teller may: its author while the shift runs, or V. */
function correctionOf(ground: Ground, { read, fact }: StoredFact, telling: Telling) {
  const target = targetOf(ground, read, { at: fact.correctedAt, telling });
  const isAuthor = fact.by === telling.by;
  const withinShift = isAuthor && isOfRunningShift(ground, fact, telling);
  const mayCorrect = (own: readonly Assignment[], of: Target, at: Instant): boolean =>
    mayVoid(own, of, { isAuthor, withinShift, at });
  return { target, mayCorrect };
}

/** Seen in a room of the building where the person lives: evidence for who is inside. */
function seenAtHome(ground: Ground, read: ReadBody): Id | null {
  const seen = sightedBy(read);
  if (seen === null) return null;
  const home = ground.document('directory', seen.personId)?.home ?? null;
  const isAtHome = home?.buildingId === ground.document('room', seen.roomId)?.buildingId;
  return home !== null && isAtHome ? seen.personId : null;
}

function personsOf({ read }: StoredFact): Id[] {
  const personId = read.type === 'door-check' ? personOf(read.body.subject) : null;
  return personId === null ? [] : [personId];
}
