import type { DoorCheck } from '../../domain/door-check.ts';
import type { FactBody, FactType, ReadBody } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Place } from '../../domain/permission.ts';
import type { Door } from '../../domain/place.ts';
import { buildingScope, type Scope } from '../../domain/scope.ts';
import type { ReturnPlace } from '../../domain/session-check.ts';
import type { DocumentsAtHand } from './documents-at-hand.ts';
import type { FactsAtHand } from './facts-at-hand.ts';

/** What the place of a fact is found by. */
export interface Surroundings extends DocumentsAtHand {
  facts: FactsAtHand;
}

/** Who lived where and belonged to which class at that moment; later moves do not re-file. */
export function placeOf(around: Surroundings, read: ReadBody, at: Instant): Place {
  const find = PLACES[read.type] as (
    around: Surroundings,
    body: ReadBody['body'],
    at: Instant,
  ) => Place;
  return find(around, read.body, at);
}

export const placeOfDoor = (door: Door): Place => ({
  buildingIds: door.buildingIds,
  doorId: door.id,
  personId: null,
  unitId: null,
  classId: null,
});

export const personOf = (subject: DoorCheck['subject']): Id | null =>
  subject.kind === 'person' ? subject.personId : null;

export const scopesOfDoor = (buildingIds: readonly Id[]): Scope[] =>
  buildingIds.map((id) => buildingScope(id, 'door'));

type Find<T extends FactType> = (around: Surroundings, body: FactBody<T>, at: Instant) => Place;

/** All that a fact names is at hand by then. */
const PLACES: { [T in FactType]: Find<T> } = {
  'door-check': (around, { doorId, subject }, at) =>
    withPerson(around, atDoor(around, { doorId }), { personId: personOf(subject), at }),
  visitor: atDoor,
  shift: atDoor,
  'shift-end': (around, { shiftId }) => whereFactLies(around, shiftId),
  void: (around, { voids }) => whereFactLies(around, voids),
  round: (around, { unitId }) => inUnit(around, unitId),
  'round-end': (around, { roundId }) => whereFactLies(around, roundId),
  presence: inRoom,
  'second-check': inRoom,
  inspection: inRoom,
  finding: inRoom,
  rectification: inRoom,
  'visit-note': inRoom,
  seal: (around, { buildingId, roomId }, at) =>
    roomId === null ? inBuilding(buildingId) : inRoom(around, { roomId }, at),
  'seal-check': (around, { sealId }) => whereFactLies(around, sealId),
  acknowledgement: (around, { of }) => whereFactLies(around, of),
  disinfection: inArea,
  'disinfection-end': (around, { disinfectionId }) => whereFactLies(around, disinfectionId),
  acceptance: (around, { disinfectionId }) => whereFactLies(around, disinfectionId),
  'refuse-clearing': inArea,
  leave: atHome,
  'leave-decision': (around, { leaveId }) => whereFactLies(around, leaveId),
  'leave-stamp': (around, { doorId, leaveId }) => ({
    ...whereFactLies(around, leaveId),
    ...nonePerson(atDoor(around, { doorId })),
  }),
  'leave-close': (around, { leaveId }) => whereFactLies(around, leaveId),
  'case-state': atHome,
  'self-report': atHome,
  'second-report': atHome,
  consent: atHome,
  'correction-request': atHome,
  'correction-answer': (around, { requestId }) => whereFactLies(around, requestId),
  'session-check': atHome,
  'session-return': (around, { place }) => inReturnPlace(around, place),
  absence: atHome,
  'absence-follow-up': (around, { absenceId }) => whereFactLies(around, absenceId),
  'contact-log': atHome,
  reminder: atHome,
  'cluster-acknowledgement': (around, { place }, at) =>
    place.kind === 'class' ? inClass(place.id) : inRoom(around, { roomId: place.id }, at),
};

/** The place of a stored fact that another one is about. */
export function whereFactLies(around: Surroundings, id: Id): Place {
  const { read, fact } = present(around.facts.fact(id));
  return placeOf(around, read, fact.correctedAt);
}

function atDoor(around: Surroundings, { doorId }: { doorId: Id }): Place {
  return placeOfDoor(present(around.document('door', doorId)));
}

const nonePerson = ({ buildingIds, doorId }: Place): Pick<Place, 'buildingIds' | 'doorId'> => ({
  buildingIds,
  doorId,
});

const inBuilding = (buildingId: Id, unitId: Id | null = null): Place => ({
  buildingIds: [buildingId],
  doorId: null,
  personId: null,
  unitId,
  classId: null,
});

function inUnit(around: Surroundings, unitId: Id): Place {
  return inBuilding(around.document('unit', unitId)?.buildingId ?? unitId, unitId);
}

const NOWHERE: Place = {
  buildingIds: [],
  doorId: null,
  personId: null,
  unitId: null,
  classId: null,
};

const inClass = (classId: Id): Place => ({ ...NOWHERE, classId });

function inReturnPlace(around: Surroundings, { kind, id }: ReturnPlace): Place {
  if (kind === 'college') return NOWHERE;
  return kind === 'class' ? inClass(id) : inUnit(around, id);
}

function inArea(around: Surroundings, { areaId }: { areaId: Id }): Place {
  return inBuilding(present(around.document('area', areaId)).buildingId);
}

/** In the unit of the room, whoever lives where. */
function inRoom(
  around: Surroundings,
  { roomId, personId = null }: { roomId: Id; personId?: Id | null },
  at: Instant,
): Place {
  const { buildingId, unitId } = present(around.document('room', roomId));
  return { ...withPerson(around, inBuilding(buildingId), { personId, at }), unitId };
}

/** Where the person lived then; of a time without a stay, in the building where the register has them now. */
function atHome(around: Surroundings, { personId }: { personId: Id }, at: Instant): Place {
  const { home } = present(around.document('directory', personId));
  const buildingId = around.homeAt(personId, at).buildingId ?? home?.buildingId ?? null;
  const place = buildingId === null ? NOWHERE : inBuilding(buildingId);
  return withPerson(around, place, { personId, at });
}

function withPerson(
  around: Surroundings,
  place: Place,
  { personId, at }: { personId: Id | null; at: Instant },
): Place {
  if (personId === null) return place;
  const { unitId, classId } = around.homeAt(personId, at);
  return { ...place, personId, unitId, classId };
}

function present<T>(found: T | null): T {
  if (found === null) throw new Error('a fact was judged without what it names');
  return found;
}
