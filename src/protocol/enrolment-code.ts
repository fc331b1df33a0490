/** Letters and digits that cannot be confused (Crockford base32): 5 bits each. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Enrols by itself. */
export const CODE_LENGTH = 12;
/** Of a printed card: enrols together with the number of the person whose card it is. */
export const CARD_CODE_LENGTH = 8;

/** What people read as a code: case, spaces, dashes, O/0 and I/L/1 do not matter. */
function readCharacters(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** Whether these are the characters of a printed card, which need the person's number beside them. */
export const isCardCode = (typed: string): boolean =>
  isCode(readCharacters(typed), CARD_CODE_LENGTH);

const isCode = (characters: string, length: number): boolean =>
  characters.length === length && [...characters].every((one) => CODE_ALPHABET.includes(one));

/** A number as it is compared: case and spaces do not matter. `null` for one that a card cannot be bound to. */
export function readNumber(typed: string): string | null {
  const number = typed.normalize('NFKC').toUpperCase().replace(/\s/gu, '');
  return /^[0-9A-Z./-]{1,40}$/.test(number) ? number : null;
}

/** Stands between the code of a card and the number it is bound to. */
const BETWEEN = '~';

/** The text of a card: what its QR code carries, and what the server is sent. */
export const cardText = (code: string, number: string): string => `${code}${BETWEEN}${number}`;

/** The number that a code is bound to; `null` for one that enrols by itself. */
export const numberOf = (code: string): string | null => code.split(BETWEEN)[1] ?? null;
/** A code without the number beside it, as it stands on paper. */
export const charactersOf = (code: string): string => code.split(BETWEEN)[0] ?? '';

/**
 * What a person typed or scanned, as the code it means: `K7QM2XPA9RTE`, or `K7QM2XPA~20201234` of a card.
 * `null` if it is none.
 */
export function readCode(typed: string): string | null {
  const fragment = /#enrol=([^&]+)/.exec(typed)?.[1] ?? typed;
  const [characters = '', ...numbers] = fragment.split(BETWEEN);
  const code = readCharacters(characters);
  if (numbers.length === 0) return isCode(code, CODE_LENGTH) ? code : null;
  const number = readNumber(numbers.join(BETWEEN));
  return number !== null && isCode(code, CARD_CODE_LENGTH) ? cardText(code, number) : null;
}
