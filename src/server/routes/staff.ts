import { addAssignment, changeStaff, createStaff, endAssignment } from '../accounts/staff.ts';
import { listStaff } from '../accounts/staff-list.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'documents', action: 'R' } as const;
const WRITE = { area: 'documents', action: 'W' } as const;

export const staffRoutes: readonly OfficeRoute[] = [
  forOffice('staff', READ, ({ office, body }) =>
    listStaff(office.deps, { query: body.query ?? '', offset: body.offset ?? 0 }),
  ),
  forOffice('createStaff', WRITE, ({ office, user, body }) =>
    createStaff(office.deps, user.account.id, body),
  ),
  forOffice('changeStaff', WRITE, ({ office, user, body, id, version }) =>
    changeStaff(office.deps, { by: user.account.id, accountId: id(), version, request: body }),
  ),
  forOffice('createAssignment', WRITE, ({ office, user, body, id }) =>
    addAssignment(office.deps, { by: user.account.id, accountId: id(), request: body }),
  ),
  forOffice('endAssignment', WRITE, ({ office, user, id }) =>
    endAssignment(office.deps, {
      by: user.account.id,
      accountId: id(),
      assignmentId: id('assignmentId'),
    }),
  ),
  forOffice('previewStaff', WRITE, ({ office, user, upload }) =>
    office.staffPreviews.preview(user.account.id, { name: upload.fileName, bytes: upload.bytes }),
  ),
  forOffice('applyStaff', WRITE, ({ office, user, id }) =>
    office.staffPreviews.apply(user.account.id, id()),
  ),
];
