import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { DocumentKind } from '../../../src/domain/document.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import { lanesOver } from './lanes-over.ts';
import type { JournalRow } from './journal-rows.ts';
import type { Ledger, Line } from './ledger.ts';
import type { Phone } from './phone.ts';

export interface OpRow {
  id: string;
  sent_id: string;
  account_id: string;
  device_id: string;
  type: string;
  outcome: 'stored' | 'parked';
  why: string | null;
  envelope: string;
  corrected_at: string;
  received_at: string;
}

export interface FeedRow {
  scope: string;
  seq: number;
  kind: DocumentKind | 'fact';
  ref_id: string;
  version: number;
  sha: string;
  is_gone: 0 | 1;
}

interface HeadRow {
  scope: string;
  head: number;
  count: number;
  d0: number;
  d1: number;
  d2: number;
  d3: number;
}

export const allRows = <Row>(file: SqliteFile, sql: string, ...values: string[]): Row[] =>
  file.prepare(sql).all(...values) as Row[];

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

interface LogRow {
  log_id: string;
  device_id: string;
  contiguous: number;
  entries: number;
  last: number;
}

/** I2, at the moment itself: a receipt on the screen means that the operation is committed. */
export function findReceipt(file: SqliteFile, line: Line): string | null {
  const rows = allRows<OpRow>(file, 'select * from op_log where sent_id = ?', line.id);
  if (rows.length === 0) return `I2 ${line.id} is called received, and is not on the server`;
  return null;
}

/** I1 to I4, at the end: the ledger against the server's tables. */
export function judgeServer(file: SqliteFile, ledger: Ledger): string[] {
  const faults: string[] = [];
  const rows = allRows<OpRow>(file, 'select * from op_log');
  const bySentId = groupBy(rows, (row) => row.sent_id);
  for (const line of ledger.lines.values()) {
    const found = bySentId.get(line.id) ?? [];
    if (found.length > 1) faults.push(`I2 ${line.id} is on the server ${found.length} times`);
    const [row] = found;
    if (row !== undefined && line.said === 'not-saved')
      faults.push(`I7 ${line.id} was called not saved, and is on the server`);
    if (row !== undefined) faults.push(...judgeRow(row, line));
    else if (line.wasTold) faults.push(`I2 ${line.id} was called received, and is gone`);
    else if (line.said === 'saved' && !line.isCleared)
      faults.push(`I1 ${line.id} was saved, and is gone`);
  }
  for (const row of rows)
    if (!ledger.lines.has(row.sent_id)) faults.push(`I3 nobody recorded ${row.sent_id}`);
  return [...faults, ...judgeLogs(file, lostWith(ledger, bySentId)), ...judgeFeeds(file, rows)];
}

function judgeRow(row: OpRow, line: Line): string[] {
  const { body, by, type } = JSON.parse(row.envelope) as Operation;
  const isSame =
    by === line.by && type === line.type && canonicalJson(body) === canonicalJson(line.body);
  const faults = isSame ? [] : [`I2 ${line.id} has another content on the server`];
  if (by !== line.by || row.device_id !== line.deviceId || row.account_id !== line.by)
    faults.push(`I2 ${line.id} went up under another name`);
  if (line.told !== null && (line.told.outcome === 'parked') !== (row.outcome === 'parked'))
    faults.push(`I7 ${line.id} is ${row.outcome}, and the screen says ${line.told.outcome}`);
  // A restored server may know less of who was on duty, and judge by that; but what its author was told counts was in time.
  if (line.hasCounted && row.why === 'time-after-right-ended')
    faults.push(`I2 ${line.id} counted, and is parked as from before an empty queue`);
  return faults;
}

/** How many operations of each phone went with its databases before the server had them: their numbers never come. */
function lostWith(ledger: Ledger, bySentId: ReadonlyMap<string, unknown>): Map<string, number> {
  const lost = new Map<string, number>();
  for (const { id, deviceId, isCleared } of ledger.lines.values())
    if (isCleared && !bySentId.has(id)) lost.set(deviceId, (lost.get(deviceId) ?? 0) + 1);
  return lost;
}

function judgeLogs(file: SqliteFile, lost: ReadonlyMap<string, number>): string[] {
  const logs = allRows<LogRow>(
    file,
    `select device_log.log_id, device_id, contiguous, count(seq) as entries, coalesce(max(seq), 0) as last
     from device_log left join log_entry on log_entry.log_id = device_log.log_id
     group by device_log.log_id`,
  );
  return logs
    .filter(({ device_id, contiguous, entries, last }) => {
      const isWhole = contiguous === entries && last === entries;
      return !isWhole && (contiguous > entries || last - entries > (lost.get(device_id) ?? 0));
    })
    .map((log) => `I4 log ${log.log_id} has holes: ${JSON.stringify(log)}`);
}

/** Facts keep their numbers for ever, so every number is a fact's or was once a document's. */
function judgeFeeds(file: SqliteFile, operations: OpRow[]): string[] {
  const faults: string[] = [];
  const rows = allRows<FeedRow>(file, 'select * from feed order by scope, seq');
  const byScope = groupBy(rows, (row) => row.scope);
  for (const head of allRows<HeadRow>(file, 'select * from scope_head')) {
    const own = byScope.get(head.scope) ?? [];
    const live = own.filter((row) => row.is_gone === 0);
    const lanes = lanesOver(live);
    const isRight =
      live.length === head.count && [head.d0, head.d1, head.d2, head.d3].join() === lanes.join();
    if (!isRight) faults.push(`I4 count or digest of ${head.scope} is wrong`);
    if (own.some(({ seq }) => seq > head.head)) faults.push(`I4 ${head.scope} is past its head`);
  }
  const filed = new Set(rows.map((row) => row.ref_id));
  for (const { id, outcome, type } of operations) {
    const isFiled = filed.has(id);
    if (outcome === 'stored' && !isFiled && type !== 'void') faults.push(`I4 ${id} is in no feed`);
    if (outcome === 'parked' && isFiled) faults.push(`I4 ${id} is parked and in a feed`);
  }
  return faults;
}

/** Nothing is forgotten on a phone but what was received and is in a backup. */
export function judgeJournal(
  file: SqliteFile,
  of: { phone: Phone; ledger: Ledger; rows: readonly JournalRow[] },
): string[] {
  const { phone, ledger, rows } = of;
  const { name } = phone.device;
  const stateById = new Map(rows.map(({ id, state }) => [id, state]));
  const find = file.prepare('select outcome, received_at from op_log where sent_id = ?');
  return ledger.saved().flatMap((line) => {
    if (line.phone !== name || line.journal !== phone.journal) return [];
    const row = find.get(line.id) as { outcome: string; received_at: string } | undefined;
    const state = stateById.get(line.id);
    if (state === undefined) {
      const isCovered = row !== undefined && row.received_at <= (ledger.coveredThrough ?? '');
      return isCovered ? [] : [`I1 ${name} has forgotten ${line.id}, which no backup covers`];
    }
    if (row === undefined || state === 'pending') return [];
    const isSame = (state === 'parked') === (row.outcome === 'parked');
    return isSame ? [] : [`I7 ${line.id} is ${row.outcome}, and ${name} keeps it as ${state}`];
  });
}
