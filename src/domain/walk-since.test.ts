import { expect, test } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import type { Fact } from './operation.ts';
import type { Round } from './round.ts';
import { runningRound } from './shift.ts';
import { goesOnSince } from './walk-since.ts';

const [unit, other] = [idOf('u', 1), idOf('u', 2)];
const whose = {
  accountId: idOf('b', 1),
  deviceId: idOf('d', 1),
  now: '2020-06-08T12:00:00.000Z',
  shiftHours: 16,
};

const sinceOf = (...facts: Fact[]) => {
  const running = runningRound(facts, whose);
  const of = { ...whose, zone: 'Asia/Shanghai' };
  return running && [facts, facts.toReversed()].map((all) => goesOnSince(all, { ...of, running }));
};
const both = (time: string) => [at(time), at(time)];

test('a round goes on from where the first of those that it took the place of began', () => {
  expect(
    sinceOf(
      round(1, '08:00'),
      end(1, '09:00'),
      round(2, '09:00'),
      end(2, '10:00'),
      round(3, '10:00'),
    ),
  ).toEqual(both('08:00'));
  // With another unit in between.
  expect(
    sinceOf(
      round(1, '08:00'),
      end(1, '09:00'),
      round(2, '09:00', { unitId: other }),
      end(2, '10:00'),
      round(3, '10:00'),
    ),
  ).toEqual(both('08:00'));
});

test('a round that was ended, or begun by somebody else, for another end or on another day is another one', () => {
  const now = round(2, '10:00');
  const changed = end(1, '09:00');
  expect(sinceOf(round(1, '08:00'), end(1, '09:00', 'ended'), now)).toEqual(both('10:00'));
  expect(sinceOf(round(1, '08:00'), now)).toEqual(both('10:00'));
  expect(sinceOf({ ...round(1, '08:00'), by: idOf('b', 2) }, changed, now)).toEqual(both('10:00'));
  expect(sinceOf(round(1, '08:00', { purpose: 'night_check' }), changed, now)).toEqual(
    both('10:00'),
  );
  const yesterday = { ...round(1, '08:00'), correctedAt: '2020-06-07T15:50:00.000Z' };
  expect(sinceOf(yesterday, changed, now)).toEqual(both('10:00'));
});

function at(time: string): string {
  return `2020-06-08T${time}:00.000Z`;
}

function round(number: number, time: string, parts: Partial<Round> = {}): Fact {
  const how = { thermometerId: null, thermometerUnit: 'C', site: 'forehead' };
  const body = { unitId: unit, purpose: 'round', campaignId: null, ...how, ...parts };
  return build({ id: idOf('c', number), at: at(time), type: 'round', body });
}

function end(number: number, time: string, why = 'changed'): Fact {
  const body = { roundId: idOf('c', number), why };
  return build({ id: idOf('e', number), at: at(time), type: 'round-end', body });
}

function build(parts: Pick<Fact, 'id' | 'at' | 'type' | 'body'>): Fact {
  const { accountId: by, deviceId } = whose;
  const told = { by, deviceId, zone: 'UTC', receivedAt: null, tv: 1, shiftId: null };
  return { ...told, correctedAt: parts.at, ...parts };
}
