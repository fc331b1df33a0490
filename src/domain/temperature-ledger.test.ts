import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFact, idOf, readingOf } from '../../tests/support/door-facts.ts';
import {
  clock,
  DAY,
  personOf,
  PM,
  selfReport,
  sessionCheck,
  SHANGHAI,
  tellAt,
} from '../../tests/support/session-facts.ts';
import { addDays } from './campus-day.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Instant } from './id.ts';
import type { Fact } from './operation.ts';
import { ledgerOf, type LedgerReading } from './temperature-ledger.ts';

const ME = personOf(1);
const f = (number: number) => idOf('f', number);
const door = (id: number, at: Instant, tempC: number): Fact => {
  const fact = checkFact({ id: f(id), at: 0, personId: ME, reading: readingOf(tempC) });
  return { ...fact, at, correctedAt: at, receivedAt: at };
};
const room = (id: number, at: Instant, tempC: number) =>
  tellAt({ id: f(id), at }, 'second-check', {
    visitId: idOf('t', 1),
    roomId: idOf('m', 1),
    personId: ME,
    reading: readingOf(tempC),
    repeats: null,
  });
const self = (id: number, at: Instant, tempC: number) =>
  selfReport({ id: f(id), at }, { personId: ME, reading: readingOf(tempC, 'axilla') });
const behalf = (id: number, at: Instant, tempC: number) =>
  selfReport(
    { id: f(id), at },
    { personId: ME, reading: readingOf(tempC, 'axilla'), onBehalfAs: 'room_head' },
  );
const check = (id: number, at: Instant, tempC: number) =>
  sessionCheck({ id: f(id), at }, { personId: ME, reading: readingOf(tempC) });

const sheet = (facts: readonly Fact[], days = 14) =>
  ledgerOf(facts, { personId: ME, lastDay: DAY, policy: DEFAULT_POLICY, zone: SHANGHAI, days });
const lastDay = (facts: readonly Fact[]): readonly LedgerReading[] =>
  sheet(facts).at(-1)?.readings ?? [];

describe('the sheet of a person', () => {
  it('has fourteen days, the last one today, and days without a reading too', () => {
    const days = sheet([door(1, clock('08:00'), 36.5)]);
    expect(days.map(({ day }) => day)).toEqual(
      Array.from({ length: 14 }, (_, index) => addDays(DAY, index - 13)),
    );
    expect(days.map(({ readings }) => readings.length)).toEqual([...Array(13).fill(0), 1]);
  });

  it('keeps what was told on behalf on behalf, whatever an amendment says', () => {
    const told = behalf(1, clock('09:00'), 37.9);
    const amended = selfReport(
      { id: f(2), at: clock('10:00') },
      { personId: ME, reading: readingOf(36.4, 'axilla'), onBehalfAs: null, amends: told.id },
    );

    expect(lastDay([told, amended])).toMatchObject([
      { source: 'behalf', reading: { tempC: 36.4 } },
    ]);
  });

  it('sets door, room, session, on behalf and self side by side, each as what it is', () => {
    const facts = [
      self(5, clock('10:00'), 36.4),
      behalf(4, clock('09:00'), 36.4),
      check(3, clock('08:30'), 36.6),
      room(2, clock('08:10'), 36.8),
      door(1, clock('08:00'), 36.5),
    ];
    expect(lastDay(facts).map(({ source, gapC }) => [source, gapC])).toEqual([
      ['door', null],
      ['room', 0.3],
      ['session', -0.2],
      ['behalf', -0.2],
      ['self', 0],
    ]);
  });

  it('puts what is told late on the day of its session, and a check after midnight on the next', () => {
    const facts = [
      self(1, clock('33:00'), 36.5),
      check(3, clock('33:01'), 36.5),
      door(2, clock('24:00'), 36.5),
    ];
    expect(lastDay(facts).map(({ source }) => source)).toEqual(['self', 'session']);
  });

  it('leaves out what was told before its session began, by whomever', () => {
    const ahead = selfReport(
      { id: f(1), at: clock('11:59') },
      { personId: ME, session: PM, reading: readingOf(36.5, 'axilla') },
    );
    const staff = sessionCheck(
      { id: f(2), at: clock('05:59') },
      { personId: ME, reading: readingOf(36.5) },
    );
    const inTime = check(3, clock('06:00'), 36.5);
    expect(lastDay([ahead, staff, inTime]).map(({ id }) => id)).toEqual([f(3)]);
  });

  it('holds this person’s readings only, also where an amendment gave one to somebody else', () => {
    const other = { kind: 'person', personId: personOf(2) } as const;
    const first = door(1, clock('08:00'), 36.5);
    const given = { ...checkFact({ id: f(2), at: 0, subject: other, amends: f(1) }) };
    const at = clock('08:01');
    const amended = { ...given, at, correctedAt: at, receivedAt: at };
    const theirs = selfReport({ id: f(3), at: clock('09:00') }, { personId: personOf(2) });
    expect(lastDay([first, theirs])).toHaveLength(1);
    expect(lastDay([first, amended, theirs])).toEqual([]);
  });

  it('marks what differs by more than the rules allow, and what is high', () => {
    const facts = [
      door(1, clock('08:00'), 36),
      self(2, clock('08:05'), 36.8),
      self(3, clock('08:10'), 36.9),
      self(4, clock('08:15'), 37.3),
    ];
    expect(lastDay(facts).map(({ isOverGap, verdict }) => [isOverGap, verdict])).toEqual([
      [false, 'normal'],
      [false, 'normal'],
      [true, 'normal'],
      [true, 'high'],
    ]);
  });
});

it('holds every reading against the nearest better one of its day, as a search over all pairs does', () => {
  const kinds = { door, room, session: check, self };
  const rank = ['door', 'room', 'session', 'self'] as const;
  const taken = fc.record({
    kind: fc.constantFrom(...rank),
    // From the beginning of the morning session on.
    minutes: fc.nat(23).map((half) => 360 + half * 30),
    tenths: fc.integer({ min: 355, max: 385 }),
  });
  fc.assert(
    fc.property(fc.array(taken, { maxLength: 9 }), fc.gen(), (all, gen) => {
      const facts = all.map(({ kind, minutes, tenths }, index) =>
        kinds[kind](index, clock(`${Math.floor(minutes / 60)}:${minutes % 60}`), tenths / 10),
      );
      const order = gen(() => fc.shuffledSubarray(facts, { minLength: facts.length }));
      const found = new Map(lastDay([...order, ...order]).map((one) => [one.id, one]));
      expect(found.size).toBe(all.length);
      all.forEach((one, index) => {
        let nearest: { gap: number; apart: number; minutes: number } | null = null;
        for (const other of all) {
          if (rank.indexOf(other.kind) >= rank.indexOf(one.kind)) continue;
          const apart = Math.abs(other.minutes - one.minutes);
          const isNearer =
            nearest === null ||
            apart < nearest.apart ||
            (apart === nearest.apart && other.minutes < nearest.minutes);
          if (isNearer) nearest = { gap: one.tenths - other.tenths, apart, minutes: other.minutes };
        }
        const gapC = nearest === null ? null : nearest.gap / 10;
        const ours = found.get(f(index));
        expect(ours?.gapC ?? null).toBe(gapC === 0 ? 0 : gapC);
        expect(ours?.isOverGap).toBe(nearest !== null && Math.abs(nearest.gap) > 8);
      });
    }),
    { numRuns: 150 },
  );
});
