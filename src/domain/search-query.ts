import { foldLatin } from './search-keys.ts';

/**
 * One word of what was typed, in every sense that it may have. `null` = it cannot mean that. All are lower case.
 */
export interface SearchToken {
  /** At the end or the start of a student number, or all of it. */
  number: string | null;
  /** A piece of a name, dots and apostrophes left out. */
  name: string | null;
  /** Latin letters: `lü` may be the syllable lv or a folded u. */
  latin: readonly string[];
  room: RoomSought | null;
}

export interface RoomSought {
  unit: string | null;
  /** The first digits of the room; all of them if a bed follows. */
  room: string;
  bed: string | null;
}

const DASHES = /\s*[-‐‑‒–—―−﹣－~～_]\s*/g;

/** What was typed, word by word. All words must fit a person, in any order. */
export function readQuery(typed: string): SearchToken[] {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(DASHES, '-')
    .split(/[\s,，、]+/)
    .filter((word) => word !== '' && word !== '-')
    .map(readToken);
}

function readToken(word: string): SearchToken {
  const isNumber = /^[a-z0-9-]{2,20}$/.test(word) && /\d/.test(word);
  const isName = /[^\p{ASCII}]/u.test(word);
  return {
    number: isNumber ? word : null,
    name: isName ? squeezeName(word) : null,
    latin: readLatin(word),
    room: readRoom(word),
  };
}

/** A name without what people leave out: spaces, middle dots, hyphens, apostrophes. */
export function squeezeName(name: string): string {
  return name.toLowerCase().replace(/[\s·•・.'’‘ʼ`-]/g, '');
}

function readLatin(word: string): string[] {
  const bare = word.replace(/['’‘ʼ`·.-]/g, '');
  return [bare.replace(/ü|u\u0308/g, 'v'), bare]
    .map(foldLatin)
    .filter((text, index, all) => /^[a-z]+$/.test(text) && all.indexOf(text) === index);
}

/** `2-305`, `A-0312`, `a0312`, `3单元502室`, `305`, `1204-3`, `2-305-1`. */
function readRoom(word: string): RoomSought | null {
  const text = word
    .replace(/单元|座|区|unit/, '-')
    .replace(/[室房号床]+/g, '-')
    .replace(/-+$/, '');
  const [, unit = null, room = '', bed = null] =
    /^(?:([a-z]|\d{1,2})-)?(\d{1,4})(?:-([a-f]|\d{1,2}))?$/.exec(text) ?? [];
  if (room !== '' && (unit !== null || room.length > 1 || bed !== null)) return { unit, room, bed };
  const [, letter, rest] = /^([a-z])(\d{1,4})$/.exec(text) ?? [];
  if (letter !== undefined && rest !== undefined) return { unit: letter, room: rest, bed: null };
  return null;
}
