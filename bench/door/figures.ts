/** One row of the table. `goal` in the row's unit, on `goalOf`. */
export interface Figure {
  what: string;
  /** How much slower the page's thread was made; `null` where that says nothing. */
  cpu: 1 | 4 | null;
  unit: 'ms' | 'kB' | '%' | '×';
  count: number;
  p50: number;
  p95: number;
  goal?: { most: number; of: 'p50' | 'p95' };
}

export function figureOf(
  about: Pick<Figure, 'what' | 'cpu' | 'goal'>,
  samplesMs: readonly number[],
): Figure {
  return {
    ...about,
    unit: 'ms',
    count: samplesMs.length,
    p50: percentile(samplesMs, 50),
    p95: percentile(samplesMs, 95),
  };
}

/** The smallest sample that so many percent do not exceed. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined || Number.isNaN(found)) throw new Error('a sample is missing');
  return found;
}

export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.what,
    figure.cpu === null ? '' : `${figure.cpu}x`,
    String(figure.count),
    shown(figure.p50, figure),
    figure.count === 1 ? '' : shown(figure.p95, figure),
    goalWords(figure),
  ]);
  const table = [['', 'CPU', 'n', 'p50', 'p95', 'goal'], ...rows];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths?.[at] ?? 0) : cell.padStart(widths?.[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
}

const shown = (value: number, { unit }: Figure): string =>
  `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;

function goalWords({ goal, unit, ...figure }: Figure): string {
  if (goal === undefined) return '';
  const isMet = figure[goal.of] <= goal.most;
  return `${goal.of} ≤ ${goal.most} ${unit}: ${isMet ? 'met' : 'MISSED'}`;
}
