import type { Id } from './id.ts';
import { firstLettersOf, lettersOf } from './letter-bits.ts';
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
 * fill the list; of all others, letters are compared as bits before a text is touched.
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
        const searched = [...groups].filter(([id]) => own.has(id) === isOwn);
        const shelves: P[][] = Array.from({ length: FIT.not }, () => []);
        if (found.length === limit) return found;
        for (const [, group] of searched) shelve(group.fitting(typed, tokens), { shelves, limit });
        found.push(...shelves.flat().slice(0, limit - found.length));
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

/** Whom every word fits, and how: side by side, for an object each would cost more than the search itself. */
interface Fitting<P> {
  rows: readonly SearchRow<P>[];
  fits: readonly Fit[];
}

/** On each shelf no more than can be shown. */
function shelve<P>(
  { rows, fits }: Fitting<P>,
  { shelves, limit }: { shelves: readonly P[][]; limit: number },
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const shelf = shelves[fits[index] ?? FIT.not];
    const row = rows[index];
    if (shelf !== undefined && row !== undefined && shelf.length < limit) shelf.push(row.person);
  }
}

/** The people of one building, as they are searched. */
function createGroup<P extends Findable>() {
  const rowById = new Map<Id, SearchRow<P>>();
  let block: Block<P> | null = null;
  /** What was typed last and whom it fitted: only they can fit what is typed on to it in letters. */
  let last: { typed: string; isLatin: boolean; fitting: Fitting<P> } | null = null;

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
    fitting: (typed: string, tokens: readonly SearchToken[]): Fitting<P> => {
      const isLatin = tokens.every(isLatinOnly);
      const isNarrower = isLatin && last?.isLatin === true && typed.startsWith(last.typed);
      block ??= toBlock([...rowById.values()]);
      const rows = isNarrower && last ? last.fitting.rows : possibleRows(block, tokens);
      last = { typed, isLatin, fitting: fittingOf(rows, tokens) };
      return last.fitting;
    },
  };
}

function fittingOf<P extends Findable>(
  rows: readonly SearchRow<P>[],
  tokens: readonly SearchToken[],
): Fitting<P> {
  const fitting = { rows: [] as SearchRow<P>[], fits: [] as Fit[] };
  for (const row of rows) {
    const fit = fitOf(row, tokens);
    if (fit === FIT.not) continue;
    fitting.rows.push(row);
    fitting.fits.push(fit);
  }
  return fitting;
}

/** The rows of one building with their letters side by side, compared before a text is touched. */
interface Block<P> {
  rows: readonly SearchRow<P>[];
  firstLetters: Int32Array;
  letters: Int32Array;
}

function toBlock<P>(rows: readonly SearchRow<P>[]): Block<P> {
  return {
    rows,
    firstLetters: Int32Array.from(rows, ({ keys }) => firstLettersOf(keys)),
    letters: Int32Array.from(rows, ({ keys }) => lettersOf(keys)),
  };
}

function possibleRows<P>(
  { rows, firstLetters, letters }: Block<P>,
  tokens: readonly SearchToken[],
): readonly SearchRow<P>[] {
  const words = tokens.flatMap((token) => (isLatinOnly(token) ? token.latin : []));
  if (words.length === 0) return rows;
  const wantedFirst = firstLettersOf(words);
  const wanted = lettersOf(words);
  const possible: SearchRow<P>[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    const isPossible = hasBits(firstLetters, index, wantedFirst) && hasBits(letters, index, wanted);
    if (row !== undefined && isPossible) possible.push(row);
  }
  return possible;
}

function hasBits(bits: Int32Array, index: number, wanted: number): boolean {
  return ((bits[index] ?? 0) & wanted) === wanted;
}

function isLatinOnly({ number, name, room, latin }: SearchToken): boolean {
  return number === null && name === null && room === null && latin.length === 1;
}
