import { giveBackTry } from '../accounts/rate-limits.ts';
import { describeMe, openOfficeSession } from '../accounts/office-session.ts';
import { isSetUp, setUp } from '../accounts/set-up.ts';
import { readMeta } from '../database/meta.ts';
import { callerAddress } from './address.ts';
import { forAnyone, type OfficeRoute } from './office-call.ts';

export const setUpRoutes: readonly OfficeRoute[] = [
  forAnyone('setUpState', async ({ office: { deps } }) => ({
    isSetUp: await isSetUp(deps.db),
    isDemo: (await readMeta(deps.db, 'is_demo')) === '1',
  })),

  forAnyone(
    'setUp',
    async ({ c, office: { deps, limits }, body }) => {
      const accountId = await setUp(deps, body);
      await giveBackTry(limits.code, callerAddress(c, deps.settings));
      return describeMe(deps.db, await openOfficeSession(c, deps, accountId));
    },
    'code',
  ),
];
