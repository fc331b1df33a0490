import type { Directory } from './person.ts';

/**
 * The readings of the Chinese characters of a name, likeliest first: each one syllable per character,
 * lower case without tones, `v` for ü. 单晓明 → [[shan, xiao, ming], [dan, xiao, ming]].
 */
export type PinyinOf = (name: string) => readonly (readonly string[])[];

/** A name may be read in so many ways at most: more are not typed by anybody. */
const MAX_READINGS = 6;

/**
 * What a person is found by besides number, name and room: words of a to z, one space between, each way of
 * reading the name a key. Made once, at import, because the dictionary is too big for a phone.
 */
export function makeSearchKeys(
  person: Pick<Directory, 'name' | 'passportName'>,
  pinyinOf: PinyinOf,
): string[] {
  const readings = pinyinOf(person.name)
    .slice(0, MAX_READINGS)
    .map((syllables) => syllables.join(' '));
  const words = [person.name, person.passportName ?? ''].map(latinWords);
  return [...new Set([...readings, ...words].filter((key) => key !== ''))];
}

/** The Latin words of a name; hyphens, apostrophes and dots part words, so that each half can be typed. */
function latinWords(name: string): string {
  return foldLatin(name)
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
  ŧ: 't',
};

/** Lower case without accents; full-width letters are ordinary ones. */
export function foldLatin(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[øßłđðþæœıħŋəŧ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}
