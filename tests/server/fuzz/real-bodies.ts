import { randomUUID } from 'node:crypto';
import type { Id } from '../../../src/domain/id.ts';
import { mayBeZero, numbersOf } from '../../../src/domain/session-state.ts';
import { OFFICE_API, type OfficeCall } from '../../../src/protocol/office.ts';
import { PolicyEntry } from '../../../src/protocol/office-policy.ts';
import { SessionRolls } from '../../../src/protocol/office-rollup.ts';
import { newSecret } from '../../../src/server/accounts/secrets.ts';
import { PASSWORD } from '../office/office-client.ts';
import { sessionRequest } from '../support/session-request.ts';
import { at } from '../support/test-server.ts';
import { campaignIn, type FilledOffice } from './filled-office.ts';

type Api = typeof OFFICE_API;
/** Set-up is over where there is an office. */
export type CallWithBody = {
  [Name in OfficeCall]: Api[Name] extends { body: unknown } ? Name : never;
}[Exclude<OfficeCall, 'setUp'>];

/** What an honest screen or phone sends, which is taken. */
export interface RealCall {
  body: unknown;
  id?: Id;
  headers?: Record<string, string>;
}

type Make = (filled: FilledOffice) => RealCall | Promise<RealCall>;

const [matchId, correctId, voidId, acknowledgeId, shiftId] = Array.from({ length: 5 }, () =>
  randomUUID(),
);
const building = ({ places }: FilledOffice) => places.buildings[0]!;
const campusId = ({ places }: FilledOffice): Id => places.campuses[0]!.campus.id;
const area = { name: '门厅', class: 'public', isKey: false };
const staff = { name: '赵六', phone: '13800000001' };

export const REAL_CALLS: Record<CallWithBody, Make> = {
  login: () => ({ body: { login: 'office', password: PASSWORD } }),
  redeem: async ({ office, phone }) => ({
    body: {
      code: (await office.code(phone.accountId)).code,
      deviceToken: newSecret(),
      accountSecret: newSecret(),
      deviceName: '值班手机',
      platform: 'test',
    },
  }),
  enrolments: (filled) => ({
    body: { kind: 'student', buildingId: building(filled).building.id, query: '林', offset: 0 },
  }),
  planCards: (filled) => ({
    body: { cardsFor: 'without_phone', buildingId: building(filled).building.id },
  }),
  makeCards: ({ residentId }) => ({
    body: { personIds: [residentId], validDays: 14, endsPhones: true },
  }),
  reissueCard: ({ residentId }) => ({ id: residentId, body: { validDays: 7 } }),
  openSession: ({ phone }) => ({
    body: sessionRequest(phone),
    headers: { authorization: `Bearer ${phone.token}` },
  }),

  storageLost: () => ({ body: { pending: 3 } }),

  importPlaces: () => ({
    body: [{ campus: '南校区', name: '新楼', aliases: ['北苑'], units: ['1', '2'] }],
  }),
  createCampus: () => ({ body: { name: '北校区', zone: 'Asia/Shanghai' } }),
  changeCampus: (filled) => ({ id: campusId(filled), body: { name: '东校区' } }),
  createBuilding: (filled) => ({
    body: { campusId: campusId(filled), name: '九号楼', aliases: ['9'], units: ['1', '2'] },
  }),
  changeBuilding: (filled) => {
    const { building: of, units } = building(filled);
    const { campusId: in_, name } = of;
    const codes = [...units.map(({ unit }) => unit.code), '99'];
    return { id: of.id, body: { campusId: in_, name, aliases: [], units: codes } };
  },
  createDoor: (filled) => ({
    body: { name: '侧门', buildingIds: [building(filled).building.id] },
  }),
  changeDoor: (filled) => ({
    id: building(filled).doors[0]!.door.id,
    body: { name: '正门', buildingIds: [building(filled).building.id] },
  }),
  createThermometer: (filled) => ({
    body: {
      name: '二号枪',
      unit: 'F',
      buildingId: building(filled).building.id,
      calibratedOn: '2020-05-01',
    },
  }),
  changeThermometer: ({ thermometerId }) => ({
    id: thermometerId,
    body: { name: '一号', unit: 'C', buildingId: null, calibratedOn: null },
  }),
  createAreas: (filled) => ({
    body: { buildingId: building(filled).building.id, areas: [{ ...area, name: '电梯' }] },
  }),
  changeArea: ({ areaId }) => ({ id: areaId, body: { ...area, isRemoved: true } }),

  changePolicy: async ({ office }) => {
    const { version, policy } = PolicyEntry.parse(await office.json('GET', '/policy'));
    return { body: policy, headers: { 'if-match': `"${String(version)}"` } };
  },
  createCampaign: (filled) => ({ body: campaignIn(building(filled).building.id) }),
  changeCampaign: (filled) => ({
    id: filled.campaignId,
    body: { ...campaignIn(building(filled).building.id), isClosed: true },
  }),
  createRosterPlaces: async ({ previewFor }) => ({
    id: (await previewFor('createRosterPlaces')).id,
    body: { campusName: '南校区', buildings: [{ name: '新楼', units: ['1', '2'] }] },
  }),
  applyRoster: async ({ previewFor }) => {
    const { id, revision } = await previewFor('applyRoster');
    return { id, body: { revision, handleLeft: 'keep' } };
  },

  people: (filled) => ({ body: { query: '林', buildingId: building(filled).building.id } }),
  staff: () => ({ body: { query: '周', offset: 0 } }),
  createStaff: (filled) => ({
    body: { ...staff, assignments: [{ role: 'keeper', post: postIn(filled), from: at(0) }] },
  }),
  changeStaff: ({ phone }) => ({
    id: phone.accountId,
    body: { ...staff, isActive: true, phone: null },
  }),
  createAssignment: (filled) => ({
    id: filled.phone.accountId,
    body: { role: 'guard', post: postIn(filled), to: at(600) },
  }),

  matchCheck: ({ unknownId, residentId: personId }) => ({
    id: unknownId,
    body: { factId: matchId, personId },
  }),
  correctCheck: ({ checkId }) => ({
    id: checkId,
    body: { factId: correctId, direction: 'out', tempC: 36.1 },
  }),
  voidCheck: ({ checkId }) => ({ id: checkId, body: { factId: voidId, reason: '记错人' } }),
  acknowledgeSeal: ({ seal: { id, checkId } }) => ({
    id,
    body: { factId: acknowledgeId, checkId, note: '已看' },
  }),
  answerCorrection: ({ requestId }) => ({
    id: requestId,
    body: { factId: randomUUID(), text: '已更正' },
  }),
  handInCollege: async ({ office }) => {
    const { session, groups } = SessionRolls.parse(await office.json('GET', '/session-rolls'));
    const { id: college, counts } = groups.find(({ standing }) => standing !== null)!;
    const { day, slot } = session;
    const numbers = numbersOf(counts);
    return {
      body: { factId: randomUUID(), college, day, slot, ...numbers, isZero: mayBeZero(numbers) },
    };
  },
  checkReceipt: () => ({ body: { shiftId, count: 3, digest: '0'.repeat(32) } }),
};

const postIn = (filled: FilledOffice) => ({
  kind: 'building',
  id: building(filled).building.id,
});
