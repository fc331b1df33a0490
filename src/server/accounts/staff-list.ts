import type { ExpressionBuilder } from 'kysely';
import type { Id } from '../../domain/id.ts';
import { isValidAt } from '../../domain/assignment-reach.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import type { StaffEntry, StaffPage } from '../../protocol/office-staff.ts';
import { assignmentsOf } from '../database/access.ts';
import { listDocuments } from '../database/documents.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Reader, Tables } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { Problem } from '../problem.ts';
import { readPostNames, SELF_POST } from './posts.ts';

const PAGE = 100;

/**
 * Accounts by name; `query` is a part of name, login or phone. Without one, those who only report their own health
 * are left out: there are thousands of them.
 */
export async function listStaff(
  deps: Dependencies,
  { query, offset }: { query: string; offset: number },
): Promise<StaffPage> {
  const wanted = query.trim().toLowerCase();
  const rows = await deps.db
    .selectFrom('account')
    .leftJoin('personPhone', 'personPhone.personId', 'account.personId')
    .select(['account.id', 'account.name', 'account.login', 'personPhone.phone'])
    .$if(wanted === '', (select) => select.where((of) => of.not(isReporterOnly(of))))
    .execute();
  const found = rows
    .filter(({ name, login, phone }) =>
      [name, login, phone].some((text) => text?.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => byNaturalOrder(a.name, b.name) || (a.id < b.id ? -1 : 1));
  const ids = found.slice(offset, offset + PAGE).map(({ id }) => id);
  return { total: found.length, staff: await readStaffEntries(deps, ids) };
}

/** Whose every post is themselves, and who has one. */
const isReporterOnly = (of: ExpressionBuilder<Tables, 'account'>) =>
  of.and([
    of('account.login', 'is', null),
    of.exists(postsOf(of)),
    of.not(of.exists(postsOf(of).where('assignment.post', '!=', SELF_POST))),
  ]);

const postsOf = (of: ExpressionBuilder<Tables, 'account'>) =>
  of
    .selectFrom('assignment')
    .select('assignment.id')
    .whereRef('assignment.accountId', '=', 'account.id');

export async function readStaffEntry(deps: Dependencies, accountId: Id): Promise<StaffEntry> {
  const [entry] = await readStaffEntries(deps, [accountId]);
  if (entry === undefined) throw new Problem('not-found');
  return entry;
}

async function readStaffEntries(deps: Dependencies, ids: readonly Id[]): Promise<StaffEntry[]> {
  const { db } = deps;
  const at = instantOf(deps.now());
  const accounts = new Map((await listDocuments(db, 'account', ids)).map((one) => [one.id, one]));
  const personIds = [...accounts.values()].map(({ body }) => body.personId);
  const contacts = new Map(
    (await listDocuments(db, 'contact', personIds)).map(({ id, body }) => [id, body]),
  );
  const assignments = await assignmentsOf(db, ids);
  const devices = await readDevices(db, ids);
  const logins = await readLogins(db, ids);
  const placeOf = await readPostNames(db);
  return ids.flatMap((id) => {
    const account = accounts.get(id);
    if (account === undefined) return [];
    const own = devices.filter(({ accountId }) => accountId === id);
    const contactTimes = own.flatMap(({ lastContactAt }) => lastContactAt ?? []).sort(byText);
    return {
      version: account.version,
      account: { ...account.body, login: logins.get(id) ?? null },
      phone: contacts.get(account.body.personId)?.phone ?? null,
      assignments: (assignments.get(id) ?? []).map((assignment) => ({
        assignment,
        place: placeOf(assignment.post),
        isValid: isValidAt(assignment, at),
      })),
      deviceCount: own.length,
      lastContactAt: contactTimes.at(-1) ?? null,
    };
  });
}

async function readLogins(db: Reader, accountIds: readonly Id[]): Promise<Map<Id, string | null>> {
  const logins = new Map<Id, string | null>();
  for (const chunk of chunksOf(accountIds, 500)) {
    const rows = await db
      .selectFrom('account')
      .select(['id', 'login'])
      .where('id', 'in', chunk)
      .execute();
    for (const { id, login } of rows) logins.set(id, login);
  }
  return logins;
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

async function readDevices(
  db: Reader,
  accountIds: readonly Id[],
): Promise<{ accountId: Id; lastContactAt: string | null }[]> {
  const found: { accountId: Id; lastContactAt: string | null }[] = [];
  for (const chunk of chunksOf(accountIds, 500)) {
    const rows = await db
      .selectFrom('deviceAccount')
      .innerJoin('device', 'device.id', 'deviceAccount.deviceId')
      .select(['deviceAccount.accountId', 'device.lastContactAt'])
      .where('deviceAccount.accountId', 'in', chunk)
      .where('deviceAccount.unboundAt', 'is', null)
      .where('device.id', '!=', OFFICE_DESK_ID)
      .where('device.revokedAt', 'is', null)
      .execute();
    found.push(...rows);
  }
  return found;
}
