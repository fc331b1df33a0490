import type { Id, Instant } from '../../domain/id.ts';
import type { Role } from '../../domain/role.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import type { EnrolmentState } from '../../protocol/office-enrolment.ts';
import { WRONG_TRIES } from '../accounts/number-tries.ts';
import { SELF_POST } from '../accounts/posts.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';

/** What one person's way in is made of. */
export interface Standing {
  state: EnrolmentState;
  /** `null`: no account yet. */
  accountId: Id | null;
  /** Those that are held now. A post of later keeps from a card as one of now does. */
  roles: readonly Role[];
  lastContactAt: Instant | null;
  /** Of the last unused code. */
  expiresAt: Instant | null;
}

const NOBODY: Standing = {
  state: 'none',
  accountId: null,
  roles: [],
  lastContactAt: null,
  expiresAt: null,
};

/** Of more people than this everybody is read: long lists of ids cost more than the rows. */
const SOME = 2000;

/** How far each of these people is. */
export async function readStandings(
  db: Reader,
  personIds: readonly Id[],
  at: Instant,
): Promise<(personId: Id) => Standing> {
  const standings = new Map<Id, Standing>();
  const parts = personIds.length > SOME ? [null] : idChunks(personIds);
  for (const ids of parts) {
    const accounts = await readAccounts(db, ids);
    if (accounts.length === 0) continue;
    const accountIds = ids && accounts.map(({ id }) => id);
    const held = byAccount(await readHeld(db, accountIds, at));
    const phones = byAccount(await readPhones(db, accountIds));
    const codes = byAccount(await readCodes(db, accountIds));
    for (const account of accounts) {
      const [own, posts] = [phones.get(account.id) ?? [], held.get(account.id) ?? []];
      const code = codes.get(account.id)?.[0];
      const contacts = own.flatMap(({ lastContactAt }) => lastContactAt ?? []).sort();
      standings.set(account.personId, {
        state: stateOf({ account, posts, isEnrolled: own.length > 0, code, at }),
        accountId: account.id,
        roles: posts.filter(({ fromAt }) => fromAt <= at).map(({ role }) => role as Role),
        lastContactAt: contacts.at(-1) ?? null,
        expiresAt: code?.expiresAt ?? null,
      });
    }
  }
  return (personId) => standings.get(personId) ?? NOBODY;
}

function stateOf(of: {
  account: { login: string | null; isActive: number };
  posts: readonly { post: string }[];
  isEnrolled: boolean;
  code: { expiresAt: Instant; wrong: number | null } | undefined;
  at: Instant;
}): EnrolmentState {
  const { account, posts, isEnrolled, code, at } = of;
  if (account.isActive !== 1) return 'inactive';
  if (account.login !== null || posts.some(({ post }) => post !== SELF_POST)) return 'on_post';
  if (isEnrolled) return 'enrolled';
  if (code === undefined) return 'none';
  if ((code.wrong ?? 0) >= WRONG_TRIES) return 'locked';
  return code.expiresAt <= at ? 'expired' : 'waiting';
}

function byAccount<Row extends { accountId: Id }>(rows: readonly Row[]): Map<Id, Row[]> {
  const groups = new Map<Id, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.accountId);
    if (group === undefined) groups.set(row.accountId, [row]);
    else group.push(row);
  }
  return groups;
}

/** `null`: everybody's. */
type Ids = readonly Id[] | null;

const readAccounts = (db: Reader, personIds: Ids) =>
  db
    .selectFrom('account')
    .select(['id', 'personId', 'login', 'isActive'])
    .$if(personIds !== null, (select) => select.where('personId', 'in', personIds ?? []))
    .execute();

/** What has ended is held no more; what has not begun will be. */
const readHeld = (db: Reader, accountIds: Ids, at: Instant) =>
  db
    .selectFrom('assignment')
    .select(['accountId', 'role', 'post', 'fromAt'])
    .where((of) => of.or([of('toAt', 'is', null), of('toAt', '>', at)]))
    .$if(accountIds !== null, (select) => select.where('accountId', 'in', accountIds ?? []))
    .execute();

const readPhones = (db: Reader, accountIds: Ids) =>
  db
    .selectFrom('deviceAccount')
    .innerJoin('device', 'device.id', 'deviceAccount.deviceId')
    .select(['deviceAccount.accountId', 'device.lastContactAt'])
    .where('deviceAccount.unboundAt', 'is', null)
    .where('device.revokedAt', 'is', null)
    .where('device.id', '!=', OFFICE_DESK_ID)
    .$if(accountIds !== null, (select) =>
      select.where('deviceAccount.accountId', 'in', accountIds ?? []),
    )
    .execute();

/** One unused code is left to an account, the one made last. */
const readCodes = (db: Reader, accountIds: Ids) =>
  db
    .selectFrom('enrolmentCode')
    .leftJoin('numberTry', 'numberTry.numberHash', 'enrolmentCode.numberHash')
    .select(['enrolmentCode.accountId', 'enrolmentCode.expiresAt', 'numberTry.wrong'])
    .where('enrolmentCode.usedAt', 'is', null)
    .$if(accountIds !== null, (select) =>
      select.where('enrolmentCode.accountId', 'in', accountIds ?? []),
    )
    .execute();
