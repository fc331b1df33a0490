import { addDays } from './campus-day.ts';
import type { Day, Id } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import {
  columnOf,
  dayLedgersOf,
  LEDGER_COLUMNS,
  type LedgerColumn,
  type LedgerReading,
} from './temperature-ledger.ts';

/** Of all readings of one source. Only normal and high ones measure somebody: too low and impossible prove nothing. */
export interface SourceTotals {
  /** People. */
  measured: number;
  /** People with a high reading. */
  high: number;
  highestC: number | null;
  /** Readings that differ from better evidence by more than the rules allow. */
  gaps: number;
}

/** The temperatures of a class or unit on one day. */
export interface TemperatureTotals {
  /** On the roll, whoever is away included. */
  people: number;
  notMeasured: number;
  /** By whatever source. */
  high: number;
  sources: Readonly<Record<LedgerColumn, SourceTotals>>;
}

/** From so many days before on the facts of a day's totals are wanted: an amendment counts where its record does. */
export const factsOfTotalsFrom = (day: Day): Day => addDays(day, -3);

/** What the sheets of these people say of that day, counted. */
export function temperatureTotalsOf(
  facts: readonly Fact[],
  of: { personIds: readonly Id[]; day: Day; policy: PolicyPack; zone: string },
): TemperatureTotals {
  const sheets = [...dayLedgersOf(facts, of).values()];
  const totals = (column: LedgerColumn): SourceTotals =>
    totalsIn(sheets.map((sheet) => sheet.filter(({ source }) => columnOf(source) === column)));
  const all = totalsIn(sheets);
  const sources = Object.fromEntries(LEDGER_COLUMNS.map((one) => [one, totals(one)]));
  return {
    people: sheets.length,
    notMeasured: sheets.length - all.measured,
    high: all.high,
    sources: sources as Record<LedgerColumn, SourceTotals>,
  };
}

function totalsIn(sheets: readonly (readonly LedgerReading[])[]): SourceTotals {
  const counting = sheets.map((sheet) => sheet.filter(proves));
  const values = counting.flatMap((sheet) => sheet.map(({ reading }) => reading.tempC));
  return {
    measured: counting.filter((sheet) => sheet.length > 0).length,
    high: counting.filter((sheet) => sheet.some(({ verdict }) => verdict === 'high')).length,
    highestC: values.length === 0 ? null : Math.max(...values),
    gaps: sheets.flat().filter(({ isOverGap }) => isOverGap).length,
  };
}

const proves = ({ verdict }: LedgerReading): boolean => verdict === 'normal' || verdict === 'high';
