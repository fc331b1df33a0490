import { findPeople, readPerson } from '../roster/read-person.ts';
import { readInside } from '../door-log/read-inside.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const DIRECTORY = { area: 'documents', action: 'R' } as const;

export const peopleRoutes: readonly OfficeRoute[] = [
  forOffice('people', DIRECTORY, ({ office, body }) =>
    findPeople(office.people, {
      query: body.query ?? '',
      buildingId: body.buildingId ?? null,
      offset: body.offset ?? 0,
    }),
  ),
  forOffice('person', DIRECTORY, ({ office, user, query, id }) =>
    readPerson(office.deps, { id: id(), user, withIdentity: query.identity === '1' }),
  ),
  forOffice('inside', { area: 'door_check', action: 'R' }, ({ office, query }) =>
    readInside(office.deps, office.people, query.buildingId),
  ),
];
