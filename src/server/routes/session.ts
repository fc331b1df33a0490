import { openPhoneSession, requirePhone } from '../accounts/phones.ts';
import { forAnyone, type OfficeRoute } from './office-call.ts';

export const sessionRoutes: readonly OfficeRoute[] = [
  forAnyone('openSession', async ({ c, office: { deps }, body }) =>
    openPhoneSession(deps, await requirePhone(c, deps.db), body),
  ),
];
