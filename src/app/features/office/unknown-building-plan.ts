import type { Id } from '../../../domain/id.ts';
import type { BuildingEntry, Places } from '../../../protocol/office-places.ts';
import type { RosterPreview } from '../../../protocol/office-roster.ts';
import type { OfficeApi } from './api.ts';
import type { Answer } from './call.ts';
import { namesIn } from './place-text.ts';
import { t } from './office-strings.ts';

/** A name in fewer rows than this is more likely a slip than a building: nothing is planned for it. */
export const LIKELY_ROWS = 5;

/** What becomes of a name that no building has. */
export type Plan =
  | { kind: 'skip' }
  | { kind: 'create' }
  /** Another name of a building that is registered, … */
  | { kind: 'alias-of'; buildingId: Id }
  /** … or of one that is created now. */
  | { kind: 'alias-of-new'; name: string };

export interface UnknownName {
  name: string;
  rowCount: number;
  plan: Plan;
  campus: string;
  /** Codes as typed, parted by commas. */
  units: string;
}

/** The names of the file that no building has, the most frequent first. */
export function unknownNames(preview: RosterPreview, campus: string): UnknownName[] {
  return [...preview.unknownBuildings]
    .sort((a, b) => b.rowCount - a.rowCount)
    .map((building) => ({
      name: building.name,
      rowCount: building.rowCount,
      plan: { kind: building.rowCount >= LIKELY_ROWS ? 'create' : 'skip' },
      campus: building.campus ?? campus,
      units: building.units.join(t('comma')),
    }));
}

/** Creates the buildings, adds the other names, and has the file read again. Safe to repeat: what is there stays. */
export async function carryOut(
  api: OfficeApi,
  previewId: Id,
  { names, places }: { names: readonly UnknownName[]; places: Places },
): Promise<Answer<RosterPreview>> {
  const created = names.filter(({ plan }) => plan.kind === 'create');
  const aliasesOf = (isOf: (plan: Plan) => boolean) =>
    names.filter(({ plan }) => isOf(plan)).map(({ name }) => name);

  if (created.length > 0) {
    const list = created.map(({ name, campus, units }) => ({
      campus: campus.trim(),
      name,
      aliases: aliasesOf((plan) => plan.kind === 'alias-of-new' && plan.name === name),
      units: namesIn(units),
    }));
    const imported = await api.importPlaces(list);
    if (!imported.ok) return imported;
  }
  for (const entry of places.buildings) {
    const { id } = entry.building;
    const aliases = aliasesOf((plan) => plan.kind === 'alias-of' && plan.buildingId === id);
    const saved = aliases.length > 0 ? await addAliases(api, entry, aliases) : null;
    if (saved?.ok === false) return saved;
  }
  const campusName = places.campuses[0]?.campus.name ?? created[0]?.campus.trim() ?? '';
  return api.createPlaces(previewId, { campusName, buildings: [] });
}

function addAliases(api: OfficeApi, entry: BuildingEntry, aliases: readonly string[]) {
  const { id, campusId, name, aliases: known, accessMode } = entry.building;
  return api.saveBuilding(
    {
      campusId,
      name,
      aliases: [...new Set([...known, ...aliases])],
      units: entry.units.map(({ unit }) => unit.code),
      accessMode,
    },
    { id, version: entry.version },
  );
}
