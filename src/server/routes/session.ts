import { openPhoneSession, rememberPhone } from '../accounts/phones.ts';
import { forPhone, type OfficeRoute } from './office-call.ts';

export const sessionRoutes: readonly OfficeRoute[] = [
  forPhone('openSession', async ({ c, office: { deps }, user, body }) => {
    const reply = await openPhoneSession(deps, user, body);
    rememberPhone(c, deps, user.id);
    return reply;
  }),
];
