import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import { allRows, type OpRow } from './judge.ts';
import type { Ledger } from './ledger.ts';

/** As coarse as the latest request makes a first measurement of the clock: it comes up to 90 s late. */
const COARSE_MS = 100_000;

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
