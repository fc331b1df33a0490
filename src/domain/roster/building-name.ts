import { withDigits } from './chinese-numerals.ts';
import { compareForm } from './compare-form.ts';
import type { ListedBuilding } from './roster-reading.ts';

const ending = /(?<=.)(?:号楼|栋|舍|幢|楼|#)$/u;

/** 文苑二号楼, 文苑2号楼 and 文苑2 are one name. */
export function buildingKey(name: string): string {
  let key = withDigits(compareForm(name));
  for (let shorter = key.replace(ending, ''); shorter !== key; shorter = key.replace(ending, '')) {
    key = shorter;
  }
  return key;
}

/** Finds listed buildings by any way of writing their names and aliases. */
export class BuildingIndex {
  readonly #byKey = new Map<string, Set<ListedBuilding>>();
  /** A roster repeats few names over many rows. */
  readonly #keyByName = new Map<string, string>();

  constructor(buildings: readonly ListedBuilding[]) {
    for (const building of buildings) {
      for (const name of [building.name, ...building.aliases]) {
        const key = buildingKey(name);
        this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(building));
      }
    }
  }

  /** `undefined` when the list has no such building, or several that the campus does not tell apart. */
  find(name: string, campus: string | null = null): ListedBuilding | undefined {
    const found = [...(this.#byKey.get(this.#keyOf(name)) ?? [])];
    if (found.length <= 1) return found[0];
    const exact = found.filter((building) => compareForm(building.name) === compareForm(name));
    if (exact.length === 1) return exact[0];
    const here = found.filter((building) => campus !== null && building.campus === campus);
    return here.length === 1 ? here[0] : undefined;
  }

  /** Whether this is a name or alias of that building. */
  isNameOf(building: ListedBuilding, name: string): boolean {
    return this.#byKey.get(this.#keyOf(name))?.has(building) ?? false;
  }

  #keyOf(name: string): string {
    const known = this.#keyByName.get(name);
    if (known !== undefined) return known;
    const key = buildingKey(name);
    this.#keyByName.set(name, key);
    return key;
  }
}
