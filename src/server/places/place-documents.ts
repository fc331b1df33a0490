import { v4 as uuidv4 } from 'uuid';
import type { Id } from '../../domain/id.ts';
import type {
  Building,
  Campus,
  DisinfectionArea,
  Door,
  Room,
  Thermometer,
  Unit,
} from '../../domain/place.ts';
import { buildingScope, CAMPUS_PUBLIC, unitScope } from '../../domain/scope.ts';
import type { DocumentPut } from '../database/documents.ts';

// Places are for everyone; rooms only for those who walk, seal or disinfect them, for a campus has thousands.
const scopes = [CAMPUS_PUBLIC];

export const campusPut = (body: Campus): DocumentPut => ({
  kind: 'campus',
  id: body.id,
  body,
  scopes,
});
export const buildingPut = (body: Building): DocumentPut => ({
  kind: 'building',
  id: body.id,
  body,
  scopes,
});
export const unitPut = (body: Unit): DocumentPut => ({ kind: 'unit', id: body.id, body, scopes });
export const doorPut = (body: Door): DocumentPut => ({ kind: 'door', id: body.id, body, scopes });
export const thermometerPut = (body: Thermometer): DocumentPut => ({
  kind: 'thermometer',
  id: body.id,
  body,
  scopes,
});
export const areaPut = (body: DisinfectionArea): DocumentPut => ({
  kind: 'area',
  id: body.id,
  body,
  scopes,
});
export const roomPut = (body: Room): DocumentPut => ({
  kind: 'room',
  id: body.id,
  body,
  scopes: [unitScope(body.unitId, 'round'), buildingScope(body.buildingId, 'upkeep')],
});

/** A building with its units and its main door, so that duty can begin at once. */
export function newBuilding(of: {
  campusId: Id;
  name: string;
  aliases: readonly string[];
  units: readonly string[];
  accessMode?: Building['accessMode'] | undefined;
}): { building: Building; units: Unit[]; door: Door; puts: DocumentPut[] } {
  const building: Building = {
    id: uuidv4(),
    campusId: of.campusId,
    name: of.name,
    aliases: [...of.aliases],
    accessMode: of.accessMode ?? 'closed',
  };
  const units = [...new Set(of.units)].map((code) => newUnit(building.id, code));
  const door: Door = {
    id: uuidv4(),
    name: mainDoorName(of.name),
    buildingIds: [building.id],
  };
  return {
    building,
    units,
    door,
    puts: [buildingPut(building), ...units.map(unitPut), doorPut(door)],
  };
}

export const newUnit = (buildingId: Id, code: string): Unit => ({ id: uuidv4(), buildingId, code });

/** Named in the building's own language. */
function mainDoorName(name: string): string {
  const ending = /\p{Script=Han}/u.test(name) ? '大门' : 'main door';
  return `${name.slice(0, 80)} ${ending}`;
}
