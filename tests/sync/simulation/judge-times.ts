import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import { allRows, type OpRow } from './judge.ts';
import type { Ledger } from './ledger.ts';

/** As coarse as the slowest answer makes a measurement of the clock. */
const COARSE_MS = 20_000;

/** I8, where no clock was ever set: what has a time has the one at which it was recorded, asleep or awake since. */
export function judgeTimes(file: SqliteFile, ledger: Ledger): string[] {
  return allRows<OpRow>(file, 'select * from op_log').flatMap((row) => {
    const line = ledger.lines.get(row.sent_id);
    if (line === undefined || line.said === 'asked') return [];
    const datedMs = Date.parse(row.corrected_at);
    const offMs = Math.max(line.askedAtMs - datedMs, datedMs - line.saidAtMs);
    return offMs <= COARSE_MS ? [] : [`I8 ${line.id} is dated ${offMs / 1000} s off`];
  });
}
