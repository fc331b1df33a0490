import type { Id } from '../../domain/id.ts';
import { changeDocuments } from '../accounts/change-documents.ts';
import { accountsOver } from '../places/accounts-over.ts';
import { createAreas, saveArea } from '../places/change-areas.ts';
import { saveBuilding } from '../places/change-building.ts';
import { saveCampus, saveDoor, saveThermometer } from '../places/change-places.ts';
import { planPlaces, readPlaceDocuments } from '../places/import-places.ts';
import { readClasses } from '../places/read-classes.ts';
import { readPlaces } from '../places/read-places.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'documents', action: 'R' } as const;
const WRITE = { area: 'documents', action: 'W' } as const;

export const placeRoutes: readonly OfficeRoute[] = [
  forOffice('places', READ, ({ office }) => readPlaces(office.deps.db)),
  forOffice('classes', READ, ({ office }) => readClasses(office.deps.db)),

  forOffice('importPlaces', WRITE, ({ office: { deps }, user, body }) =>
    changeDocuments(deps, user.account.id, async (tx) => {
      const places = await readPlaceDocuments(tx);
      const { puts, buildingIds, created } = planPlaces(places, body, deps.settings.campusZone);
      return {
        puts,
        accountIds: await accountsOver(tx, buildingIds),
        what: 'places.import',
        subject: null,
        details: created,
        result: created,
      };
    }),
  ),

  forOffice('createCampus', WRITE, ({ office, user, body }) =>
    saveCampus(office.deps, { by: user.account.id, known: null, request: body }),
  ),
  forOffice('changeCampus', WRITE, ({ office, user, body, id, version }) =>
    saveCampus(office.deps, { by: user.account.id, known: known(id, version), request: body }),
  ),
  forOffice('createBuilding', WRITE, ({ office, user, body }) =>
    saveBuilding(office.deps, { by: user.account.id, known: null, request: body }),
  ),
  forOffice('changeBuilding', WRITE, ({ office, user, body, id, version }) =>
    saveBuilding(office.deps, { by: user.account.id, known: known(id, version), request: body }),
  ),
  forOffice('createDoor', WRITE, ({ office, user, body }) =>
    saveDoor(office.deps, { by: user.account.id, known: null, request: body }),
  ),
  forOffice('changeDoor', WRITE, ({ office, user, body, id, version }) =>
    saveDoor(office.deps, { by: user.account.id, known: known(id, version), request: body }),
  ),
  forOffice('createThermometer', WRITE, ({ office, user, body }) =>
    saveThermometer(office.deps, { by: user.account.id, known: null, request: body }),
  ),
  forOffice('changeThermometer', WRITE, ({ office, user, body, id, version }) =>
    saveThermometer(office.deps, { by: user.account.id, known: known(id, version), request: body }),
  ),
  forOffice('createAreas', WRITE, ({ office, user, body }) =>
    createAreas(office.deps, { by: user.account.id, request: body }),
  ),
  forOffice('changeArea', WRITE, ({ office, user, body, id, version }) =>
    saveArea(office.deps, { by: user.account.id, known: known(id, version), request: body }),
  ),
];

const known = (id: () => Id, version: number) => ({ id: id(), version });
