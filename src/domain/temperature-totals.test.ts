import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFact, idOf, readingOf } from '../../tests/support/door-facts.ts';
import {
  clock,
  DAY,
  personOf,
  selfReport,
  sessionCheck,
  SHANGHAI,
  tellAt,
} from '../../tests/support/session-facts.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Instant } from './id.ts';
import type { Fact } from './operation.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from './temperature-ledger.ts';
import { temperatureTotalsOf } from './temperature-totals.ts';

const PEOPLE = [1, 2, 3].map(personOf);
const totals = (facts: readonly Fact[]) =>
  temperatureTotalsOf(facts, {
    personIds: PEOPLE,
    day: DAY,
    policy: DEFAULT_POLICY,
    zone: SHANGHAI,
  });

interface Taken {
  who: number;
  kind: LedgerColumn;
  minutes: number;
  tenths: number;
  isBehalf: boolean;
}

/** Of the armpit, in tenths. */
const LINES = { low: 350, high: 373 };

function factOf({ who, kind, minutes, tenths, isBehalf }: Taken, index: number): Fact {
  const id = idOf('f', index + 1);
  const personId = personOf(who);
  const at: Instant = clock(`${Math.floor(minutes / 60)}:${minutes % 60}`);
  const reading = readingOf(tenths / 10, 'axilla');
  if (kind === 'door')
    return {
      ...checkFact({ id, at: 0, personId, reading }),
      at,
      correctedAt: at,
      receivedAt: at,
    };
  if (kind === 'room')
    return tellAt({ id, at }, 'second-check', {
      visitId: idOf('t', 1),
      roomId: idOf('m', 1),
      personId,
      reading,
      repeats: null,
    });
  if (kind === 'session') return sessionCheck({ id, at }, { personId, reading });
  return selfReport({ id, at }, { personId, reading, onBehalfAs: isBehalf ? 'class_head' : null });
}

it('counts nobody as measured by what proves nothing', () => {
  const low = { who: 1, kind: 'door', minutes: 480, isBehalf: false } as const;
  const found = totals([factOf({ ...low, tenths: 345 }, 0), factOf({ ...low, tenths: 450 }, 1)]);

  expect(found).toMatchObject({ people: 3, notMeasured: 3, high: 0 });
  expect(found.sources.door).toEqual({ measured: 0, high: 0, highestC: null, gaps: 0 });
});

it('says of a class what a naive count over its readings says, by whom each was measured', () => {
  const taken = fc.record({
    // The fourth is of another class.
    who: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom(...LEDGER_COLUMNS),
    // From the beginning of the morning session until after midnight.
    minutes: fc.integer({ min: 12, max: 50 }).map((half) => half * 30),
    tenths: fc.integer({ min: 340, max: 390 }),
    isBehalf: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(taken, { maxLength: 14 }), fc.gen(), (all, gen) => {
      const facts = all.map(factOf);
      const order = gen(() => fc.shuffledSubarray(facts, { minLength: facts.length }));
      const found = totals([...order, ...order]);
      // What doors and rooms measure after midnight is of the next day; a session keeps its day.
      const ofDay = all.filter(
        ({ who, kind, minutes }) =>
          who < 4 && (kind === 'session' || kind === 'self' || minutes < 1440),
      );
      const proving = ofDay.filter(({ tenths }) => tenths >= LINES.low);
      const who = (some: readonly Taken[]) => new Set(some.map((one) => one.who)).size;

      expect(found).toMatchObject({
        people: 3,
        notMeasured: 3 - who(proving),
        high: who(proving.filter(({ tenths }) => tenths >= LINES.high)),
      });
      for (const kind of LEDGER_COLUMNS) {
        const some = proving.filter((one) => one.kind === kind);
        const highest = Math.max(...some.map(({ tenths }) => tenths));
        expect(found.sources[kind]).toEqual({
          measured: who(some),
          high: who(some.filter(({ tenths }) => tenths >= LINES.high)),
          highestC: some.length === 0 ? null : highest / 10,
          gaps: ofDay.filter((one, at) => one.kind === kind && differs(one, at, ofDay)).length,
        });
      }
    }),
    { numRuns: 150 },
  );
});

const rankOf = ({ kind, isBehalf }: Taken): number =>
  kind === 'self' && isBehalf ? 2.5 : LEDGER_COLUMNS.indexOf(kind);

/** From the nearest better reading of the same person, by a search over all of them. */
function differs(one: Taken, at: number, all: readonly Taken[]): boolean {
  let nearest: Taken | null = null;
  const apart = (other: Taken): number => Math.abs(other.minutes - one.minutes);
  for (const [index, other] of all.entries()) {
    if (index === at || other.who !== one.who || rankOf(other) >= rankOf(one)) continue;
    const isNearer =
      nearest === null ||
      apart(other) < apart(nearest) ||
      (apart(other) === apart(nearest) && other.minutes < nearest.minutes);
    if (isNearer) nearest = other;
  }
  return nearest !== null && Math.abs(one.tenths - nearest.tenths) > 8;
}
