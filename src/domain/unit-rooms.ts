import type { Id } from './id.ts';
import { byNaturalOrder } from './natural-order.ts';
import type { Directory } from './person.ts';
import type { Room } from './place.ts';
import type { RoomToWalk } from './round-progress.ts';
import { inWalkingOrder, type Floor } from './walking-order.ts';

/** One bed with who sleeps in it; `bed` is empty where the roster names none. */
export interface Bed {
  bed: string;
  person: Directory | null;
}

export interface UnitRoom extends RoomToWalk {
  code: string;
  /** In natural order, the empty ones too. */
  beds: readonly Bed[];
}

export interface UnitRooms {
  floors: readonly Floor<UnitRoom>[];
  /** The same in one row, as one walks. */
  inOrder: readonly UnitRoom[];
  byId: ReadonlyMap<Id, UnitRoom>;
}

/** The rooms of a unit with those who live there, as the roster says. */
export function roomsOfUnit(
  unitId: Id,
  of: { rooms: Iterable<Room>; people: Iterable<Directory> },
): UnitRooms {
  const rooms = [...of.rooms].filter((room) => room.unitId === unitId);
  const peopleByCode = new Map<string, Directory[]>();
  for (const person of of.people) {
    if (person.home?.unitId !== unitId || person.home.room === null) continue;
    const people = peopleByCode.get(person.home.room);
    if (people === undefined) peopleByCode.set(person.home.room, [person]);
    else people.push(person);
  }
  const floors = inWalkingOrder(
    rooms.map((room) => roomWith(room, peopleByCode.get(room.code) ?? [])),
  );
  const inOrder = floors.flatMap((floor) => floor.rooms);
  return { floors, inOrder, byId: new Map(inOrder.map((room) => [room.id, room])) };
}

function roomWith({ id, code, beds }: Room, people: readonly Directory[]): UnitRoom {
  const inBed = new Map(people.map((person) => [person.home?.bed ?? '', person]));
  const known: Bed[] = [...beds]
    .sort(byNaturalOrder)
    .map((bed) => ({ bed, person: inBed.get(bed) ?? null }));
  const placed = new Set(known.map(({ person }) => person?.id));
  const others = people
    .filter((person) => !placed.has(person.id))
    .map((person): Bed => ({ bed: person.home?.bed ?? '', person }))
    .sort((a, b) => byNaturalOrder(a.bed, b.bed) || byNaturalOrder(nameOf(a), nameOf(b)));
  const all = [...known, ...others];
  return { id, code, beds: all, residentIds: all.flatMap(({ person }) => person?.id ?? []) };
}

const nameOf = ({ person }: Bed): string => person?.name ?? '';
