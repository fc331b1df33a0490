import { v4 as uuidv4 } from 'uuid';
import type { Id } from '../../domain/id.ts';
import type { Building, Campus, Unit } from '../../domain/place.ts';
import { buildingKey } from '../../domain/roster/building-name.ts';
import type { ListedBuilding } from '../../domain/roster/roster-reading.ts';
import type { PlacesImportReply } from '../../protocol/office-places.ts';
import { listDocuments, type DocumentPut } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { buildingPut, campusPut, newBuilding, newUnit, unitPut } from './place-documents.ts';

const bodies = <Body>(list: readonly { body: Body }[]): Body[] => list.map(({ body }) => body);

export interface PlaceDocuments {
  campuses: Campus[];
  buildings: Building[];
  units: Unit[];
}

export async function readPlaceDocuments(db: Reader): Promise<PlaceDocuments> {
  return {
    campuses: bodies(await listDocuments(db, 'campus')),
    buildings: bodies(await listDocuments(db, 'building')),
    units: bodies(await listDocuments(db, 'unit')),
  };
}

/** The building list that a roster is read against. */
export function listedBuildings(places: PlaceDocuments): ListedBuilding[] {
  const campusById = new Map(places.campuses.map((campus) => [campus.id, campus.name]));
  const unitsByBuilding = new Map<Id, string[]>();
  for (const { buildingId, code } of places.units)
    unitsByBuilding.set(buildingId, [...(unitsByBuilding.get(buildingId) ?? []), code]);
  return places.buildings.map(({ id, campusId, name, aliases }) => ({
    campus: campusById.get(campusId) ?? '',
    name,
    aliases,
    units: unitsByBuilding.get(id) ?? [],
  }));
}

/**
 * What has to be created so that every building of the list is there with its units. A building counts
 * as there if one of the same campus has its name in any way of writing, or an alias that is.
 */
export function planPlaces(
  places: PlaceDocuments,
  list: readonly ListedBuilding[],
  zone: string,
): { puts: DocumentPut[]; buildingIds: Id[]; created: PlacesImportReply } {
  const plan = new PlacePlan(places, zone);
  for (const listed of list) plan.add(listed);
  return plan;
}

class PlacePlan {
  readonly puts: DocumentPut[] = [];
  /** Of the buildings that were there before and got units. */
  readonly buildingIds: Id[] = [];
  readonly created = { campusesCreated: 0, buildingsCreated: 0, unitsCreated: 0 };
  readonly #campuses: Campus[];
  readonly #buildings: Building[];
  readonly #units: Unit[];
  readonly #zone: string;

  constructor(places: PlaceDocuments, zone: string) {
    this.#campuses = [...places.campuses];
    this.#buildings = [...places.buildings];
    this.#units = [...places.units];
    this.#zone = zone;
  }

  add(listed: ListedBuilding): void {
    const campus = this.#campus(listed.campus);
    const known = this.#find(listed, campus.id);
    if (known === undefined) this.#create(listed, campus.id);
    else this.#complete(known, listed);
  }

  #campus(name: string): Campus {
    const known = this.#campuses.find((campus) => campus.name === name);
    if (known !== undefined) return known;
    const campus = { id: uuidv4(), name, zone: this.#zone };
    this.#campuses.push(campus);
    this.puts.push(campusPut(campus));
    this.created.campusesCreated += 1;
    return campus;
  }

  #find(listed: ListedBuilding, campusId: Id): Building | undefined {
    const wanted = buildingKey(listed.name);
    return this.#buildings.find(
      (building) =>
        building.campusId === campusId &&
        [building.name, ...building.aliases].some((name) => buildingKey(name) === wanted),
    );
  }

  #create(listed: ListedBuilding, campusId: Id): void {
    const made = newBuilding({ ...listed, campusId });
    this.#buildings.push(made.building);
    this.#units.push(...made.units);
    this.puts.push(...made.puts);
    this.created.buildingsCreated += 1;
    this.created.unitsCreated += made.units.length;
  }

  #complete(known: Building, listed: ListedBuilding): void {
    const had = new Set(
      this.#units.filter((unit) => unit.buildingId === known.id).map((unit) => unit.code),
    );
    const added = listed.units
      .filter((code) => !had.has(code))
      .map((code) => newUnit(known.id, code));
    if (added.length > 0) this.buildingIds.push(known.id);
    this.#units.push(...added);
    this.puts.push(...added.map(unitPut));
    this.created.unitsCreated += added.length;
    const aliases = [...new Set([...known.aliases, ...listed.aliases])];
    if (aliases.length === known.aliases.length) return;
    this.#buildings.splice(this.#buildings.indexOf(known), 1, { ...known, aliases });
    this.puts.push(buildingPut({ ...known, aliases }));
  }
}
