import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { unitScope } from '../../../src/domain/scope.ts';
import { CampaignEntry, CampaignList, CampaignReport } from '../../../src/protocol/office-night.ts';
import { addCampus, voidOf, type TestCampus } from '../support/campus.ts';
import { phoneOf } from '../support/east-rooms.ts';
import { at, push, record, type TestPhone } from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let campus: TestCampus;
let keeper: TestPhone;
let roomIds: Id[];

beforeEach(async () => {
  office = await openOffice();
  const { server } = office;
  campus = await addCampus(server);
  const { id: buildingId, unit1, unit2 } = campus.east;
  const rooms = [
    { unitId: unit1, code: '102' },
    { unitId: unit1, code: '101' },
    { unitId: unit2, code: '201' },
  ].map((room) => ({ id: randomUUID(), buildingId, beds: ['1'], ...room }));
  roomIds = rooms.map(({ id }) => id);
  await server.put(
    rooms.map((body) => ({
      kind: 'room',
      id: body.id,
      body,
      scopes: [unitScope(body.unitId, 'round')],
    })),
  );
  keeper = await phoneOf(server, 'unit_keeper', { kind: 'unit', id: unit1, buildingId });
});

const request = (parts: object = {}) => ({
  name: '全覆盖走访',
  purpose: '面对面宣传',
  from: '2020-06-08',
  to: '2020-06-14',
  buildingIds: [campus.east.id],
  isClosed: false,
  ...parts,
});
const create = async (parts: object = {}) =>
  CampaignEntry.parse(await office.json('POST', '/campaigns', request(parts)));
async function lies(campaignId: Id): Promise<string[]> {
  const rows = await office.server.db
    .selectFrom('feed')
    .select('scope')
    .where('refId', '=', campaignId)
    .where('isGone', '=', 0)
    .orderBy('scope')
    .execute();
  return rows.map(({ scope }) => scope);
}
const put = (id: Id, version: number, parts: object) =>
  ['PUT', `/campaigns/${id}`, request(parts), { 'if-match': `"${version}"` }] as const;

test('a campaign lies with those who walk its rooms, and with nobody else', async () => {
  const { campaign } = await create();

  expect(campaign).toMatchObject({ name: '全覆盖走访', closedAt: null });

  const scopes = [campus.east.unit1, campus.east.unit2].map((id) => unitScope(id, 'round'));
  expect(await lies(campaign.id)).toEqual(scopes.sort());
  const west = await create({ buildingIds: [campus.west.id] });
  expect(await lies(west.campaign.id)).toEqual([unitScope(campus.west.id, 'round')]);
});

test('it is changed and closed over the version that was read, and may go on', async () => {
  const { campaign } = await create();

  const closed = CampaignEntry.parse(
    await office.json(...put(campaign.id, 1, { name: '走访', isClosed: true })),
  );

  expect(closed).toMatchObject({ version: 2, campaign: { name: '走访' } });
  expect(closed.campaign.closedAt).not.toBeNull();
  expect(await office.refusal(...put(campaign.id, 1, {}))).toBe('precondition-failed');
  const again = CampaignEntry.parse(await office.json(...put(campaign.id, 2, {})));
  expect(again.campaign.closedAt).toBeNull();
  const { campaigns } = CampaignList.parse(await office.json('GET', '/campaigns'));
  expect(campaigns).toEqual([again]);
});

test('a campaign that ends before it begins, or of a building that is not there, is refused', async () => {
  for (const parts of [{ to: '2020-06-07' }, { buildingIds: [randomUUID()] }])
    expect(await office.refusal('POST', '/campaigns', request(parts))).toBe('bad-request');
});

test('its rooms are crossed off by what is recorded on its rounds, and those left are named', async () => {
  const { campaign } = await create();
  const begun = record(keeper, 1, {
    type: 'round',
    body: {
      unitId: campus.east.unit1,
      purpose: 'round',
      campaignId: campaign.id,
      thermometerId: null,
      thermometerUnit: 'C',
      site: 'forehead',
    },
    at: at(-10),
  });
  const note = record(keeper, 2, {
    type: 'visit-note',
    body: { visitId: randomUUID(), roomId: roomIds[0], isInstructed: true, text: null },
    shiftId: begun.id,
    at: at(-5),
  });
  await push(keeper, begun, note);

  const report = CampaignReport.parse(
    await office.json('GET', `/campaigns/${campaign.id}/progress`),
  );

  expect(report).toMatchObject({
    rooms: 3,
    visited: 1,
    units: [
      { building: 'East', code: '1', rooms: 2, visited: 1, left: ['101'] },
      { building: 'East', code: '2', rooms: 1, visited: 0, left: ['201'] },
    ],
  });
});

test('a round that names no campaign of ours waits for it', async () => {
  const body = {
    unitId: campus.east.unit1,
    purpose: 'round',
    campaignId: randomUUID(),
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  };

  const reply = await push(keeper, record(keeper, 1, { type: 'round', body, at: at(-1) }));

  expect(reply.results).toMatchObject([
    { outcome: 'parked', why: 'unknown-reference', field: 'body.campaignId' },
  ]);
});

const begin = (
  seq: number,
  campaignId: Id | null,
  { unitId = campus.east.unit1, ...parts }: { unitId?: Id; at?: string } = {},
): Operation =>
  record(keeper, seq, {
    type: 'round',
    body: {
      unitId,
      purpose: 'round',
      campaignId,
      thermometerId: null,
      thermometerUnit: 'C',
      site: 'forehead',
    },
    at: at(-100),
    ...parts,
  });
const noted = (
  seq: number,
  shiftId: Id,
  { roomId, ...parts }: { roomId: Id | undefined; at?: string; id?: Id },
) =>
  record(keeper, seq, {
    type: 'visit-note',
    body: { visitId: randomUUID(), roomId, isInstructed: true, text: null },
    shiftId,
    at: at(-5),
    ...parts,
  });

test('of many visits to a room any that stands counts, and none of another round or taken back', async () => {
  const { campaign } = await create();
  const [own, other] = [begin(1, campaign.id), begin(2, null)];
  const [first, second] = roomIds;
  const visits = [
    ...[3, 4, 5].map((seq) => noted(seq, own.id, { roomId: first })),
    noted(6, own.id, { roomId: second }),
    noted(7, other.id, { roomId: second }),
  ];
  await push(keeper, own, other, ...visits);
  const takeBack = async (seq: number, ids: readonly Id[]) =>
    push(keeper, ...ids.map((id, index) => record(keeper, seq + index, voidOf(id))));
  const visited = async () => {
    const path = `/campaigns/${campaign.id}/progress`;
    const { units } = CampaignReport.parse(await office.json('GET', path));
    return units.map((unit) => unit.left);
  };
  const inOrder = visits
    .slice(0, 3)
    .map(({ id }) => id)
    .sort();

  expect(await visited()).toEqual([[], ['201']]);
  await takeBack(8, inOrder.slice(0, 2));
  expect(await visited()).toEqual([[], ['201']]);
  await takeBack(10, [...inOrder.slice(2), visits[3]?.id ?? '']);
  expect(await visited()).toEqual([['101', '102'], ['201']]);
});

test('a visit before the first day of a campaign does not hide one within its days', async () => {
  const { campaign } = await create();
  const own = begin(1, campaign.id);
  const [roomId] = roomIds;
  const id = '00000000-0000-4000-8000-000000000000';
  const early = noted(2, own.id, { roomId, at: at(-60 * 24), id });
  await push(keeper, own, early, noted(3, own.id, { roomId, at: at(-1) }));

  const report = CampaignReport.parse(
    await office.json('GET', `/campaigns/${campaign.id}/progress`),
  );

  expect(report).toMatchObject({ rooms: 3, visited: 1 });
});

test('a room is crossed off on whichever round of the campaign somebody was in it', async () => {
  const { campaign } = await create();
  const { id, unit1, unit2 } = campus.east;
  const own = begin(1, campaign.id);
  await push(keeper, own, noted(2, own.id, { roomId: roomIds[0] }));
  keeper = await phoneOf(office.server, 'building_head', { kind: 'building', id });
  const early = begin(1, campaign.id, { unitId: unit2, at: at(-200) });
  const late = begin(2, campaign.id, { unitId: unit2 });
  const visits = [
    noted(3, early.id, { roomId: roomIds[1] }),
    noted(4, late.id, { roomId: roomIds[2] }),
  ];
  await push(keeper, early, late, ...visits);

  const report = CampaignReport.parse(
    await office.json('GET', `/campaigns/${campaign.id}/progress`),
  );

  const left = report.units.map((unit) => [unit.unitId, unit.left]);
  expect(left).toEqual([
    [unit1, []],
    [unit2, []],
  ]);
});
