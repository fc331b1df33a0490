/** Numbers in a row, both ends among them. */
export type NumberRange = readonly [first: number, last: number];

/** What lies in none of them, from `from` on; the last gap has no end. `ranges` are in rising order. */
export function gapsIn(ranges: readonly NumberRange[], from: number): NumberRange[] {
  const gaps: NumberRange[] = [];
  let next = from;
  for (const [first, last] of ranges) {
    if (first > next) gaps.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  return [...gaps, [next, Number.MAX_SAFE_INTEGER]];
}
