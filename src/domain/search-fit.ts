import type { Directory } from './person.ts';
import { makeSearchKeys } from './search-keys.ts';
import { squeezeName, type RoomSought, type SearchToken } from './search-query.ts';

export type Findable = Pick<Directory, 'id' | 'number' | 'name' | 'passportName' | 'home' | 'keys'>;

/** How well a word fits: the smaller the better. */
export const FIT = { whole: 0, tail: 1, beginning: 2, later: 3, not: 4 } as const;
export type Fit = (typeof FIT)[keyof typeof FIT];

/** One person, as the search reads it. Everything is lower case. */
export interface SearchRow<P> {
  person: P;
  number: string;
  name: string;
  /** Each key with a space before every word: ` zhang san`. */
  keys: readonly string[];
  unit: string;
  room: string;
  bed: string;
}

export function toSearchRow<P extends Findable>(person: P): SearchRow<P> {
  const number = person.number?.toLowerCase() ?? '';
  const keys = person.keys.length > 0 ? person.keys : makeSearchKeys(person, () => []);
  /** So that the letters which some numbers begin with are found like a name. */
  const numberKey = /^[a-z]+/.exec(number) ?? [];
  const { home } = person;
  return {
    person,
    number,
    name: squeezeName(person.name),
    keys: [...keys, ...numberKey].map((key) => ` ${key}`),
    unit: home?.unit?.toLowerCase() ?? '',
    room: home?.room?.toLowerCase() ?? '',
    bed: home?.bed?.toLowerCase() ?? '',
  };
}

/** Every word must fit; the worst of them counts. */
export function fitOf(row: SearchRow<Findable>, tokens: readonly SearchToken[]): Fit {
  let worst: Fit = FIT.whole;
  for (const token of tokens) {
    const fit = fitOfToken(row, token);
    if (fit === FIT.not) return fit;
    if (fit > worst) worst = fit;
  }
  return worst;
}

function fitOfToken(row: SearchRow<Findable>, token: SearchToken): Fit {
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

function fitOfRoom({ unit, room, bed }: SearchRow<Findable>, sought: RoomSought): Fit {
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
