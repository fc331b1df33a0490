import { checkReceipt } from '../proof/check-receipt.ts';
import { readServerState } from '../proof/server-state.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

export const proofRoutes: readonly OfficeRoute[] = [
  forOffice('serverState', { area: 'audit', action: 'R' }, ({ office }) =>
    readServerState(office.deps.db),
  ),

  forOffice('checkReceipt', { area: 'door_check', action: 'R' }, ({ office, body }) =>
    checkReceipt(office.deps.db, body),
  ),
];
