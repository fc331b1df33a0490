import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Id, Instant } from '../../domain/id.ts';
import { isValidAt } from '../../domain/assignment-reach.ts';
import type { Assignment } from '../../domain/role.ts';
import type { Me, OfficeAccount } from '../../protocol/office-session.ts';
import { assignmentsOf } from '../database/access.ts';
import { readMeta, readServerIdentity } from '../database/meta.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { hashSecret, newSecret } from './secrets.ts';

const SESSION_MS = 12 * 60 * 60 * 1000;
const COOKIE = 'shouwang-office';

/** Who sits in the office, with what they may do now. */
export interface OfficeUser {
  account: OfficeAccount;
  assignments: Assignment[];
  expiresAt: Instant;
}

/** Opens a session of 12 hours and sets its cookie. Older sessions of the account go on. */
export async function openOfficeSession(
  c: Context,
  deps: Dependencies,
  accountId: Id,
): Promise<OfficeUser> {
  const token = newSecret();
  const now = deps.now();
  await deps.db
    .insertInto('session')
    .values({
      tokenHash: hashSecret(token),
      kind: 'office',
      accountId,
      deviceId: null,
      nonceHash: null,
      createdAt: instantOf(now),
      expiresAt: instantOf(now + SESSION_MS),
    })
    .execute();
  setCookie(c, COOKIE, token, { ...cookieOptions(deps), maxAge: SESSION_MS / 1000 });
  const user = await readUser(deps.db, token, instantOf(now));
  if (user === null) throw new Error('the session just opened is not there');
  return user;
}

export async function closeOfficeSession(c: Context, deps: Dependencies): Promise<void> {
  const token = readToken(c, deps);
  if (token !== undefined)
    await deps.db.deleteFrom('session').where('tokenHash', '=', hashSecret(token)).execute();
  deleteCookie(c, COOKIE, cookieOptions(deps));
}

/** `null` without a cookie, after its time, and for an account that is no longer active. */
export async function readOfficeUser(c: Context, deps: Dependencies): Promise<OfficeUser | null> {
  const token = readToken(c, deps);
  return token === undefined ? null : readUser(deps.db, token, instantOf(deps.now()));
}

export async function describeMe(db: Reader, user: OfficeUser): Promise<Me> {
  const { serverId } = await readServerIdentity(db);
  return {
    ...user,
    organisation: (await readMeta(db, 'organisation_name')) ?? '',
    isDemo: (await readMeta(db, 'is_demo')) === '1',
    server: serverId,
  };
}

/** With `__Host-` a browser takes the cookie only over HTTPS, for this host and every path. */
function cookieOptions(deps: Dependencies): CookieOptions {
  const shared: CookieOptions = { path: '/', httpOnly: true, sameSite: 'Strict' };
  return deps.settings.isHttps ? { ...shared, secure: true, prefix: 'host' } : shared;
}

function readToken(c: Context, deps: Dependencies): string | undefined {
  return deps.settings.isHttps ? getCookie(c, COOKIE, 'host') : getCookie(c, COOKIE);
}

async function readUser(db: Reader, token: string, at: Instant): Promise<OfficeUser | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .select([
      'account.id',
      'account.personId',
      'account.name',
      'account.login',
      'account.isActive',
      'session.expiresAt',
    ])
    .where('session.tokenHash', '=', hashSecret(token))
    .where('session.kind', '=', 'office')
    .executeTakeFirst();
  if (row === undefined || row.isActive !== 1 || row.expiresAt <= at) return null;
  const { id, personId, name, login, expiresAt } = row;
  const assignments = (await assignmentsOf(db, [id])).get(id) ?? [];
  return {
    account: { id, personId, name, login, isActive: true },
    assignments: assignments.filter((assignment) => isValidAt(assignment, at)),
    expiresAt,
  };
}
