/**
 * The order in which people read codes of buildings, units, rooms and beds: 2 before 10, 二 before 十, A before
 * B, numbers before letters. Full-width digits are digits. For `Array.sort`.
 */
export function byNaturalOrder(a: string, b: string): number {
  const partsA = partsOf(a);
  const partsB = partsOf(b);
  for (const [index, partA] of partsA.entries()) {
    const partB = partsB[index];
    if (partB === undefined) return 1;
    const order = comparePart(partA, partB);
    if (order !== 0) return order;
  }
  if (partsA.length < partsB.length) return -1;
  return compareText(a, b);
}

type Part = number | string;

const PART = /\d+|[〇零一二三四五六七八九十百]+|[^\d〇零一二三四五六七八九十百]+/g;

function partsOf(code: string): Part[] {
  const text = code.normalize('NFKC').trim().toLowerCase();
  return (text.match(PART) ?? []).map((part) => {
    if (/^\d/.test(part)) return Number(part);
    return readChineseNumber(part) ?? part;
  });
}

function comparePart(a: Part, b: Part): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const DIGITS = '零一二三四五六七八九';

/** Up to 999, and digit by digit (一〇二 = 102). `null` if it is no Chinese number. */
function readChineseNumber(text: string): number | null {
  const digits = text.replaceAll('〇', '零');
  if (/^[零一二三四五六七八九]+$/.test(digits))
    return Number([...digits].map((digit) => DIGITS.indexOf(digit)).join(''));
  const [, hundreds, tens, ones] =
    /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?十)?([一二三四五六七八九])?$/.exec(
      digits,
    ) ?? [];
  const isNumber = hundreds !== undefined || digits.includes('十');
  if (!isNumber) return null;
  const tensDigit = digits.includes('十') ? digitOf(tens, 1) : 0;
  return digitOf(hundreds, 0) * 100 + tensDigit * 10 + digitOf(ones, 0);
}

function digitOf(character: string | undefined, otherwise: number): number {
  return character === undefined ? otherwise : DIGITS.indexOf(character);
}
