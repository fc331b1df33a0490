import { buildingKey } from './building-name.ts';
import type { UnlistedPlace } from './place.ts';
import type { ListedBuilding, UnknownBuilding, UnknownUnit } from './roster-reading.ts';
import type { RosterRow } from './roster-row.ts';

const naturally = new Intl.Collator('en', { numeric: true });

/** Names that mean one building are listed once, as first written. */
export function listUnknownBuildings(places: readonly UnlistedPlace[]): UnknownBuilding[] {
  const found = new Map<string, UnknownBuilding>();
  for (const { name, unit, campus } of places) {
    const key = buildingKey(name);
    const building = found.get(key) ?? { name, units: [], rowCount: 0, campus };
    building.rowCount += 1;
    building.campus ??= campus;
    if (unit !== null && !building.units.includes(unit)) building.units.push(unit);
    found.set(key, building);
  }
  const buildings = [...found.values()];
  for (const building of buildings) building.units.sort((a, b) => naturally.compare(a, b));
  return buildings;
}

/** Units of imported rows, in the order in which they first appear. */
export function listUnknownUnits(
  rows: readonly RosterRow[],
  buildings: readonly ListedBuilding[],
): UnknownUnit[] {
  const listed = new Map(buildings.map((building) => [building.name, new Set(building.units)]));
  const found = new Map<string, UnknownUnit>();
  for (const { building, unit } of rows) {
    if (building === null || unit === null || listed.get(building)?.has(unit)) continue;
    const key = `${building}/${unit}`;
    const known = found.get(key) ?? { building, unit, rowCount: 0 };
    known.rowCount += 1;
    found.set(key, known);
  }
  return [...found.values()];
}
