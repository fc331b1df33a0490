import { firstLettersOf, lettersOf } from './letter-bits.ts';
import { FIT, type Findable, type Fit, type SearchRow } from './search-fit.ts';
import type { SearchToken } from './search-query.ts';

/** The rows of one building with what is compared before a text is touched, side by side. */
export interface SearchBlock<P> {
  rows: readonly SearchRow<P>[];
  /** Of all words of all keys. */
  firstLetters: Int32Array;
  letters: Int32Array;
  /** Of the first word of each key. */
  headLetters: Int32Array;
  /** Of the shortest key. */
  fewestWords: Uint8Array;
  /** The lengths that numbers here have, as bits; longer ones than 31 as bit 31. */
  numberLengths: number;
}

export function toBlock<P extends Findable>(rows: readonly SearchRow<P>[]): SearchBlock<P> {
  return {
    rows,
    firstLetters: Int32Array.from(rows, ({ keys }) => firstLettersOf(keys)),
    letters: Int32Array.from(rows, ({ keys }) => lettersOf(keys)),
    headLetters: Int32Array.from(rows, ({ keys }) => firstLettersOf(keys.map(headOf))),
    fewestWords: Uint8Array.from(rows, ({ keys }) => Math.min(255, ...keys.map(wordCount))),
    numberLengths: rows.reduce((bits, { number }) => bits | lengthBit(number), 0),
  };
}

const headOf = (key: string): string => key.charAt(1);
const lengthBit = (text: string): number => 1 << Math.min(text.length, 31);

function wordCount(key: string): number {
  let count = 0;
  for (let space = 0; space >= 0; space = key.indexOf(' ', space + 1)) count += 1;
  return count;
}

/** A word that can only mean Latin letters of a key. */
export function isLatinOnly({ number, name, room, latin }: SearchToken): boolean {
  return number === null && name === null && room === null && latin.length === 1;
}

export interface Sought {
  /** The best fit that any row can have; letters are not looked at. */
  best: Fit;
  /** Whether letters tell more of some rows than of others. */
  hasLetters: boolean;
  /** The best fit that the row at this place can have: never worse than the real one. */
  bestAt: (place: number) => Fit;
}

/** Reads the words for the rows of one block. */
export function soughtIn(block: SearchBlock<Findable>, tokens: readonly SearchToken[]): Sought {
  const words = tokens.flatMap((token) => (isLatinOnly(token) ? token.latin : []));
  const others = tokens.filter((token) => !isLatinOnly(token));
  const best = others.reduce<Fit>((worst, token) => worse(worst, bestOf(token, block)), FIT.whole);
  const wantedFirst = firstLettersOf(words);
  const wanted = lettersOf(words);
  const heads = words.map((word) => ({ bit: firstLettersOf([word]), length: word.length }));

  return {
    best,
    hasLetters: words.length > 0,
    bestAt: (place) => {
      if (!hasBits(block.firstLetters, place, wantedFirst)) return FIT.not;
      if (!hasBits(block.letters, place, wanted)) return FIT.not;
      let fit = best;
      for (const { bit, length } of heads) {
        if (!hasBits(block.headLetters, place, bit)) return FIT.later;
        // Each word of a key takes a letter at least.
        if ((block.fewestWords[place] ?? 0) > length) fit = worse(fit, FIT.beginning);
      }
      return fit;
    },
  };
}

/** The best that this word can fit any row of the block, by what it may mean. */
function bestOf({ number, name, room, latin }: SearchToken, block: SearchBlock<Findable>): Fit {
  if (name !== null || latin.length > 0) return FIT.whole;
  if (room !== null && room.unit !== null) return FIT.whole;
  if (number === null) return FIT.beginning;
  return (block.numberLengths & lengthBit(number)) === 0 ? FIT.tail : FIT.whole;
}

function worse(a: Fit, b: Fit): Fit {
  return b > a ? b : a;
}

function hasBits(bits: Int32Array, place: number, wanted: number): boolean {
  return ((bits[place] ?? 0) & wanted) === wanted;
}
