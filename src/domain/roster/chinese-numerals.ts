const digitByNumeral: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const numerals = /[零〇一二两三四五六七八九十百]+/g;

/** Each run of Chinese numerals below 1,000 becomes digits: 十二 → 12, 二〇一 → 201. */
export function withDigits(text: string): string {
  return text.replace(numerals, (run) =>
    String(/[十百]/.test(run) ? readPlaces(run) : readDigits(run)),
  );
}

function readDigits(run: string): string {
  return [...run].map((numeral) => digitByNumeral[numeral] ?? '').join('');
}

function readPlaces(run: string): number {
  let total = 0;
  let pending: number | null = null;
  for (const numeral of run) {
    if (numeral === '十' || numeral === '百') {
      total += (pending ?? 1) * (numeral === '十' ? 10 : 100);
      pending = null;
    } else {
      pending = digitByNumeral[numeral] ?? 0;
    }
  }
  return total + (pending ?? 0);
}
