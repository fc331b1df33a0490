import { plainDashes, compareForm } from './compare-form.ts';
import { type BuildingIndex, buildingKey } from './building-name.ts';
import { bedKey, cleanBed, cleanUnit, readRoomCode, type RoomCode } from './room-code.ts';
import type { ListedBuilding, RowDetails } from './roster-reading.ts';
import type { WarningCode } from './roster-code.ts';
import type { Whereabouts } from './roster-row.ts';
import { cleanText } from './text.ts';

/** The cells that say where somebody lives; `undefined` = the table has no such column. */
export interface PlaceCells {
  campus: string | null;
  building: string | undefined;
  unit: string | undefined;
  room: string | undefined;
  bed: string | undefined;
  /** Stands in for a building column that is absent. */
  sheetName: string;
  /** `undefined` = no such column, `null` = empty or unknown. */
  whereabouts: Whereabouts | null | undefined;
}

export interface Place {
  campus: string | null;
  building: string | null;
  unit: string | null;
  room: string | null;
  bed: string | null;
}

export type PlaceWarning = RowDetails & { code: WarningCode };
export type PlaceRejection = RowDetails & { code: 'UNKNOWN_BUILDING' | 'BUILDING_CONFLICT' };
export type PlaceReading =
  | { place: Place; warnings: PlaceWarning[] }
  | { rejection: PlaceRejection; unlisted?: UnlistedPlace };

/** What a row says of a building that the list lacks. */
export interface UnlistedPlace {
  name: string;
  unit: string | null;
  campus: string | null;
}

/** The building that answers for a person, and the bed there. Never guessed: see the rejection codes. */
export function readPlace(cells: PlaceCells, buildings: BuildingIndex): PlaceReading {
  const column = cells.building ?? cells.sheetName;
  const fromColumn = isEmptyBuilding(column) ? null : buildings.find(column, cells.campus);
  const code = readCode(cells, buildings, fromColumn ?? undefined);
  const fromCode = code?.building ? buildings.find(code.building, cells.campus) : undefined;

  if (fromColumn === null) return readWithoutColumn(cells, code, fromCode);
  if (fromColumn === undefined) {
    return cells.building === undefined && fromCode
      ? readInBuilding(cells, code, fromCode)
      : unknownBuilding(cells, column);
  }
  if (code?.building && !buildings.isNameOf(fromColumn, code.building)) {
    const details = { field: 'room', value: cells.room ?? null, buildingColumn: column } as const;
    return { rejection: { code: 'BUILDING_CONFLICT', ...details } };
  }
  return readInBuilding(cells, code, fromColumn);
}

function unknownBuilding(cells: PlaceCells, column: string): PlaceReading {
  const rejection = { code: 'UNKNOWN_BUILDING', field: 'building' } as const;
  if (isEmptyBuilding(column)) {
    return { rejection: { ...rejection, value: column.trim() === '' ? null : column } };
  }
  const name = cleanText(column).text;
  const isThisRows = (written: string) => buildingKey(written) === buildingKey(name);
  const code = readRoomCode(cells.room ?? '', { isThisRows, isListed: () => false });
  const unit = code?.unit ?? cleanUnit(cells.unit ?? '');
  return {
    rejection: { ...rejection, value: column },
    unlisted: { name, unit, campus: cells.campus },
  };
}

function readWithoutColumn(
  cells: PlaceCells,
  code: RoomCode | null,
  fromCode: ListedBuilding | undefined,
): PlaceReading {
  if (fromCode) return readInBuilding(cells, code, fromCode);
  const isOffCampus = cells.whereabouts && cells.whereabouts !== 'on_campus';
  if (!isOffCampus) return unknownBuilding(cells, cells.building ?? '');
  const nowhere = { building: null, unit: null, room: null, bed: null };
  return { place: { campus: cells.campus, ...nowhere }, warnings: [] };
}

function readCode(
  cells: PlaceCells,
  buildings: BuildingIndex,
  building: ListedBuilding | undefined,
): RoomCode | null {
  return readRoomCode(cells.room ?? '', {
    isThisRows: (name) => building !== undefined && buildings.isNameOf(building, name),
    isListed: (name) => buildings.find(name, cells.campus) !== undefined,
  });
}

function readInBuilding(
  cells: PlaceCells,
  code: RoomCode | null,
  building: ListedBuilding,
): PlaceReading {
  const at = { campus: building.campus, building: building.name };
  const column = { unit: cleanUnit(cells.unit ?? ''), bed: cleanBed(cells.bed ?? '') };
  const isRoomEmpty = (cells.room ?? '').trim() === '';
  if (code === null && !isRoomEmpty) {
    const warning = { code: 'ROOM_INVALID', field: 'room', value: cells.room ?? null } as const;
    return { place: { ...at, unit: null, room: null, bed: null }, warnings: [warning] };
  }
  const unit = listedUnit(building, code?.unit ?? column.unit);
  const bed = code?.bed ?? column.bed;
  const warnings = [...conflicts(code, column), ...missing(cells, code, bed)];
  return { place: { ...at, unit, room: code?.room ?? null, bed }, warnings };
}

/** The code wins over the separate columns. */
function conflicts(
  code: RoomCode | null,
  column: { unit: string | null; bed: string | null },
): PlaceWarning[] {
  return (['unit', 'bed'] as const).flatMap((field): PlaceWarning[] => {
    const codeValue = code?.[field];
    const columnValue = column[field];
    if (!codeValue || !columnValue || bedKey(codeValue) === bedKey(columnValue)) return [];
    return [{ code: 'ROOM_CODE_CONFLICT', field, codeValue, columnValue }];
  });
}

function missing(cells: PlaceCells, code: RoomCode | null, bed: string | null): PlaceWarning[] {
  if (code)
    return bed === null && cells.bed !== undefined ? [{ code: 'BED_MISSING', field: 'bed' }] : [];
  const livesHere = cells.whereabouts === 'on_campus' || cells.whereabouts === undefined;
  return livesHere && cells.room !== undefined ? [{ code: 'ROOM_MISSING', field: 'room' }] : [];
}

/** `01` is the listed unit `1`; a unit that the list lacks is kept as written. */
export function listedUnit(building: ListedBuilding, unit: string | null): string | null {
  if (unit === null) return null;
  return building.units.find((listed) => unitKey(listed) === unitKey(unit)) ?? unit;
}

function unitKey(unit: string): string {
  return bedKey(cleanUnit(unit) ?? unit);
}

function isEmptyBuilding(text: string): boolean {
  const form = compareForm(text);
  return form === '' || form === '校外' || form === '无' || plainDashes(form) === '-';
}
