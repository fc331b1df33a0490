import type { Id } from './id.ts';
import { isLatinOnly, soughtIn, toBlock, type SearchBlock } from './search-block.ts';
import { FIT, fitOf, toSearchRow, type Findable, type Fit, type SearchRow } from './search-fit.ts';
import { readQuery, type SearchToken } from './search-query.ts';

export type { Findable };

export interface PersonIndex<P extends Findable> {
  /**
   * The people whom every word fits, best first: those of the preferred buildings, then by how it fits
   * (all of a number, name or room; the end of a number; a beginning; a later part).
   */
  search: (typed: string, options: SearchOptions) => P[];
  /** Adds a person, or takes the place of the one with that id. */
  put: (person: P) => void;
  remove: (id: Id) => void;
  readonly size: number;
}

export interface SearchOptions {
  limit: number;
  preferBuildingIds: readonly Id[];
}

/**
 * In memory, over a whole campus. The preferred buildings are looked through first, and nobody else if they
 * fill the list; letters are compared as bits before a text is touched, and no text at all of whoever could not come
 * before those that are found already.
 */
export function createPersonIndex<P extends Findable>(people: Iterable<P>): PersonIndex<P> {
  const buildingById = new Map<Id, Id | null>();
  const groups = new Map<Id | null, ReturnType<typeof createGroup<P>>>();

  const remove = (id: Id) => {
    const buildingId = buildingById.get(id);
    if (buildingId !== undefined) groups.get(buildingId)?.remove(id);
    buildingById.delete(id);
  };
  const put = (person: P) => {
    remove(person.id);
    const buildingId = person.home?.buildingId ?? null;
    const group = groups.get(buildingId) ?? createGroup<P>();
    groups.set(buildingId, group);
    group.put(toSearchRow(person));
    buildingById.set(person.id, buildingId);
  };

  for (const person of people) put(person);
  return {
    search: (typed, { limit, preferBuildingIds }) => {
      const tokens = readQuery(typed);
      if (tokens.length === 0) return [];
      const own = new Set<Id | null>(preferBuildingIds);
      const found: P[] = [];
      for (const isOwn of [true, false]) {
        if (found.length === limit) return found;
        const shelves = createShelves<P>(limit - found.length);
        for (const [id, group] of groups)
          if (own.has(id) === isOwn) group.shelve({ typed, tokens }, shelves);
        found.push(...shelves.best());
      }
      return found;
    },
    put,
    remove,
    get size() {
      return buildingById.size;
    },
  };
}

/** As many people of each fit as can be shown, in the order in which they were looked at. */
function createShelves<P>(limit: number) {
  const shelves: P[][] = Array.from({ length: FIT.not }, () => []);
  return {
    put: (fit: Fit, person: P) => void shelves[fit]?.push(person),
    /** Nobody who comes later and fits no better than this can still be shown. */
    isFull: (fit: Fit): boolean => {
      let count = 0;
      for (let better = 0; better <= fit; better += 1) count += shelves[better]?.length ?? 0;
      return count >= limit;
    },
    best: (): P[] => shelves.flat().slice(0, limit),
  };
}

/** The people of one building, as they are searched. */
function createGroup<P extends Findable>() {
  const rowById = new Map<Id, SearchRow<P>>();
  let block: SearchBlock<P> | null = null;
  /** What was typed last, in letters, and whom it may fit: only they can fit what is typed on to it. */
  let last: { typed: string; places: readonly number[] } | null = null;

  const changed = () => {
    block = null;
    last = null;
  };
  return {
    put: (row: SearchRow<P>) => {
      rowById.set(row.person.id, row);
      changed();
    },
    remove: (id: Id) => {
      rowById.delete(id);
      changed();
    },
    /** Looks at nobody's texts who could not be shown any more. */
    shelve: (
      { typed, tokens }: { typed: string; tokens: readonly SearchToken[] },
      shelves: ReturnType<typeof createShelves<P>>,
    ): void => {
      block ??= toBlock([...rowById.values()]);
      const { rows } = block;
      const sought = soughtIn(block, tokens);
      const isLatin = tokens.every(isLatinOnly);
      const among = isLatin && last !== null && typed.startsWith(last.typed) ? last.places : null;
      const places: number[] = [];
      const count = among?.length ?? rows.length;
      for (let at = 0; at < count; at += 1) {
        const place = among === null ? at : (among[at] ?? at);
        const row = rows[place];
        const best = sought.hasLetters ? sought.bestAt(place) : sought.best;
        if (row === undefined || best === FIT.not) continue;
        const isTooLate = shelves.isFull(best);
        if (isTooLate && !sought.hasLetters) break;
        const fit = isTooLate ? null : fitOf(row, tokens);
        if (fit === FIT.not) continue;
        places.push(place);
        if (fit !== null) shelves.put(fit, row.person);
      }
      last = isLatin ? { typed, places } : null;
    },
  };
}
