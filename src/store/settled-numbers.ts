import { gapsIn, type NumberRange } from './number-ranges.ts';

/** The same numbers in as few ranges as there can be, in rising order. */
export function unite(ranges: readonly NumberRange[]): NumberRange[] {
  const united: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = united.at(-1);
    if (before === undefined || first > before[1] + 1) united.push([first, last]);
    else before[1] = Math.max(before[1], last);
  }
  return united;
}

export const rangesOf = (numbers: readonly number[]): NumberRange[] =>
  unite(numbers.map((number) => [number, number]));

/** Both are united. */
export function without(
  ranges: readonly NumberRange[],
  gone: readonly NumberRange[],
): NumberRange[] {
  return ranges.flatMap(([first, last]) =>
    gapsIn(gone, first).flatMap(([from, to]): NumberRange[] =>
      from > last ? [] : [[from, Math.min(to, last)]],
    ),
  );
}

export const isIn = (ranges: readonly NumberRange[], number: number): boolean =>
  ranges.some(([first, last]) => number >= first && number <= last);

/** The least range that holds them all; `null` without any. */
export function spanOf(numbered: readonly { seq: number }[]): NumberRange | null {
  if (numbered.length === 0) return null;
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0];
  for (const { seq } of numbered) [first, last] = [Math.min(first, seq), Math.max(last, seq)];
  return [first, last];
}
