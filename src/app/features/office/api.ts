import type { Day, Id } from '../../../domain/id.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { OFFICE_API } from '../../../protocol/office.ts';
import type {
  DisinfectionCsvQuery,
  DisinfectionQuery,
} from '../../../protocol/office-disinfection.ts';
import type * as enrolment from '../../../protocol/office-enrolment.ts';
import type * as hygiene from '../../../protocol/office-hygiene.ts';
import type * as doorLog from '../../../protocol/office-door-log.ts';
import type {
  DoorLogCsvQuery,
  DoorLogQuery,
  PeopleSearch,
} from '../../../protocol/office-people.ts';
import type * as night from '../../../protocol/office-night.ts';
import type { ShiftReceipt } from '../../../protocol/office-proof.ts';
import type * as places from '../../../protocol/office-places.ts';
import type * as roster from '../../../protocol/office-roster.ts';
import type { DayCsvQuery } from '../../../protocol/office-rounds.ts';
import type * as session from '../../../protocol/office-session.ts';
import type * as seals from '../../../protocol/office-seal.ts';
import type * as staff from '../../../protocol/office-staff.ts';
import { pathOf, to } from './call-path.ts';
import type { Call } from './call.ts';
import { healthCalls } from './health-calls.ts';
import { reportCalls } from './report-calls.ts';

/** Everything the office asks of the server, each reply parsed by its schema. */
export type OfficeApi = ReturnType<typeof createOfficeApi>;

export function createOfficeApi(call: Call) {
  return {
    ...sessionCalls(call),
    ...placeCalls(call),
    ...policyCalls(call),
    ...rosterCalls(call),
    ...staffCalls(call),
    ...cardCalls(call),
    ...recordCalls(call),
    ...reportCalls(call),
    ...healthCalls(call),
  };
}

function sessionCalls(call: Call) {
  return {
    setUpState: () => call(to(OFFICE_API.setUpState)),
    setUp: (body: session.SetUpRequest) => call(to(OFFICE_API.setUp, { body })),
    signIn: (body: session.LoginRequest) => call(to(OFFICE_API.login, { body })),
    signOut: () => call(to(OFFICE_API.logout)),
    me: () => call(to(OFFICE_API.me)),
  };
}

/** What is saved: a new document (`null`), or a version of one that exists. */
export type Saved = { id: Id; version: number } | null;

function placeCalls(call: Call) {
  return {
    places: () => call(to(OFFICE_API.places)),
    classes: () => call(to(OFFICE_API.classes)),
    importPlaces: (body: places.PlacesImportRequest) => call(to(OFFICE_API.importPlaces, { body })),
    saveCampus: (body: places.CampusRequest, of: Saved) =>
      call(
        of === null
          ? to(OFFICE_API.createCampus, { body })
          : to(OFFICE_API.changeCampus, { body, ...of }),
      ),
    saveBuilding: (body: places.BuildingRequest, of: Saved) =>
      call(
        of === null
          ? to(OFFICE_API.createBuilding, { body })
          : to(OFFICE_API.changeBuilding, { body, ...of }),
      ),
    saveDoor: (body: places.DoorRequest, of: Saved) =>
      call(
        of === null
          ? to(OFFICE_API.createDoor, { body })
          : to(OFFICE_API.changeDoor, { body, ...of }),
      ),
    createAreas: (body: places.AreasRequest) => call(to(OFFICE_API.createAreas, { body })),
    changeArea: (body: places.AreaRequest, of: { id: Id; version: number }) =>
      call(to(OFFICE_API.changeArea, { body, ...of })),
    saveThermometer: (body: places.ThermometerRequest, of: Saved) =>
      call(
        of === null
          ? to(OFFICE_API.createThermometer, { body })
          : to(OFFICE_API.changeThermometer, { body, ...of }),
      ),
  };
}

function policyCalls(call: Call) {
  return {
    policy: () => call(to(OFFICE_API.policy)),
    savePolicy: (body: PolicyPack, version: number) =>
      call(to(OFFICE_API.changePolicy, { body, version })),
  };
}

function rosterCalls(call: Call) {
  return {
    previewRoster: (file: File, onProgress: (share: number) => void) =>
      call(to(OFFICE_API.previewRoster, { file, onProgress })),
    createPlaces: (id: Id, body: roster.CreatePlacesRequest) =>
      call(to(OFFICE_API.createRosterPlaces, { id, body })),
    difference: (id: Id, kind: roster.DifferenceKind, offset: number) =>
      call(to(OFFICE_API.rosterDifference, { id, query: { kind, offset } })),
    applyRoster: (id: Id, body: roster.ApplyRequest) =>
      call(to(OFFICE_API.applyRoster, { id, body })),
  };
}

function staffCalls(call: Call) {
  return {
    staff: (query: string, offset: number) =>
      call(to(OFFICE_API.staff, { body: { query, offset } })),
    addStaff: (body: staff.StaffRequest) => call(to(OFFICE_API.createStaff, { body })),
    changeStaff: (id: Id, body: staff.StaffChange, version: number) =>
      call(to(OFFICE_API.changeStaff, { id, body, version })),
    addAssignment: (id: Id, body: staff.AssignmentRequest) =>
      call(to(OFFICE_API.createAssignment, { id, body })),
    endAssignment: (id: Id, assignmentId: Id) =>
      call(to(OFFICE_API.endAssignment, { id, assignmentId })),
    previewStaff: (file: File, onProgress: (share: number) => void) =>
      call(to(OFFICE_API.previewStaff, { file, onProgress })),
    applyStaff: (id: Id) => call(to(OFFICE_API.applyStaff, { id })),
    createEnrolmentCode: (id: Id) => call(to(OFFICE_API.issueCode, { id })),
    importQueue: (file: File, onProgress: (share: number) => void) =>
      call(to(OFFICE_API.importQueue, { file, onProgress })),
    devices: () => call(to(OFFICE_API.devices)),
    revokeDevice: (id: Id) => call(to(OFFICE_API.revokeDevice, { id })),
  };
}

function cardCalls(call: Call) {
  return {
    enrolments: (body: enrolment.EnrolmentSearch) => call(to(OFFICE_API.enrolments, { body })),
    planCards: (body: enrolment.CardPlanRequest) => call(to(OFFICE_API.planCards, { body })),
    makeCards: (body: enrolment.CardsRequest) => call(to(OFFICE_API.makeCards, { body })),
  };
}

/** Who of a selection has no phone yet, as a download. */
export function enrolmentsCsvPath(query: enrolment.EnrolmentCsvQuery): string {
  return pathOf(OFFICE_API.enrolmentsCsv, { query });
}

function recordCalls(call: Call) {
  return {
    serverState: () => call(to(OFFICE_API.serverState)),
    checkReceipt: (body: ShiftReceipt) => call(to(OFFICE_API.checkReceipt, { body })),
    people: (body: PeopleSearch) => call(to(OFFICE_API.people, { body })),
    /** With the identity, the server notes who looked. */
    person: (id: Id, withIdentity: boolean) =>
      call(to(OFFICE_API.person, { id, query: withIdentity ? { identity: '1' } : {} })),
    doorLog: (query: DoorLogQuery) => call(to(OFFICE_API.doorLog, { query })),
    matchCheck: (id: Id, body: doorLog.MatchRequest) =>
      call(to(OFFICE_API.matchCheck, { id, body })),
    correctCheck: (id: Id, body: doorLog.CorrectRequest) =>
      call(to(OFFICE_API.correctCheck, { id, body })),
    voidCheck: (id: Id, body: doorLog.VoidRequest) => call(to(OFFICE_API.voidCheck, { id, body })),
    disinfection: (query: DisinfectionQuery) => call(to(OFFICE_API.disinfection, { query })),
    seals: (query: seals.SealsQuery) => call(to(OFFICE_API.seals, { query })),
    seal: (id: Id) => call(to(OFFICE_API.seal, { id })),
    acknowledgeSeal: (id: Id, body: seals.AcknowledgeRequest) =>
      call(to(OFFICE_API.acknowledgeSeal, { id, body })),
    inspections: (query: hygiene.InspectionsQuery) => call(to(OFFICE_API.inspections, { query })),
    rectified: (query: hygiene.InspectionsQuery) => call(to(OFFICE_API.rectified, { query })),
    openFindings: (query: hygiene.FindingsQuery) => call(to(OFFICE_API.openFindings, { query })),
    parked: (offset: number) => call(to(OFFICE_API.parked, { query: { offset } })),
    unitSheet: (id: Id) => call(to(OFFICE_API.unitSheet, { id })),
    rounds: (day: Day) => call(to(OFFICE_API.rounds, { query: { day } })),
    differences: (day: Day, offset: number) =>
      call(to(OFFICE_API.differences, { query: { day, offset } })),
    nightCheck: (query: night.NightQuery) => call(to(OFFICE_API.nightCheck, { query })),
    nightHistory: (id: Id) => call(to(OFFICE_API.nightHistory, { id })),
    campaigns: () => call(to(OFFICE_API.campaigns)),
    campaignProgress: (id: Id) => call(to(OFFICE_API.campaignProgress, { id })),
    saveCampaign: (body: night.CampaignRequest, of: Saved) =>
      call(
        of === null
          ? to(OFFICE_API.createCampaign, { body })
          : to(OFFICE_API.changeCampaign, { body, ...of }),
      ),
    inside: (buildingId: Id) => call(to(OFFICE_API.inside, { query: { buildingId } })),
  };
}

/** Where the browser fetches the table from by itself, as a download. */
export function doorLogCsvPath(query: DoorLogCsvQuery): string {
  return pathOf(OFFICE_API.doorLogCsv, { query });
}

export function nightCsvPath(query: night.NightCsvQuery): string {
  return pathOf(OFFICE_API.nightCheckCsv, { query });
}

export function disinfectionCsvPath(query: DisinfectionCsvQuery): string {
  return pathOf(OFFICE_API.disinfectionCsv, { query });
}

export function inspectionsCsvPath(query: hygiene.InspectionsCsvQuery): string {
  return pathOf(OFFICE_API.inspectionsCsv, { query });
}

/** Where an `<img>` takes one photo of a finding from. */
export function findingPhotoPath(id: Id, sha: string): string {
  return pathOf(OFFICE_API.findingPhoto, { id, query: { sha } });
}

export function complaintsCsvPath(query: DayCsvQuery): string {
  return pathOf(OFFICE_API.complaintsCsv, { query });
}

/** The same for the differences of a day. */
export function differencesCsvPath(query: DayCsvQuery): string {
  return pathOf(OFFICE_API.differencesCsv, { query });
}

export function sealsCsvPath(query: seals.SealsCsvQuery): string {
  return pathOf(OFFICE_API.sealsCsv, { query });
}

/** Where an `<img>` takes one photo of a seal from. */
export function sealPhotoPath(id: Id, sha: string): string {
  return pathOf(OFFICE_API.sealPhoto, { id, query: { sha } });
}

/** Where an `<img>` takes one photo of a check from. */
export function checkPhotoPath(id: Id, sha: string): string {
  return pathOf(OFFICE_API.checkPhoto, { id, query: { sha } });
}
