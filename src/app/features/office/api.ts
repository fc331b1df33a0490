import * as z from 'zod/mini';
import * as people from '../../../protocol/office-people.ts';
import * as places from '../../../protocol/office-places.ts';
import * as roster from '../../../protocol/office-roster.ts';
import * as session from '../../../protocol/office-session.ts';
import * as staff from '../../../protocol/office-staff.ts';
import type { Id } from '../../../domain/id.ts';
import type { Call, Endpoint } from './call.ts';

const ROOT = '/api/v1';

/** Everything the office asks of the server, each reply parsed by its schema. */
export type OfficeApi = ReturnType<typeof createOfficeApi>;

export function createOfficeApi(call: Call) {
  return {
    ...sessionCalls(call),
    ...placeCalls(call),
    ...rosterCalls(call),
    ...staffCalls(call),
    ...recordCalls(call),
  };
}

function sessionCalls(call: Call) {
  return {
    setUpState: () => call(get('/setup', session.SetUpState)),
    setUp: (body: session.SetUpRequest) => call(post('/setup', session.Me, body)),
    signIn: (body: session.LoginRequest) => call(post('/login', session.Me, body)),
    signOut: () => call(post('/logout', session.Done)),
    me: () => call(get('/me', session.Me)),
  };
}

function placeCalls(call: Call) {
  return {
    places: () => call(get('/places', places.Places)),
    importPlaces: (body: places.PlacesImportRequest) =>
      call(post('/places/import', places.PlacesImportReply, body)),
    saveCampus: (body: places.CampusRequest, of: Saved) =>
      call(save('/campuses', of, { reply: places.CampusEntry, json: body })),
    saveBuilding: (body: places.BuildingRequest, of: Saved) =>
      call(save('/buildings', of, { reply: places.BuildingEntry, json: body })),
    saveDoor: (body: places.DoorRequest, of: Saved) =>
      call(save('/doors', of, { reply: places.DoorEntry, json: body })),
    saveThermometer: (body: places.ThermometerRequest, of: Saved) =>
      call(save('/thermometers', of, { reply: places.ThermometerEntry, json: body })),
  };
}

function rosterCalls(call: Call) {
  return {
    previewRoster: (file: File, onProgress: (share: number) => void) =>
      call({ ...post('/roster/preview', roster.RosterPreview), file, onProgress }),
    createPlaces: (previewId: Id, body: roster.CreatePlacesRequest) =>
      call(post(`/roster/previews/${previewId}/create-places`, roster.RosterPreview, body)),
    difference: (previewId: Id, kind: roster.DifferenceKind, offset: number) =>
      call(
        get(
          `/roster/previews/${previewId}/difference${queryText({ kind, offset })}`,
          roster.DifferencePage,
        ),
      ),
    applyRoster: (previewId: Id, body: roster.ApplyRequest) =>
      call(post(`/roster/previews/${previewId}/apply`, roster.ApplyReply, body)),
  };
}

function staffCalls(call: Call) {
  return {
    staff: (query: string, offset: number) =>
      call(get(`/staff${queryText({ query, offset })}`, staff.StaffPage)),
    addStaff: (body: staff.StaffRequest) => call(post('/staff', staff.StaffEntry, body)),
    changeStaff: (accountId: Id, body: staff.StaffChange, version: number) =>
      call({
        method: 'PUT',
        path: `${ROOT}/staff/${accountId}`,
        reply: staff.StaffEntry,
        json: body,
        version,
      }),
    addAssignment: (accountId: Id, body: staff.AssignmentRequest) =>
      call(post(`/staff/${accountId}/assignments`, staff.StaffEntry, body)),
    endAssignment: (accountId: Id, assignmentId: Id) =>
      call(post(`/staff/${accountId}/assignments/${assignmentId}/end`, staff.StaffEntry)),
    previewStaff: (file: File, onProgress: (share: number) => void) =>
      call({ ...post('/staff/preview', staff.StaffPreview), file, onProgress }),
    applyStaff: (previewId: Id) =>
      call(post(`/staff/previews/${previewId}/apply`, staff.StaffApplyReply)),
    createEnrolmentCode: (accountId: Id) =>
      call(post(`/accounts/${accountId}/enrolment-codes`, staff.EnrolmentCode)),
    devices: () => call(get('/devices', staff.DeviceList)),
    revokeDevice: (deviceId: Id) => call(post(`/devices/${deviceId}/revoke`, session.Done)),
  };
}

function recordCalls(call: Call) {
  return {
    people: (query: { query?: string; buildingId?: Id; offset: number }) =>
      call(get(`/people${queryText(query)}`, people.PeoplePage)),
    person: (id: Id, withIdentity: boolean) =>
      call(get(`/people/${id}${withIdentity ? '?identity=1' : ''}`, people.PersonDetail)),
    doorLog: (query: people.DoorLogQuery) =>
      call(get(`/door-log${queryText(query)}`, people.DoorLogPage)),
    parked: (offset: number) => call(get(`/parked${queryText({ offset })}`, people.ParkedPage)),
    inside: (buildingId: Id) =>
      call(get(`/inside${queryText({ buildingId })}`, people.InsideReply)),
  };
}

/** Where the browser fetches the table from by itself, as a download. */
export function doorLogCsvPath(query: people.DoorLogCsvQuery): string {
  return `${ROOT}/door-log.csv${queryText(query)}`;
}

/** What is saved: a new document (`null`), or a version of one that exists. */
export type Saved = { id: Id; version: number } | null;

function save<Schema extends z.ZodMiniType>(
  path: string,
  of: Saved,
  rest: { reply: Schema; json: unknown },
): Endpoint<Schema> {
  if (of === null) return { method: 'POST', path: ROOT + path, ...rest };
  return { method: 'PUT', path: `${ROOT}${path}/${of.id}`, version: of.version, ...rest };
}

function get<Schema extends z.ZodMiniType>(path: string, reply: Schema): Endpoint<Schema> {
  return { method: 'GET', path: ROOT + path, reply };
}

function post<Schema extends z.ZodMiniType>(
  path: string,
  reply: Schema,
  json?: unknown,
): Endpoint<Schema> {
  return { method: 'POST', path: ROOT + path, reply, ...(json !== undefined && { json }) };
}

/** What is empty is left out. */
function queryText(query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
