import { randomUUID } from 'node:crypto';
import type { Id } from '../../../src/domain/id.ts';
import { CAMPUS_PUBLIC } from '../../../src/domain/scope.ts';
import type { RosterPreview } from '../../../src/protocol/office-roster.ts';
import { CampaignEntry } from '../../../src/protocol/office-night.ts';
import { AreasReply, ThermometerEntry, type Places } from '../../../src/protocol/office-places.ts';
import { fixture, OfficeClient, openWenyuan } from '../office/office-client.ts';
import { addPerson, addStaff, check } from '../support/campus.ts';
import { phoneOfResident } from '../support/east-rooms.ts';
import { telling } from '../support/report-bodies.ts';
import { addPhone, push, record, type TestPhone, type TestServer } from '../support/test-server.ts';

export interface FilledOffice {
  office: OfficeClient;
  phone: TestPhone;
  /** What there is of which a call may be about. */
  places: Places;
  residentId: Id;
  checkId: Id;
  unknownId: Id;
  seal: { id: Id; checkId: Id };
  areaId: Id;
  thermometerId: Id;
  campaignId: Id;
  requestId: Id;
  /** The roster, previewed for this call. */
  previewFor: (name: string) => Promise<RosterPreview>;
  /** Of everything there is. */
  ids: readonly Id[];
  /** Those that `:id` of this address may mean. */
  idsFor: (path: string) => readonly Id[];
}

/**
 * An office with places, a phone, residents, checks (an unknown person's among them), a broken seal, and a student of
 * a college who reported and asks to have it put right.
 */
export async function openFilledOffice(): Promise<FilledOffice> {
  const office = await openWenyuan();
  const { server } = office;
  const places = await office.places();
  const [first] = places.buildings;
  const buildingId = first!.building.id;
  const doorId = first!.doors[0]!.door.id;
  const post = { kind: 'building', id: buildingId } as const;
  const keeper = await addStaff(server, { role: 'keeper', post }, { role: 'property', post });
  const phone = await addPhone(server, keeper);
  const resident = await addPerson(server, { buildingId });
  const seal = record(phone, 3, { type: 'seal', body: sealIn(buildingId) });
  const recorded = [
    record(phone, 1, check(doorId, resident.id)),
    record(phone, 2, check(doorId, '', { subject: { kind: 'unknown', text: '穿蓝衣的人' } })),
    seal,
    record(phone, 4, { type: 'seal-check', body: broken(seal.id) }),
  ] as const;
  await push(phone, ...recorded);
  const told = await tellOfStudent(server, buildingId);
  const made = await fillPlan(office, buildingId);

  const documents = await server.db.selectFrom('document').select(['kind', 'id']).execute();
  const ofKind = (kind: string) => documents.filter((one) => one.kind === kind).map(({ id }) => id);
  const byPart: Record<string, readonly Id[]> = {
    campuses: ofKind('campus'),
    buildings: ofKind('building'),
    doors: ofKind('door'),
    people: ofKind('directory'),
    staff: ofKind('account'),
    accounts: ofKind('account'),
    areas: [made.areaId],
    thermometers: [made.thermometerId],
    campaigns: [made.campaignId],
    seals: [seal.id],
    devices: [phone.deviceId],
    corrections: [told.requestId],
    'door-log': [recorded[0].id, recorded[1].id],
  };
  const ids = [...[...documents, ...recorded].map(({ id }) => id), ...Object.values(told)];
  return {
    office,
    phone,
    places,
    residentId: resident.id,
    checkId: recorded[0].id,
    unknownId: recorded[1].id,
    seal: { id: seal.id, checkId: recorded[3].id },
    ...made,
    requestId: told.requestId,
    previewFor: previewsOf(office),
    ids,
    idsFor: (path) => byPart[path.split('/')[1] ?? ''] ?? ids,
  };
}

const photos: readonly never[] = [];
const sealIn = (buildingId: Id) => ({
  buildingId,
  roomId: null,
  thing: 'window',
  place: null,
  number: '0010',
  reason: 'vacant',
  witness: null,
  photos,
});
const broken = (sealId: Id) => ({
  sealId,
  visitId: null,
  state: 'broken',
  newNumber: null,
  authorisedBy: null,
  note: null,
  photos,
});

async function tellOfStudent(server: TestServer, buildingId: Id) {
  const classId = randomUUID();
  const body = { id: classId, college: '土木', grade: null, name: 'A1' };
  await server.put([{ kind: 'class', id: classId, body, scopes: [CAMPUS_PUBLIC] }]);
  const { id: personId } = await addPerson(server, { buildingId, classId, name: '白露' });
  const student = await phoneOfResident(server, personId);
  const of = { personId, unitId: buildingId, classId, roomId: '' };
  const report = record(student, 1, telling('self-report', of));
  const request = record(student, 2, telling('correction-request', of, { of: report.id }));
  await push(student, report, request);
  return { reportId: report.id, requestId: request.id };
}

async function fillPlan(office: OfficeClient, buildingId: Id) {
  const { areas } = AreasReply.parse(
    await office.json('POST', '/areas', {
      buildingId,
      areas: [{ name: '门厅', class: 'public', isKey: true }],
    }),
  );
  const { thermometer } = ThermometerEntry.parse(
    await office.json('POST', '/thermometers', {
      name: '一号枪',
      unit: 'C',
      buildingId,
      calibratedOn: null,
    }),
  );
  const { campaign } = CampaignEntry.parse(
    await office.json('POST', '/campaigns', campaignIn(buildingId)),
  );
  return {
    areaId: areas[0]!.area.id,
    thermometerId: thermometer.id,
    campaignId: campaign.id,
  };
}

function previewsOf(office: OfficeClient): FilledOffice['previewFor'] {
  const made = new Map<string, Promise<RosterPreview>>();
  return (name) => {
    const preview = made.get(name) ?? office.previewRoster(fixture('wenyuan-clean.csv'));
    made.set(name, preview);
    return preview;
  };
}

export const campaignIn = (buildingId: Id) => ({
  name: '走访',
  purpose: '面对面宣传',
  from: '2020-06-08',
  to: '2020-06-14',
  buildingIds: [buildingId],
  isClosed: false,
});
