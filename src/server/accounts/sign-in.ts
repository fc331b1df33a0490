import type { Id } from '../../domain/id.ts';
import type { LoginRequest } from '../../protocol/office-session.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { writeAudit } from './audit.ts';
import { verifyPassword } from './password.ts';
import { countTry, giveBackTry, type RateLimits } from './rate-limits.ts';

/**
 * The account of these words. Throws `wrong-password` whether it is the login or the password that is
 * wrong, after the same work, and `too-many-requests` after too many tries.
 */
export async function signIn(
  deps: Dependencies,
  limits: RateLimits,
  request: LoginRequest & { address: string },
): Promise<Id> {
  const login = request.login.trim().toLowerCase();
  const tries = [
    [limits.login, login],
    [limits.loginFromAddress, `${login} ${request.address}`],
  ] as const;
  for (const [limiter, key] of tries) await countTry(limiter, key);
  const account = await deps.db
    .selectFrom('account')
    .select(['id', 'passwordHash', 'isActive'])
    .where('login', '=', login)
    .executeTakeFirst();
  const usable = account?.isActive === 1 ? account.passwordHash : null;
  const isRight = await verifyPassword(usable, request.password);
  const at = instantOf(deps.now());
  if (!isRight || account === undefined) {
    const subject = account?.id ?? null;
    await writeAudit(deps.db, { at, accountId: null, what: 'office.sign-in-refused', subject });
    throw new Problem('wrong-password');
  }
  for (const [limiter, key] of tries) await giveBackTry(limiter, key);
  await writeAudit(deps.db, { at, accountId: account.id, what: 'office.sign-in', subject: null });
  return account.id;
}
