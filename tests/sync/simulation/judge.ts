import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { DocumentKind } from '../../../src/domain/document.ts';
import type { Fact, Operation } from '../../../src/domain/operation.ts';
import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import type { Member } from './campus.ts';
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

const all = <Row>(file: SqliteFile, sql: string, ...values: string[]): Row[] =>
  file.prepare(sql).all(...values) as Row[];

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** I2, at the moment itself: a receipt on the screen means that the operation is committed. */
export function findReceipt(file: SqliteFile, line: Line): string | null {
  const rows = all<OpRow>(file, 'select * from op_log where sent_id = ?', line.id);
  if (rows.length === 0) return `I2 ${line.id} is called received, and is not on the server`;
  return null;
}

/** I1 to I4, at the end: the ledger against the server's tables. */
export function judgeServer(file: SqliteFile, ledger: Ledger): string[] {
  const faults: string[] = [];
  const rows = all<OpRow>(file, 'select * from op_log');
  const bySentId = groupBy(rows, (row) => row.sent_id);
  for (const line of ledger.lines.values()) {
    const found = bySentId.get(line.id) ?? [];
    if (found.length > 1) faults.push(`I2 ${line.id} is on the server ${found.length} times`);
    const [row] = found;
    if (row !== undefined) faults.push(...judgeRow(row, line));
    else if (line.wasTold) faults.push(`I2 ${line.id} was called received, and is gone`);
    else if (line.said === 'saved') faults.push(`I1 ${line.id} was saved, and is gone`);
  }
  for (const row of rows)
    if (!ledger.lines.has(row.sent_id)) faults.push(`I3 nobody recorded ${row.sent_id}`);
  return [...faults, ...judgeLogs(file), ...judgeFeeds(file, rows)];
}

function judgeRow(row: OpRow, line: Line): string[] {
  const { body, by, type } = JSON.parse(row.envelope) as Operation;
  const isSame =
    by === line.by && type === line.type && canonicalJson(body) === canonicalJson(line.body);
  const faults = isSame ? [] : [`I2 ${line.id} has another content on the server`];
  if (line.told !== null && (line.told.outcome === 'parked') !== (row.outcome === 'parked'))
    faults.push(`I7 ${line.id} is ${row.outcome}, and the screen says ${line.told.outcome}`);
  return faults;
}

function judgeLogs(file: SqliteFile): string[] {
  const logs = all<{ log_id: string; contiguous: number; entries: number; last: number }>(
    file,
    `select device_log.log_id, contiguous, count(seq) as entries, coalesce(max(seq), 0) as last
     from device_log left join log_entry on log_entry.log_id = device_log.log_id
     group by device_log.log_id`,
  );
  return logs
    .filter((log) => log.contiguous !== log.entries || log.last !== log.entries)
    .map((log) => `I4 log ${log.log_id} has holes: ${JSON.stringify(log)}`);
}

/** Facts keep their numbers for ever, so every number is a fact's or was once a document's. */
function judgeFeeds(file: SqliteFile, operations: OpRow[]): string[] {
  const faults: string[] = [];
  const rows = all<FeedRow>(file, 'select * from feed order by scope, seq');
  const byScope = groupBy(rows, (row) => row.scope);
  for (const head of all<HeadRow>(file, 'select * from scope_head')) {
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
    if (line.phone !== name) return [];
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

/** What the member follows, by the tables of `design.md` 2 and the two roles of the simulated campus. */
export function scopesOf(file: SqliteFile, member: Member, at: string): string[] {
  const rows = all<{ from_at: string; to_at: string | null }>(
    file,
    'select from_at, to_at from assignment where account_id = ?',
    member.accountId,
  );
  const isOnDuty = rows.some(
    ({ from_at, to_at }) => from_at <= at && (to_at === null || at < to_at),
  );
  const own = [`person:${member.personId}`, 'campus/public'];
  if (!isOnDuty) return own;
  const { post } = member;
  if (post.kind === 'door')
    return [...own, 'campus/staff', ...post.buildingIds.map((id) => `building:${id}/door`)];
  if (post.kind !== 'building') throw new Error(`no scopes are known for ${post.kind}`);
  const units = all<{ id: string }>(
    file,
    "select id from document where kind = 'unit' and json_extract(body, '$.buildingId') = ?",
    post.id,
  );
  const unitIds = [...units.map(({ id }) => id), post.id];
  return [
    ...own,
    'campus/staff',
    `building:${post.id}/door`,
    `building:${post.id}/upkeep`,
    ...unitIds.flatMap((id) => [`unit:${id}/round`, `unit:${id}/health`]),
  ];
}

const findOutcome = (file: SqliteFile, id: string): string | undefined =>
  (
    file.prepare('select outcome from op_log where sent_id = ?').get(id) as
      | { outcome: string }
      | undefined
  )?.outcome;

/** Whether every open page has nothing to send and is at the heads of what it follows. Cheap. */
export function isQuiet(file: SqliteFile, phone: Phone, at: string): string | null {
  const scopes = scopesOf(file, phone.member, at).sort();
  const { name } = phone.device;
  if (phone.pages.length === 0) return `${name} is not open`;
  for (const { work, opened } of phone.pages) {
    const { pending } = work.journal.counts();
    if (pending > 0) return `${name} has ${pending} operations to send`;
    const unheard = work.journal.entries().find(({ operation, state, isAnswered }) => {
      const isParked = state === 'parked' && !isAnswered;
      return isParked && findOutcome(file, operation.id) === 'stored';
    });
    if (unheard !== undefined) return `${name} has not heard that ${unheard.operation.id} counts`;
    if (opened === null) return `${name} is locked`;
    const heads = opened.app.replica.heads();
    if (Object.keys(heads).sort().join() !== scopes.join()) return `${name} follows other scopes`;
    for (const scope of scopes) {
      const row = file.prepare('select head from scope_head where scope = ?').get(scope);
      const head = (row as { head: number } | undefined)?.head ?? 0;
      if (heads[scope]?.seq !== head) return `${name} is not at the head of ${scope}`;
    }
  }
  return null;
}

const DOCUMENT_KINDS = [
  'building',
  'door',
  'unit',
  'directory',
  'contact',
  'access',
  'mark',
] as const;

/** I5: what each page holds against what the server has for it. */
export function judgePages(file: SqliteFile, phone: Phone, at: string): string[] {
  const faults: string[] = [];
  const scopes = scopesOf(file, phone.member, at);
  const rows = scopes.flatMap((scope) =>
    all<FeedRow>(file, 'select * from feed where scope = ? and is_gone = 0', scope),
  );
  const factIds = new Set(rows.filter(({ kind }) => kind === 'fact').map(({ ref_id }) => ref_id));
  for (const { opened, work } of phone.pages) {
    if (opened === null) continue;
    const { replica } = opened.app;
    const wrong = (what: string) => faults.push(`I5 ${phone.device.name}: ${what}`);
    const held = replica.facts();
    if (held.size !== factIds.size || [...factIds].some((id) => !held.has(id)))
      wrong(`holds ${held.size} facts, and the server has ${factIds.size}`);
    for (const fact of held.values())
      if (!isStored(file, fact)) wrong(`holds ${fact.id} with another content`);
    for (const kind of DOCUMENT_KINDS)
      for (const scope of scopes) {
        const theirs = rows.filter((row) => row.scope === scope && row.kind === kind);
        const own = replica.documentsIn(scope, kind);
        const isSame =
          own.size === theirs.length &&
          theirs.every((row) => isHeld(file, row, own.get(row.ref_id)));
        if (!isSame) wrong(`${kind} in ${scope} differs (${own.size} of ${theirs.length})`);
      }
    const shown = new Set(opened.app.facts().map(({ id }) => id));
    for (const { operation, state } of work.journal.entries())
      if (
        state === 'received' &&
        operation.by === phone.member.accountId &&
        !shown.has(operation.id)
      )
        wrong(`does not show ${operation.id}`);
  }
  return faults;
}

/** What came down is what went up, with the server's stamps. */
function isStored(file: SqliteFile, fact: Fact): boolean {
  const { id, deviceId, correctedAt, receivedAt, ...content } = fact;
  const [row] = all<OpRow>(file, 'select * from op_log where id = ?', id);
  if (row === undefined) return false;
  const { by, at, zone, type, tv, shiftId, body } = JSON.parse(row.envelope) as Operation;
  const theirs = { by, at, zone, type, tv, shiftId, body };
  const stamps = [row.device_id, row.corrected_at, row.received_at];
  return (
    canonicalJson(content) === canonicalJson(theirs) &&
    stamps.join() === [deviceId, correctedAt, receivedAt].join()
  );
}

function isHeld(file: SqliteFile, row: FeedRow, own: unknown): boolean {
  const found = file
    .prepare('select body from document where kind = ? and id = ?')
    .get(row.kind, row.ref_id) as { body: string } | undefined;
  return own !== undefined && found?.body === canonicalJson(own);
}
