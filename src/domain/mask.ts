/**
 * What exports show by default instead of what tells a person apart: 张*, A*, 138****1234, E12****6789. Short
 * texts are masked whole: a rule that leaves a character out of two hides nothing.
 */

/** The first character, Chinese or Latin; the length stays unknown. */
export function maskName(name: string): string {
  const [first] = name.trim();
  return first === undefined ? '' : `${first}*`;
}

/** The first three and the last four digits. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone);
}

/** Passport and other documents: the first three and the last four characters. */
export function maskIdentityNumber(number: string): string {
  return maskMiddle(number);
}

/** A student's or staff number, where there is one. */
export const maskNumber = (number: string | null): string | null =>
  number === null ? null : maskIdentityNumber(number);

const SHOWN_FIRST = 3;
const SHOWN_LAST = 4;
/** Fewer hidden characters than this could be guessed. */
const HIDDEN_AT_LEAST = 2;

function maskMiddle(text: string): string {
  const characters = [...text.trim()];
  if (characters.length === 0) return '';
  if (characters.length < SHOWN_FIRST + SHOWN_LAST + HIDDEN_AT_LEAST) return '****';
  const first = characters.slice(0, SHOWN_FIRST).join('');
  return `${first}****${characters.slice(-SHOWN_LAST).join('')}`;
}
