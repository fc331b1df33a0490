import { listDevices, revokeDevice } from '../accounts/devices.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

export const deviceRoutes: readonly OfficeRoute[] = [
  forOffice('devices', { area: 'audit', action: 'R', part: 'devices' }, async ({ office }) => ({
    devices: await listDevices(office.deps.db),
  })),

  forOffice('revokeDevice', { area: 'audit', action: 'W' }, async ({ office, user, id }) => {
    await revokeDevice(office.deps, { deviceId: id(), by: user.account.id });
    return { ok: true as const };
  }),
];
