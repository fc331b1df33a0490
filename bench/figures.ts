/** One row of the table, one line of JSON. */
export interface Figure {
  /** `door-save-offline-frame-4x`: stable, the bench's own name first. */
  name: string;
  what: string;
  /** How much slower the page's thread was made; `null` where that says nothing. */
  cpu: 1 | 4 | null;
  unit: 'ms' | 'µs' | 'kB' | 'MB' | '/s' | '%' | '×' | '';
  /** How many samples the percentiles are of. */
  runs: number;
  p50: number;
  p95: number;
  /** How many times its floor or rival of the same run this is, median against median. */
  ratio?: { times: number; to: string };
  /** At most this many times its floor. */
  goalTimes?: number;
  /** In the row's unit. */
  goal?: { most: number; of: 'p50' | 'p95' } | { least: number; of: 'p50' };
}

export function figureOf(
  about: Pick<Figure, 'name' | 'what' | 'cpu' | 'goal'>,
  samplesMs: readonly number[],
): Figure {
  return {
    ...about,
    unit: 'ms',
    runs: samplesMs.length,
    p50: percentile(samplesMs, 50),
    p95: percentile(samplesMs, 95),
  };
}

/** The same figure, said against another one: the machine and its load drop out. */
export function against(figure: Figure, floor: Figure): Figure {
  return { ...figure, ratio: { times: figure.p50 / floor.p50, to: floor.name } };
}

/** The smallest sample that so many percent do not exceed. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined || Number.isNaN(found)) throw new Error('a sample is missing');
  return found;
}

/** `{name, unit, p50, p95, ratio?, runs}`, three decimals. */
export function jsonLine({ name, unit, p50, p95, ratio, runs }: Figure): string {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const times = ratio === undefined ? {} : { ratio: round(ratio.times) };
  return JSON.stringify({ name, unit, p50: round(p50), p95: round(p95), ...times, runs });
}

export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.name,
    figure.what,
    String(figure.runs),
    shown(figure.p50, figure),
    figure.runs === 1 ? '' : shown(figure.p95, figure),
    figure.ratio === undefined ? '' : figure.ratio.times.toFixed(figure.ratio.times < 1 ? 2 : 1),
    goalWords(figure),
  ]);
  const table = [['name', '', 'n', 'p50', 'p95', 'ratio', 'goal'], ...rows];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, at) =>
          at < 2 ? cell.padEnd(widths?.[at] ?? 0) : cell.padStart(widths?.[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
  const ratios = figures.flatMap(({ name, ratio }) =>
    ratio === undefined ? [] : `${name} to ${ratio.to}`,
  );
  if (ratios.length > 0) console.log(`\nratio = p50 to p50 of the same run: ${ratios.join('; ')}`);
}

const shown = (value: number, { unit }: Figure): string =>
  `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;

function goalWords({ goal, goalTimes, ratio, unit, ...figure }: Figure): string {
  if (goalTimes !== undefined && ratio !== undefined)
    return `ratio ≤ ${goalTimes}: ${ratio.times <= goalTimes ? 'met' : 'MISSED'}`;
  if (goal === undefined) return '';
  const value = figure[goal.of];
  if ('least' in goal)
    return `${goal.of} ≥ ${goal.least} ${unit}: ${value >= goal.least ? 'met' : 'MISSED'}`;
  return `${goal.of} ≤ ${goal.most} ${unit}: ${value <= goal.most ? 'met' : 'MISSED'}`;
}
