import { closeOfficeSession, describeMe, openOfficeSession } from '../accounts/office-session.ts';
import { giveBackTry } from '../accounts/rate-limits.ts';
import { signIn } from '../accounts/sign-in.ts';
import { callerAddress } from './address.ts';
import { forAnyone, forSignedIn, type OfficeRoute } from './office-call.ts';

export const loginRoutes: readonly OfficeRoute[] = [
  forAnyone(
    'login',
    async ({ c, office: { deps, limits }, body }) => {
      const address = callerAddress(c, deps.settings);
      const accountId = await signIn(deps, limits, { ...body, address });
      await giveBackTry(limits.address, address);
      return describeMe(deps.db, await openOfficeSession(c, deps, accountId));
    },
    'address',
  ),

  forSignedIn('logout', async ({ c, office }) => {
    await closeOfficeSession(c, office.deps);
    return { ok: true as const };
  }),

  forSignedIn('me', ({ office, user }) => describeMe(office.deps.db, user)),
];
