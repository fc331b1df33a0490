import { randomUUID } from 'node:crypto';
import type { FactBody, FactType } from '../../../src/domain/fact.ts';
import type { Id } from '../../../src/domain/id.ts';
import { addStaff, check } from '../support/campus.ts';
import { openEastRooms, phoneOf, phoneOfResident, type EastRooms } from '../support/east-rooms.ts';
import { addPhone, at, LONG_AGO, type Recording, type TestPhone } from '../support/test-server.ts';

/** A fact as one of the phone's people records it. */
export interface RealFact {
  by: TestPhone;
  recording: Recording & { type: FactType; id: Id; tv: number };
}

/** A phone that three people share, and a fact of each kind below, recorded by one of them who may. */
export interface RealFacts {
  east: EastRooms;
  phone: TestPhone;
  /** In an order in which each finds what it names. */
  facts: readonly RealFact[];
  /** Everything that a body may name. */
  ids: readonly Id[];
}

export async function openRealFacts(): Promise<RealFacts> {
  const east = await openEastRooms();
  const { server, campus, roomId, areaId, resident } = east;
  const building = { kind: 'building', id: campus.east.id } as const;
  const lead = await addStaff(
    server,
    { role: 'building_head', post: building },
    { role: 'property', post: building },
    { role: 'keeper', post: building },
    { role: 'unit_keeper', post: { kind: 'unit', id: campus.east.unit1, buildingId: building.id } },
    { role: 'office_admin', post: { kind: 'campus' } },
  );
  const phone = await addPhone(server, lead);
  const second = await onPhone(phone, await phoneOf(server, 'property', building));
  const student = await onPhone(phone, await phoneOfResident(server, resident.id));
  const whoElse: Partial<Record<FactType, TestPhone>> = { acceptance: second, leave: student };
  const bodies = bodiesOf(east);
  const types = Object.keys(bodies) as FactType[];
  const idOf = new Map(types.map((type) => [type, randomUUID()]));
  const named = (type: FactType): Id => idOf.get(type) ?? '';
  const facts = types.map((type): RealFact => ({
    by: whoElse[type] ?? phone,
    recording: {
      type,
      tv: 1,
      id: named(type),
      at: at(0),
      shiftId: null,
      body: bodies[type]?.(named),
    },
  }));
  const { east: place, west } = campus;
  const ids = [place.id, place.doorId, place.unit1, west.doorId, roomId, areaId, resident.id];
  return { east, phone, facts, ids: [...ids, lead.id, ...idOf.values()] };
}

/** The account of another phone on this one too. */
async function onPhone(phone: TestPhone, { accountId, personId, secret }: TestPhone) {
  await phone.server.db
    .insertInto('deviceAccount')
    .values({ deviceId: phone.deviceId, accountId, secret, boundAt: LONG_AGO, unboundAt: null })
    .execute();
  return { ...phone, accountId, personId, secret };
}

/** Kinds that are not here are tried with what fits their schema. */
type Bodies = { [T in FactType]?: (named: (type: FactType) => Id) => FactBody<T> };

function bodiesOf({ campus, roomId, areaId, resident }: EastRooms): Bodies {
  const { doorId, id: buildingId, unit1: unitId } = campus.east;
  const personId = resident.id;
  const visit = { visitId: randomUUID(), roomId };
  const photos = [{ sha: 'ab'.repeat(32), size: 900, mime: 'image/jpeg' as const }];
  const slot = { day: '2020-06-08', slot: 1 };
  const reading = {
    tempC: 37.9,
    site: 'forehead' as const,
    thermometerId: null,
    rawValue: 100.2,
    rawUnit: 'F' as const,
  };
  const setting = { thermometerId: null, thermometerUnit: 'C', site: 'forehead' } as const;
  return {
    shift: () => ({ doorId, ...setting }),
    'door-check': () => check(doorId, personId).body as FactBody<'door-check'>,
    visitor: () => ({ doorId, name: '来客', hostId: personId, hostText: null, phone: null }),
    round: () => ({ unitId, purpose: 'round', campaignId: null, ...setting }),
    presence: () => ({ ...visit, personId, state: 'present', complaint: '头疼' }),
    'second-check': () => ({ ...visit, personId, reading, repeats: null }),
    inspection: () => ({ ...visit, formId: 'daily', formVersion: 1 }),
    finding: () => ({
      ...visit,
      formId: 'daily',
      itemId: 'floor',
      personId,
      points: 2,
      note: '地面有水',
      fixBy: '2020-06-09',
      photos,
    }),
    rectification: (of) => ({ ...visit, findingId: of('finding'), note: null, photos: [] }),
    'visit-note': () => ({ ...visit, isInstructed: true, text: '通风' }),
    seal: () => ({
      buildingId,
      roomId,
      thing: 'window',
      place: null,
      number: '0010',
      reason: 'vacant',
      witness: null,
      photos,
    }),
    'seal-check': (of) => ({
      sealId: of('seal'),
      visitId: null,
      state: 'broken',
      newNumber: null,
      authorisedBy: null,
      note: null,
      photos: [],
    }),
    acknowledgement: (of) => ({ of: of('seal-check'), note: '知道了' }),
    disinfection: () => ({
      areaId,
      ...slot,
      object: 'floors',
      agent: 'chlorine',
      product: '84',
      targetMgPerL: 500,
      mixture: {
        form: 'liquid',
        stockMgPerL: 50_000,
        openedOn: '2020-06-01',
        stockMl: 100,
        waterMl: 9900,
      },
      method: 'spray',
      contactMinutes: 30,
      operator: 'property',
      photos: [],
    }),
    'disinfection-end': (of) => ({
      disinfectionId: of('disinfection'),
      ventilationMinutes: 30,
      note: null,
      photos: [],
    }),
    acceptance: (of) => ({ disinfectionId: of('disinfection'), isAccepted: true, note: null }),
    'refuse-clearing': () => ({ areaId, ...slot, note: null, photos: [] }),
    leave: () => ({
      personId,
      kind: 'personal',
      from: at(0),
      to: at(600),
      reason: '看病',
      destination: null,
      route: null,
      transport: null,
    }),
    'leave-decision': (of) => ({ leaveId: of('leave'), isApproved: true, note: null }),
    'leave-stamp': (of) => ({ leaveId: of('leave'), doorId, direction: 'out' }),
    'leave-close': (of) => ({ leaveId: of('leave'), note: null }),
    'case-state': () => ({ caseId: randomUUID(), personId, state: 'observed', note: null }),
    void: (of) => ({ voids: of('visit-note'), doorId: null, reason: '写错房间' }),
    'round-end': (of) => ({ roundId: of('round'), why: 'ended' }),
    'shift-end': (of) => ({ shiftId: of('shift'), doorId, why: 'ended' }),
  };
}
