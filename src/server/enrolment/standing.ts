import { isValidAt } from '../../domain/assignment-reach.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Assignment, Role } from '../../domain/role.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import type { EnrolmentState } from '../../protocol/office-enrolment.ts';
import { WRONG_TRIES } from '../accounts/number-tries.ts';
import { assignmentsOf } from '../database/access.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';

/** What one person's way in is made of. */
export interface Standing {
  state: EnrolmentState;
  /** `null`: no account yet. */
  accountId: Id | null;
  /** Those that are held now. */
  assignments: readonly Assignment[];
  deviceIds: readonly Id[];
  lastContactAt: Instant | null;
  /** Of the last unused code. */
  expiresAt: Instant | null;
}

const NOBODY: Standing = {
  state: 'none',
  accountId: null,
  assignments: [],
  deviceIds: [],
  lastContactAt: null,
  expiresAt: null,
};

export const lacksRole = ({ assignments }: Standing, role: Role): boolean =>
  !assignments.some((one) => one.role === role);

/** How far each of these people is. 30,000 take some three hundred small reads. */
export async function readStandings(
  db: Reader,
  personIds: readonly Id[],
  at: Instant,
): Promise<(personId: Id) => Standing> {
  const standings = new Map<Id, Standing>();
  for (const ids of idChunks(personIds)) {
    const accounts = await db
      .selectFrom('account')
      .select(['id', 'personId', 'login', 'isActive'])
      .where('personId', 'in', ids)
      .execute();
    const accountIds = accounts.map(({ id }) => id);
    const assignments = await assignmentsOf(db, accountIds);
    const phones = await readPhones(db, accountIds);
    const codes = await readCodes(db, accountIds);
    for (const account of accounts) {
      const held = (assignments.get(account.id) ?? []).filter((one) => isValidAt(one, at));
      const own = phones.filter(({ accountId }) => accountId === account.id);
      const code = codes.find(({ accountId }) => accountId === account.id);
      standings.set(account.personId, {
        state: stateOf({ account, held, isEnrolled: own.length > 0, code, at }),
        accountId: account.id,
        assignments: held,
        deviceIds: own.map(({ deviceId }) => deviceId),
        lastContactAt:
          own
            .flatMap(({ lastContactAt }) => lastContactAt ?? [])
            .sort()
            .at(-1) ?? null,
        expiresAt: code?.expiresAt ?? null,
      });
    }
  }
  return (personId) => standings.get(personId) ?? NOBODY;
}

function stateOf(of: {
  account: { login: string | null; isActive: number };
  held: readonly Assignment[];
  isEnrolled: boolean;
  code: { expiresAt: Instant; wrong: number | null } | undefined;
  at: Instant;
}): EnrolmentState {
  const { account, held, isEnrolled, code, at } = of;
  if (account.isActive !== 1) return 'inactive';
  if (account.login !== null || held.some(({ post }) => post.kind !== 'self')) return 'on_post';
  if (isEnrolled) return 'enrolled';
  if (code === undefined) return 'none';
  if ((code.wrong ?? 0) >= WRONG_TRIES) return 'locked';
  return code.expiresAt <= at ? 'expired' : 'waiting';
}

async function readPhones(
  db: Reader,
  accountIds: readonly Id[],
): Promise<{ accountId: Id; deviceId: Id; lastContactAt: Instant | null }[]> {
  if (accountIds.length === 0) return [];
  return db
    .selectFrom('deviceAccount')
    .innerJoin('device', 'device.id', 'deviceAccount.deviceId')
    .select(['deviceAccount.accountId', 'deviceAccount.deviceId', 'device.lastContactAt'])
    .where('deviceAccount.accountId', 'in', accountIds)
    .where('deviceAccount.unboundAt', 'is', null)
    .where('device.revokedAt', 'is', null)
    .where('device.id', '!=', OFFICE_DESK_ID)
    .execute();
}

/** One unused code is left to an account, the one made last. */
async function readCodes(
  db: Reader,
  accountIds: readonly Id[],
): Promise<{ accountId: Id; expiresAt: Instant; wrong: number | null }[]> {
  if (accountIds.length === 0) return [];
  return db
    .selectFrom('enrolmentCode')
    .leftJoin('numberTry', 'numberTry.numberHash', 'enrolmentCode.numberHash')
    .select(['enrolmentCode.accountId', 'enrolmentCode.expiresAt', 'numberTry.wrong'])
    .where('enrolmentCode.accountId', 'in', accountIds)
    .where('enrolmentCode.usedAt', 'is', null)
    .execute();
}
