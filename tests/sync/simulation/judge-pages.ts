import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { Id } from '../../../src/domain/id.ts';
import type { Fact, Operation } from '../../../src/domain/operation.ts';
import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import type { Member } from './campus.ts';
import { allRows, type FeedRow, type OpRow } from './judge.ts';
import type { Phone } from './phone.ts';

/** What the member follows, by the tables of `design.md` 2 and the two roles of the simulated campus. */
export function scopesOf(file: SqliteFile, member: Member, at: string): string[] {
  const rows = allRows<{ from_at: string; to_at: string | null }>(
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
  const units = allRows<{ id: string }>(
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
  const { name } = phone.device;
  if (phone.isWiped) return null;
  if (isRevoked(file, phone.member.deviceId)) return `${name} is revoked, and not wiped`;
  const scopes = scopesOf(file, phone.signedIn, at).sort();
  if (phone.pages.length === 0) return `${name} is not open`;
  for (const { work, opened } of phone.pages) {
    const { pending, photos } = work.journal.counts();
    if (pending > 0) return `${name} has ${pending} operations to send`;
    if (photos > 0) return `${name} has ${photos} photos to send`;
    const unheard = work.journal.entries().find(({ operation, state, isAnswered }) => {
      const isParked = state === 'parked' && !isAnswered;
      return isParked && findOutcome(file, operation.id) === 'stored';
    });
    if (unheard !== undefined) return `${name} has not heard that ${unheard.operation.id} counts`;
    if (opened === null) return `${name} is locked`;
    if (opened.app.unlocked.accountId !== phone.signedIn.accountId)
      return `${name} is open for somebody else`;
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

export function isRevoked(file: SqliteFile, deviceId: Id): boolean {
  const row = file.prepare('select revoked_at from device where id = ?').get(deviceId);
  return (row as { revoked_at: string | null } | undefined)?.revoked_at != null;
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
  const member = phone.signedIn;
  const scopes = scopesOf(file, member, at);
  const rows = scopes.flatMap((scope) =>
    allRows<FeedRow>(file, 'select * from feed where scope = ? and is_gone = 0', scope),
  );
  const factIds = new Set(rows.filter(({ kind }) => kind === 'fact').map(({ ref_id }) => ref_id));
  for (const { opened, work } of phone.pages) {
    if (opened === null) continue;
    const { replica } = opened.app;
    const wrong = (what: string) => faults.push(`I5 ${phone.device.name}: ${what}`);
    const held = replica.facts();
    // It is at the heads of all that it follows, or it would not be quiet.
    for (const id of factIds) if (!held.has(id)) wrong(`has stepped over ${id}`);
    for (const id of held.keys()) if (!factIds.has(id)) wrong(`holds ${id}, which is not for it`);
    for (const fact of held.values())
      if (!isStored(file, fact)) wrong(`holds ${fact.id} with another content`);
    for (const kind of DOCUMENT_KINDS)
      for (const scope of scopes) {
        const theirs = rows.filter((row) => row.scope === scope && row.kind === kind);
        const own = replica.documentsIn(scope, kind);
        for (const row of theirs) {
          const name = `${kind} ${row.ref_id} of ${scope}`;
          const document = own.get(row.ref_id);
          if (document === undefined) wrong(`lacks ${name}`);
          else if (!isSameDocument(file, row, document)) wrong(`holds another ${name}`);
        }
        if (own.size > theirs.length)
          wrong(`holds ${own.size} ${kind} of ${scope}, which has fewer`);
      }
    const shown = new Set(opened.app.facts().map(({ id }) => id));
    for (const { operation, state } of work.journal.entries())
      if (state === 'received' && operation.by === member.accountId && !shown.has(operation.id))
        wrong(`does not show ${operation.id}`);
  }
  return faults;
}

/** What came down is what went up, with the server's stamps. */
function isStored(file: SqliteFile, fact: Fact): boolean {
  const { id, deviceId, correctedAt, receivedAt, ...content } = fact;
  const [row] = allRows<OpRow>(file, 'select * from op_log where id = ?', id);
  if (row === undefined) return false;
  const { by, at, zone, type, tv, shiftId, body } = JSON.parse(row.envelope) as Operation;
  const theirs = { by, at, zone, type, tv, shiftId, body };
  const stamps = [row.device_id, row.corrected_at, row.received_at];
  return (
    canonicalJson(content) === canonicalJson(theirs) &&
    stamps.join() === [deviceId, correctedAt, receivedAt].join()
  );
}

function isSameDocument(file: SqliteFile, row: FeedRow, own: unknown): boolean {
  const found = file
    .prepare('select body from document where kind = ? and id = ?')
    .get(row.kind, row.ref_id) as { body: string } | undefined;
  return found?.body === canonicalJson(own);
}
