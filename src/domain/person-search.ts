import type { Id } from './id.ts';
import type { Directory } from './person.ts';
import { firstLettersOf, lettersOf } from './letter-bits.ts';
import { makeSearchKeys } from './search-keys.ts';
import { readQuery, squeezeName, type RoomSought, type SearchToken } from './search-query.ts';

export type Findable = Pick<Directory, 'id' | 'number' | 'name' | 'passportName' | 'home' | 'keys'>;

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

/** How well a word fits: the smaller the better. */
const FIT = { whole: 0, tail: 1, beginning: 2, later: 3, not: 4 } as const;
type Fit = (typeof FIT)[keyof typeof FIT];

/** One person, as the search reads it. Everything is lower case. */
interface Row<P> {
  person: P;
  number: string;
  name: string;
  /** Each key with a space before every word: ` zhang san`. */
  keys: readonly string[];
  unit: string;
  room: string;
  bed: string;
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
    group.put(toRow(person));
    buildingById.set(person.id, buildingId);
  };

  for (const person of people) put(person);
  return {
    search: (typed, { limit, preferBuildingIds }) => {
      const tokens = readQuery(typed);
      const own = new Set<Id | null>(preferBuildingIds);
      const found: P[] = [];
      for (const isOwn of [true, false]) {
        const searched = [...groups]
          .filter(([id]) => own.has(id) === isOwn)
          .map(([, group]) => group.block());
        if (found.length < limit)
          found.push(...searchBlocks(searched, tokens, limit - found.length));
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

/** The rows of one building, their bits side by side: reading those alone is what makes the search fast. */
interface Block<P> {
  rows: readonly Row<P>[];
  firstLetters: Int32Array;
  letters: Int32Array;
}

function createGroup<P extends Findable>() {
  const rowById = new Map<Id, Row<P>>();
  let block: Block<P> | null = null;
  return {
    put: (row: Row<P>) => {
      rowById.set(row.person.id, row);
      block = null;
    },
    remove: (id: Id) => {
      rowById.delete(id);
      block = null;
    },
    block: (): Block<P> => {
      block ??= toBlock([...rowById.values()]);
      return block;
    },
  };
}

function toBlock<P>(rows: readonly Row<P>[]): Block<P> {
  return {
    rows,
    firstLetters: Int32Array.from(rows, (row) => firstLettersOf(textsOf(row))),
    letters: Int32Array.from(rows, (row) => lettersOf(textsOf(row))),
  };
}

function textsOf({ keys, number }: Row<unknown>): string[] {
  return [...keys, number];
}

function toRow<P extends Findable>(person: P): Row<P> {
  const keys = person.keys.length > 0 ? person.keys : makeSearchKeys(person, () => []);
  const number = person.number?.toLowerCase() ?? '';
  const { home } = person;
  return {
    person,
    number,
    name: squeezeName(person.name),
    keys: keys.map((key) => ` ${key}`),
    unit: home?.unit?.toLowerCase() ?? '',
    room: home?.room?.toLowerCase() ?? '',
    bed: home?.bed?.toLowerCase() ?? '',
  };
}

function searchBlocks<P extends Findable>(
  blocks: readonly Block<P>[],
  tokens: readonly SearchToken[],
  limit: number,
): P[] {
  if (tokens.length === 0) return [];
  const words = tokens.flatMap((token) => (isLatinOnly(token) ? token.latin : []));
  const firstLetters = firstLettersOf(words);
  const letters = lettersOf(words);
  const found: P[][] = Array.from({ length: FIT.not }, () => []);
  for (const block of blocks)
    for (let index = 0; index < block.rows.length; index += 1) {
      if (!hasBits(block.firstLetters, index, firstLetters)) continue;
      if (!hasBits(block.letters, index, letters)) continue;
      const row = block.rows[index];
      if (row === undefined) continue;
      const fit = fitOf(row, tokens);
      const shelf = found[fit];
      if (shelf === undefined || shelf.length === limit) continue;
      shelf.push(row.person);
      if (fit === FIT.whole && shelf.length === limit) return shelf;
    }
  return found.flat().slice(0, limit);
}

function hasBits(bits: Int32Array, index: number, wanted: number): boolean {
  return ((bits[index] ?? 0) & wanted) === wanted;
}

function isLatinOnly({ name, room, latin }: SearchToken): boolean {
  return name === null && room === null && latin.length === 1;
}

/** Every word must fit; the worst of them counts. */
function fitOf(row: Row<Findable>, tokens: readonly SearchToken[]): Fit {
  let worst: Fit = FIT.whole;
  for (const token of tokens) {
    const fit = fitOfToken(row, token);
    if (fit === FIT.not) return fit;
    if (fit > worst) worst = fit;
  }
  return worst;
}

function fitOfToken(row: Row<Findable>, token: SearchToken): Fit {
  let best: Fit = FIT.not;
  if (token.number !== null) best = better(best, fitOfNumber(row.number, token.number));
  if (token.room !== null) best = better(best, fitOfRoom(row, token.room));
  if (token.name !== null && best > FIT.beginning)
    best = better(best, fitOfName(row.name, token.name));
  for (const letters of token.latin)
    for (const key of row.keys) best = better(best, fitOfKey(key, letters));
  return best;
}

function better(a: Fit, b: Fit): Fit {
  return b < a ? b : a;
}

function fitOfNumber(number: string, sought: string): Fit {
  if (number.endsWith(sought)) return number.length === sought.length ? FIT.whole : FIT.tail;
  return number.startsWith(sought) ? FIT.beginning : FIT.not;
}

function fitOfName(name: string, sought: string): Fit {
  const at = name.indexOf(sought);
  if (at < 0) return FIT.not;
  if (at > 0) return FIT.later;
  return name.length === sought.length ? FIT.whole : FIT.beginning;
}

function fitOfRoom({ unit, room, bed }: Row<Findable>, sought: RoomSought): Fit {
  if (sought.bed !== null && sought.bed !== bed) return FIT.not;
  if (sought.unit === null && sought.room.startsWith(unit) && sought.room === unit + room)
    return FIT.beginning;
  if ((sought.unit !== null && sought.unit !== unit) || !room.startsWith(sought.room))
    return FIT.not;
  if (room.length > sought.room.length) return sought.bed === null ? FIT.later : FIT.not;
  return sought.unit === null ? FIT.beginning : FIT.whole;
}

/** Whether the letters are beginnings of consecutive words of the key: `zs`, `zhangs`, `zhangsan` in ` zhang san`. */
function fitOfKey(key: string, letters: string): Fit {
  const first = letters.charCodeAt(0);
  for (let space = 0; space >= 0; space = key.indexOf(' ', space + 1)) {
    if (key.charCodeAt(space + 1) !== first) continue;
    const end = endOfLetters(key, space + 1, letters);
    if (end < 0) continue;
    if (space > 0) return FIT.later;
    return key.includes(' ', end) ? FIT.beginning : FIT.whole;
  }
  return FIT.not;
}

/** Where in the key the letters end, or -1. Tries the most of a word first, then less of it and the next word. */
function endOfLetters(key: string, at: number, letters: string): number {
  let length = 0;
  while (length < letters.length && key.charCodeAt(at + length) === letters.charCodeAt(length))
    length += 1;
  if (length === letters.length) return at + length;
  const next = key.indexOf(' ', at) + 1;
  if (next === 0) return -1;
  for (let used = length; used > 0; used -= 1) {
    if (key.charCodeAt(next) !== letters.charCodeAt(used)) continue;
    const end = endOfLetters(key, next, letters.slice(used));
    if (end >= 0) return end;
  }
  return -1;
}
