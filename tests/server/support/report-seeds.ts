import { expect } from 'vitest';
import { phoneOf, phoneOfResident } from './east-rooms.ts';
import { inUnit, telling, type ReportPlace, type ReportType } from './report-bodies.ts';
import type { Relation, ReportCampus } from './report-campus.ts';
import { push, record, type TestPhone } from './test-server.ts';

export interface Seeded {
  type: ReportType;
  relation: Relation;
}

export type Seeds = Map<string, Seeded>;

/** One of each kind of both people and places, told by who may; by the facts' ids. */
export async function seed(campus: ReportCampus): Promise<Seeds> {
  const { server, places, campus: at } = campus;
  const seeds: Seeds = new Map();
  for (const relation of ['own', 'foreign'] as const) {
    const place = places[relation];
    const { unitId: id, personId } = place;
    await seedPerson(campus, seeds, {
      relation,
      place,
      phone: await phoneOfResident(server, personId),
    });
    const buildingId = relation === 'own' ? at.east.id : at.west.id;
    const keeper = await phoneOf(server, 'unit_keeper', { kind: 'unit', id, buildingId });
    const head = await phoneOf(server, 'class_head', { kind: 'class', id: place.classId });
    const room = { place: { kind: 'room', id: place.roomId } };
    const sow = { relation, place };
    await tellAll(seeds, { ...sow, phone: head }, [
      ['session-return'],
      ['cluster-acknowledgement'],
    ]);
    await tellAll(seeds, { ...sow, phone: keeper }, [
      ['session-return', inUnit(place)],
      ['cluster-acknowledgement', room],
    ]);
  }
  return seeds;
}

interface Sowing {
  relation: Relation;
  place: ReportPlace;
  phone: TestPhone;
}

/** What the person tells, and what the class head tells of the person. */
export async function seedPerson(
  { server }: ReportCampus,
  seeds: Seeds,
  sow: Sowing,
): Promise<void> {
  const post = { kind: 'class', id: sow.place.classId } as const;
  await tellAll(seeds, sow, [
    ['self-report'],
    ['second-report'],
    ['consent'],
    ['correction-request'],
  ]);
  await tellAll(seeds, { ...sow, phone: await phoneOf(server, 'class_head', post) }, [
    ['session-check'],
    ['absence'],
    ['contact-log'],
    ['reminder'],
  ]);
}

async function tellAll(
  seeds: Seeds,
  { relation, place, phone }: Sowing,
  told: readonly (readonly [type: ReportType, parts?: object])[],
): Promise<void> {
  const operations = told.map(([type, parts], at) => ({
    type,
    operation: record(phone, at + 1, telling(type, place, parts)),
  }));
  const { results } = await push(phone, ...operations.map(({ operation }) => operation));
  expect(results.map(({ why }) => why)).toEqual(told.map(() => null));
  for (const { type, operation } of operations) seeds.set(operation.id, { type, relation });
}
