import type { Id, Instant } from '../../domain/id.ts';
import type { Assignment } from '../../domain/role.ts';
import type { Tx } from '../database/tables.ts';
import { Problem } from '../problem.ts';

/** Those that go on after `at`, as ended then; one that has not begun ends as it begins. */
export function endedAssignments(assignments: readonly Assignment[], at: Instant): Assignment[] {
  return assignments
    .filter(({ to }) => to === null || to > at)
    .map((assignment) => ({ ...assignment, to: assignment.from > at ? assignment.from : at }));
}

/** One number is one person. Throws `conflict` where it is somebody else's. */
export async function keepPhone(
  tx: Tx,
  { personId, phone }: { personId: Id; phone: string | null },
): Promise<void> {
  await tx.deleteFrom('personPhone').where('personId', '=', personId).execute();
  if (phone === null) return;
  const added = await tx
    .insertInto('personPhone')
    .values({ phone, personId })
    .onConflict((conflict) => conflict.column('phone').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n)
    throw new Problem('conflict', { at: 'phone', why: 'phone-taken' });
}

export async function requireFreeLogin(tx: Tx, login: string): Promise<void> {
  const taken = await tx
    .selectFrom('account')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst();
  if (taken !== undefined) throw new Problem('login-taken');
}

/** How an office account comes in; no document holds it. */
export interface SignIn {
  accountId: Id;
  login: string;
  passwordHash: string;
}

export async function setSignIn(tx: Tx, { accountId, ...signIn }: SignIn): Promise<void> {
  await tx.updateTable('account').set(signIn).where('id', '=', accountId).execute();
}

/** `null`: comes in by enrolment only. */
export async function readLogin(tx: Tx, accountId: Id): Promise<string | null> {
  const row = await tx
    .selectFrom('account')
    .select('login')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return row.login;
}
