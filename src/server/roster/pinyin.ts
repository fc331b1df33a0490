import { pinyin } from 'pinyin-pro';
import { makeSearchKeys } from '../../domain/search-keys.ts';
import type { Directory } from '../../domain/person.ts';

const HAN_RUN = /\p{Script=Han}+/gu;
/** Readings of a name beside the likeliest: more are not typed by anybody. */
const MAX_OTHERS = 5;

/**
 * The readings of the Chinese characters of a name: the surname's own first (单 shan, 仇 qiu, 尉迟 yu chi), then as
 * in ordinary text, then with one character read otherwise (乐 le, yue). Lower case, no tones, `v` for ü.
 */
export function pinyinOf(name: string): string[][] {
  const characters = (name.match(HAN_RUN) ?? []).join('');
  if (characters === '') return [];
  const asName = syllablesOf(characters, 'surname');
  const asText = syllablesOf(characters, 'normal');
  const others = [...characters].flatMap((character, index) =>
    readingsOf(character).map((reading) =>
      asName.map((syllable, at) => (at === index ? reading : syllable)),
    ),
  );
  const readable = [asName, asText, ...others].map((reading) => reading.filter(isSyllable));
  return distinct(readable).slice(0, 1 + MAX_OTHERS);
}

/** The keys that a person is found by on a phone, which has no dictionary. */
export function searchKeysOf(person: Pick<Directory, 'name' | 'passportName'>): string[] {
  return makeSearchKeys(person, pinyinOf);
}

function syllablesOf(characters: string, mode: 'surname' | 'normal'): string[] {
  return pinyin(characters, {
    type: 'array',
    toneType: 'none',
    v: true,
    mode,
    surname: mode === 'surname' ? 'head' : 'off',
  }).map((syllable) => syllable.toLowerCase());
}

function readingsOf(character: string): string[] {
  const readings = pinyin(character, { type: 'array', toneType: 'none', v: true, multiple: true });
  return [...new Set(readings)];
}

/** The dictionary gives a character that it does not know back as it is. */
function isSyllable(text: string): boolean {
  return /^[a-z]+$/.test(text);
}

function distinct(readings: readonly string[][]): string[][] {
  return [...new Map(readings.map((reading) => [reading.join(' '), reading])).values()];
}
