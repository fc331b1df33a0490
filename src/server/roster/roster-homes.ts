import { v4 as uuidv4 } from 'uuid';
import type { Id } from '../../domain/id.ts';
import type { Home } from '../../domain/person.ts';
import type { Building, Room, SchoolClass, Unit } from '../../domain/place.ts';
import { CAMPUS_STAFF } from '../../domain/scope.ts';
import type { DocumentPut } from '../database/documents.ts';
import { newUnit, roomPut, unitPut } from '../places/place-documents.ts';
import type { PersonFields } from './roster-fields.ts';
import type { PlannedPerson } from './roster-plan.ts';
import type { RosterState } from './roster-state.ts';

/** Where a row says that somebody lives, and what tells two buildings of one name apart. */
export interface WantedHome {
  fields: PersonFields;
  campus: string | null;
  /** Where the person lives so far, if that building has this name. */
  buildingId: Id | null;
}

/** Finds the place and class that a row means; units, rooms and classes that are not there yet are made. */
export class RosterHomes {
  /** Of the buildings that got units. */
  readonly changedBuildings = new Set<Id>();
  readonly #buildingsByName: ReadonlyMap<string, readonly Building[]>;
  readonly #campusById: ReadonlyMap<Id, string>;
  readonly #units = new Map<string, Unit>();
  readonly #hasUnits = new Set<Id>();
  readonly #rooms = new Map<string, Room>();
  readonly #classes = new Map<string, SchoolClass>();
  readonly #made: DocumentPut[] = [];
  readonly #changedRooms = new Set<string>();

  constructor(state: RosterState, all: readonly WantedHome[]) {
    const byName = new Map<string, Building[]>();
    for (const building of state.places.buildings)
      byName.set(building.name, [...(byName.get(building.name) ?? []), building]);
    this.#buildingsByName = byName;
    this.#campusById = new Map(state.places.campuses.map(({ id, name }) => [id, name]));
    for (const unit of state.places.units) this.#keepUnit(unit);
    for (const room of state.rooms) this.#rooms.set(roomKey(room.unitId, room.code), room);
    for (const one of state.classes) this.#classes.set(classKey(one), one);
    for (const wanted of all) this.#makeUnit(wanted);
  }

  /** `null` for somebody without a building. Throws if the building is gone from the list. */
  home(wanted: WantedHome): Home | null {
    const { unit, room, bed } = wanted.fields;
    const buildingId = this.#buildingId(wanted);
    if (buildingId === null) return null;
    const unitId = this.#unitId(buildingId, unit);
    if (unitId !== null && room !== null) this.#keepRoom({ buildingId, unitId, room, bed });
    return { buildingId, unitId, unit, room, bed };
  }

  classId({ college, grade, className }: PersonFields): Id | null {
    if (className === null) return null;
    const wanted = { college, grade, name: className };
    const known = this.#classes.get(classKey(wanted));
    if (known !== undefined) return known.id;
    const made = { id: uuidv4(), ...wanted };
    this.#classes.set(classKey(made), made);
    this.#made.push({ kind: 'class', id: made.id, body: made, scopes: [CAMPUS_STAFF] });
    return made.id;
  }

  /** What was made or changed on the way: read after the last home. */
  puts(): DocumentPut[] {
    const rooms = [...this.#changedRooms].flatMap((key) => this.#rooms.get(key) ?? []);
    return [...this.#made, ...rooms.map(roomPut)];
  }

  #buildingId({ fields: { building: name }, campus, buildingId }: WantedHome): Id | null {
    if (name === null || buildingId !== null) return buildingId;
    const found = this.#buildingsByName.get(name) ?? [];
    const here = found.filter(({ campusId }) => this.#campusById.get(campusId) === campus);
    const [building] = here.length === 1 ? here : found;
    if (building === undefined) throw new Error(`no building ${name}`);
    return building.id;
  }

  #makeUnit(wanted: WantedHome): void {
    const code = wanted.fields.unit;
    const buildingId = this.#buildingId(wanted);
    if (code === null || buildingId === null || this.#units.has(unitKey(buildingId, code))) return;
    const made = newUnit(buildingId, code);
    this.#keepUnit(made);
    this.#made.push(unitPut(made));
    this.changedBuildings.add(buildingId);
  }

  #keepUnit(unit: Unit): void {
    this.#units.set(unitKey(unit.buildingId, unit.code), unit);
    this.#hasUnits.add(unit.buildingId);
  }

  /** A building without units is one unit whose id is the building's. */
  #unitId(buildingId: Id, unit: string | null): Id | null {
    if (unit !== null) return this.#units.get(unitKey(buildingId, unit))?.id ?? null;
    return this.#hasUnits.has(buildingId) ? null : buildingId;
  }

  #keepRoom(of: { buildingId: Id; unitId: Id; room: string; bed: string | null }): void {
    const key = roomKey(of.unitId, of.room);
    const known = this.#rooms.get(key);
    const beds = known?.beds ?? [];
    if (known !== undefined && (of.bed === null || beds.includes(of.bed))) return;
    this.#rooms.set(key, {
      id: known?.id ?? uuidv4(),
      buildingId: of.buildingId,
      unitId: of.unitId,
      code: of.room,
      beds: of.bed === null ? beds : [...beds, of.bed],
    });
    this.#changedRooms.add(key);
  }
}

const unitKey = (buildingId: Id, code: string): string => `${buildingId} ${code}`;
const roomKey = (unitId: Id, code: string): string => `${unitId} ${code}`;
const classKey = (of: Omit<SchoolClass, 'id'>): string =>
  JSON.stringify([of.college, of.grade, of.name]);

/** Of a planned person who does not leave. */
export function wantedHome({ after, before, known, row }: PlannedPerson): WantedHome {
  if (after === null) throw new Error('a person who left has no home');
  const isSameBuilding = before !== null && before.building === after.building;
  return {
    fields: after,
    campus: row?.campus ?? null,
    buildingId: isSameBuilding ? (known?.directory.home?.buildingId ?? null) : null,
  };
}
