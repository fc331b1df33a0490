import { expect, test } from 'vitest';
import type { Fact } from './operation.ts';
import { runningRound, runningShift } from './shift.ts';

const account = '0190b7a0-0000-7000-8000-00000000000a';
const device = '0190b7a0-0000-7000-8000-00000000000d';
const door = '0190b7a0-0000-7000-8000-0000000000d0';
const first = '0190b7a0-0000-7000-8000-000000000001';
const second = '0190b7a0-0000-7000-8000-000000000002';

const of = {
  accountId: account,
  deviceId: device,
  now: '2020-06-08T12:00:00.000Z',
  shiftHours: 16,
};

test('the shift begun last runs, also where the one before was never ended', () => {
  const facts = [
    buildShift(second, '2020-06-08T10:00:00.000Z'),
    buildShift(first, '2020-06-08T08:00:00.000Z'),
  ];

  expect(runningShift(facts, of)).toMatchObject({
    id: second,
    startedAt: '2020-06-08T10:00:00.000Z',
  });
});

test('a shift that was ended runs no more', () => {
  const facts = [buildShift(first, '2020-06-08T08:00:00.000Z'), buildEnd(first)];

  expect(runningShift(facts, of)).toBeNull();
});

test('a changed shift leaves the new one running', () => {
  const facts = [
    buildShift(first, '2020-06-08T08:00:00.000Z'),
    buildShift(second, '2020-06-08T10:00:00.000Z'),
    buildEnd(first),
  ];

  expect(runningShift(facts, of)?.id).toBe(second);
});

test('after sixteen hours a shift is over by itself', () => {
  const facts = [buildShift(first, '2020-06-07T20:00:00.000Z')];

  expect(runningShift(facts, of)).toBeNull();
  expect(runningShift(facts, { ...of, now: '2020-06-08T11:59:59.999Z' })?.id).toBe(first);
});

test("another account's or another phone's shift is not mine", () => {
  const facts = [buildShift(first, '2020-06-08T08:00:00.000Z')];

  expect(runningShift(facts, { ...of, accountId: door })).toBeNull();
  expect(runningShift(facts, { ...of, deviceId: door })).toBeNull();
});

test('a round and a shift at a door run beside each other, each until its own end', () => {
  const round = buildRound(second, '2020-06-08T10:00:00.000Z');
  const facts = [buildShift(first, '2020-06-08T08:00:00.000Z'), round];

  expect(runningShift(facts, of)?.id).toBe(first);
  expect(runningRound(facts, of)).toMatchObject({ id: second, type: 'round' });
  expect(runningRound([...facts, buildEnd(first)], of)?.id).toBe(second);
  expect(runningRound([...facts, buildRoundEnd(second)], of)).toBeNull();
  expect(runningShift([...facts, buildRoundEnd(second)], of)?.id).toBe(first);
});

function buildRound(id: string, correctedAt: string): Fact {
  const how = { thermometerId: null, thermometerUnit: 'C', site: 'forehead' };
  const body = { unitId: door, purpose: 'round', campaignId: null, ...how };
  return build({ id, correctedAt, type: 'round', body });
}

function buildRoundEnd(roundId: string): Fact {
  const id = '0190b7a0-0000-7000-8000-000000000008';
  const body = { roundId, why: 'ended' };
  return build({ id, correctedAt: '2020-06-08T11:00:00.000Z', type: 'round-end', body });
}

function buildShift(id: string, correctedAt: string): Fact {
  const body = { doorId: door, thermometerId: null, thermometerUnit: 'C', site: 'forehead' };
  return build({ id, correctedAt, type: 'shift', body });
}

function buildEnd(shiftId: string): Fact {
  const body = { shiftId, doorId: door, why: 'ended' };
  const id = '0190b7a0-0000-7000-8000-000000000009';
  return build({ id, correctedAt: '2020-06-08T11:00:00.000Z', type: 'shift-end', body });
}

function build(parts: Pick<Fact, 'id' | 'correctedAt' | 'type' | 'body'>): Fact {
  const at = parts.correctedAt;
  return {
    by: account,
    deviceId: device,
    at,
    zone: 'UTC',
    receivedAt: null,
    tv: 1,
    shiftId: null,
    ...parts,
  };
}
