import type { Id, Instant } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import type { Directory, Whereabouts } from '../../domain/person.ts';
import type { ReturnPlace } from '../../domain/session-log.ts';
import type { RolledMember } from '../../domain/session-rollup.ts';
import type { RollKind } from '../../protocol/office-rollup.ts';
import { getDocument, listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { HERE, readRegistered } from '../roster/read-registered.ts';
import { readRoundPlaces } from '../rounds/round-places.ts';
import { peopleThen } from './people-then.ts';

/** Everybody who is on the roll of a class, or of a unit; its `college` is the building's id there. */
export interface SessionRosters {
  members: RolledMember[];
  /** Who is on none, whether anybody waits for them or not. */
  unplaced: readonly Directory[];
  names: RollNames;
}

/** What a roll is called, and how rolls follow each other. */
export interface RollNames {
  group: (id: string | null) => string | null;
  /** A class's, or a unit's code; `null` = the building is one unit. */
  place: (id: Id) => string | null;
  /** Where the class or unit belongs; `null` = nowhere that has a name. */
  groupOf: (id: Id) => string | null;
}

/**
 * As the roster was at `over`, when what is asked for was over; `null`: as it is. `away`: where somebody may be registered of
 * whom no session asks. `placeId`: of that class or unit alone.
 */
export async function readSessionRosters(
  db: Reader,
  cache: PersonIndexCache,
  of: { by: RollKind; away: readonly Whereabouts[]; over: Instant | null; placeId?: Id },
): Promise<SessionRosters> {
  const { by, away, over, placeId } = of;
  const names = await (by === 'class' ? readClassNames(db) : readUnitNames(db));
  const { people: now } = await cache.read();
  const people = over === null ? now : await peopleThen(db, now, over);
  const placed = people.flatMap((person) => {
    const place = placeOf(person, by);
    const isAsked = place !== null && (placeId === undefined || place.id === placeId);
    return isAsked ? [{ person, place }] : [];
  });
  const ids = placeId === undefined ? null : placed.map(({ person }) => person.id);
  const awayById = await readRegistered(db, away, ids);
  const members = placed.map(({ person, place }) => ({
    personId: person.id,
    room: person.home?.room ?? null,
    ...(awayById.get(person.id) ?? HERE),
    place,
    college: names.groupOf(place.id),
  }));
  const unplaced = people.filter((person) => placeOf(person, by) === null);
  return { members: inOrder(members, names), unplaced, names };
}

/** Throws `not-found` for a class or unit that there is not; a building without units is its own. */
export async function requirePlace(db: Reader, kind: RollKind, id: Id): Promise<void> {
  const kinds = kind === 'class' ? (['class'] as const) : (['unit', 'building'] as const);
  for (const one of kinds) if ((await getDocument(db, one, id)) !== null) return;
  throw new Problem('not-found');
}

export function placeOf(
  { classId, home }: Directory,
  by: RollKind,
): Extract<ReturnPlace, { kind: RollKind }> | null {
  if (by === 'class') return classId === null ? null : { kind: 'class', id: classId };
  return home === null ? null : { kind: 'unit', id: home.unitId ?? home.buildingId };
}

/** By college or building, then class or unit; those without a name last. People stay as they were. */
function inOrder(members: readonly RolledMember[], names: RollNames): RolledMember[] {
  const shelves = new Map<Id, RolledMember[]>();
  for (const member of members) {
    const shelf = shelves.get(member.place.id);
    if (shelf === undefined) shelves.set(member.place.id, [member]);
    else shelf.push(member);
  }
  const labels = [...shelves].map(([id, shelf]) => {
    const [group, place] = [names.group(names.groupOf(id)), names.place(id) ?? ''];
    return { group, place, shelf };
  });
  return labels
    .sort(
      (a, b) =>
        Number(a.group === null) - Number(b.group === null) ||
        byNaturalOrder(a.group ?? '', b.group ?? '') ||
        byNaturalOrder(a.place, b.place),
    )
    .flatMap(({ shelf }) => shelf);
}

async function readClassNames(db: Reader): Promise<RollNames> {
  const classes = await listDocuments(db, 'class');
  const byId = new Map(classes.map(({ id, body }) => [id, body]));
  return {
    group: (id) => id,
    place: (id) => byId.get(id)?.name ?? null,
    groupOf: (id) => byId.get(id)?.college ?? null,
  };
}

async function readUnitNames(db: Reader): Promise<RollNames> {
  const places = await readRoundPlaces(db);
  const units = await listDocuments(db, 'unit');
  const buildingOf = new Map(units.map(({ id, body }) => [id, body.buildingId]));
  return {
    group: (id) => (id === null ? null : places.building(id)),
    place: places.code,
    // A building without units is its own unit.
    groupOf: (id) => buildingOf.get(id) ?? id,
  };
}
