import { confirmWipe, listDevices, revokeDevice } from '../accounts/devices.ts';
import { forgetPhone } from '../accounts/phones.ts';
import { requireDevice } from '../sync/authenticate.ts';
import { forAnyone, forOffice, type OfficeRoute } from './office-call.ts';

export const deviceRoutes: readonly OfficeRoute[] = [
  forOffice('devices', { area: 'audit', action: 'R', part: 'devices' }, async ({ office }) => ({
    devices: await listDevices(office.deps.db, office.deps.now()),
  })),

  forOffice('revokeDevice', { area: 'audit', action: 'W' }, async ({ office, user, id }) => {
    await revokeDevice(office.deps, { deviceId: id(), by: user.account.id });
    return { ok: true as const };
  }),

  forAnyone('confirmWipe', async ({ c, office }) => {
    await confirmWipe(office.deps, await requireDevice(c, office.deps.db));
    forgetPhone(c, office.deps);
    // The browser's own broom, after ours: whatever a version of this app before this one has kept.
    c.header('Clear-Site-Data', '"cache", "storage"');
    return { ok: true as const };
  }),
];
