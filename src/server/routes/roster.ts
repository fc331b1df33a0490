import { forOffice, type OfficeRoute } from './office-call.ts';

/** A roster holds passports and nationalities: it takes the right to those. */
const WRITE = { area: 'documents', action: 'W', part: 'identity' } as const;

export const rosterRoutes: readonly OfficeRoute[] = [
  forOffice('previewRoster', WRITE, ({ office, user, upload }) =>
    office.rosterPreviews.preview(user.account.id, { name: upload.fileName, bytes: upload.bytes }),
  ),
  forOffice('rosterDifference', WRITE, async ({ office, user, query, id }) =>
    office.rosterPreviews.difference(user.account.id, id(), {
      kind: query.kind,
      offset: Number(query.offset ?? 0),
    }),
  ),
  forOffice('createRosterPlaces', WRITE, ({ office, user, body, id }) =>
    office.rosterPreviews.createPlaces(user.account.id, id(), body),
  ),
  forOffice('applyRoster', WRITE, ({ office, user, body, id }) =>
    office.rosterPreviews.apply(user.account.id, id(), body),
  ),
];
