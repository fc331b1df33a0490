import { importQueue } from '../queue-file/import-queue.ts';
import { forOffice, forPhone, type OfficeRoute } from './office-call.ts';

export const queueFileRoutes: readonly OfficeRoute[] = [
  forOffice('importQueue', { area: 'audit', action: 'W' }, ({ office, user, upload }) =>
    importQueue(office.deps, upload.bytes, { accountId: user.account.id, deviceId: null }),
  ),

  forPhone('forwardQueue', async ({ office, user, upload }) => {
    const bringer = { accountId: null, deviceId: user.id };
    return (await importQueue(office.deps, upload.bytes, bringer)).counts;
  }),
];
