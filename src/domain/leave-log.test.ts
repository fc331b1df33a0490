import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factOf, idOf, momentAt } from '../../tests/support/door-facts.ts';
import type { Id } from './id.ts';
import { foldLeaves, leaveAt, leaveThen, overdueLeaveAt, type LeaveState } from './leave-log.ts';
import type { Fact } from './operation.ts';

const LEAVE = idOf('l', 1);
const PERSON = idOf('r', 1);
const HEAD = idOf('g', 2);

interface Told {
  id: Id;
  at: number;
  by?: Id;
  leaveId?: Id;
}

/** From `at` on for a thousand seconds. */
const asked = ({ at, ...told }: Told): Fact =>
  factOf({ at, ...told }, 'leave', {
    personId: PERSON,
    kind: 'personal',
    from: momentAt(at),
    to: momentAt(at + 1000),
    reason: 'at home',
    destination: null,
    route: null,
    transport: null,
  });
const decided = ({ leaveId = LEAVE, isApproved, ...told }: Told & { isApproved: boolean }): Fact =>
  factOf(told, 'leave-decision', { leaveId, isApproved, note: null });
const stamped = ({ leaveId = LEAVE, direction, ...told }: Told & { direction: string }): Fact =>
  factOf(told, 'leave-stamp', { leaveId, doorId: idOf('d', 1), direction });
const closed = ({ leaveId = LEAVE, ...told }: Told): Fact =>
  factOf(told, 'leave-close', { leaveId, note: null });

const APPROVED = [
  asked({ id: LEAVE, at: 0 }),
  decided({ id: idOf('x', 1), at: 10, by: HEAD, isApproved: true }),
];
const stateOf = (facts: readonly Fact[]): LeaveState | undefined =>
  foldLeaves(facts).entry(LEAVE)?.state;

describe('a leave', () => {
  it('goes from asked to decided, out, in and closed', () => {
    const steps = [
      ...APPROVED,
      stamped({ id: idOf('x', 2), at: 20, direction: 'out' }),
      stamped({ id: idOf('x', 3), at: 30, direction: 'in' }),
      closed({ id: idOf('x', 4), at: 40 }),
    ];
    const states = steps.map((_, count) => stateOf(steps.slice(0, count + 1)));
    expect(states).toEqual(['applied', 'approved', 'out', 'in', 'closed']);
  });

  it('that was refused keeps nobody away', () => {
    const facts = [
      asked({ id: LEAVE, at: 0 }),
      decided({ id: idOf('x', 1), at: 10, isApproved: false }),
    ];
    const log = foldLeaves(facts);
    expect(log.entry(LEAVE)?.state).toBe('refused');
    expect(leaveAt(log, PERSON, momentAt(20))).toBeNull();
  });

  it('on which two people decide differently is contested, and the later word holds', () => {
    const no = decided({ id: idOf('x', 2), at: 15, by: idOf('g', 3), isApproved: false });
    expect(foldLeaves([...APPROVED, no]).entry(LEAVE)).toMatchObject({
      state: 'refused',
      isContested: true,
    });
  });

  it('that one person thought over is not contested', () => {
    const no = decided({ id: idOf('x', 2), at: 15, by: HEAD, isApproved: false });
    expect(foldLeaves([...APPROVED, no]).entry(LEAVE)).toMatchObject({
      state: 'refused',
      isContested: false,
    });
  });
});

describe('who is away', () => {
  const awayAt = (facts: readonly Fact[], seconds: number): boolean =>
    leaveAt(foldLeaves(facts), PERSON, momentAt(seconds)) !== null;

  it('is who has a leave for that time, and nobody before or after it', () => {
    expect([-1, 0, 999, 1000].map((seconds) => awayAt(APPROVED, seconds))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is who went out and is not back, for half an hour after the end, and overdue from then on', () => {
    const out = stamped({ id: idOf('x', 2), at: 20, direction: 'out' });
    const back = stamped({ id: idOf('x', 3), at: 30, direction: 'in' });
    const isOverdue = (facts: readonly Fact[], seconds: number): boolean =>
      overdueLeaveAt(foldLeaves(facts), PERSON, momentAt(seconds)) !== null;
    const moments = [1000, 2800, 2801, 90_000];
    expect(moments.map((at) => awayAt([...APPROVED, out], at))).toEqual([true, true, false, false]);
    expect(moments.map((at) => isOverdue([...APPROVED, out], at))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(awayAt([...APPROVED, out, back], 40)).toBe(false);
    expect(isOverdue([...APPROVED, out, back], 2801)).toBe(false);
    expect(isOverdue(APPROVED, 2801)).toBe(false);
  });
});

const someFacts = fc
  .array(
    fc.record({
      kind: fc.constantFrom('leave', 'decision', 'stamp', 'close'),
      at: fc.nat(5),
      about: fc.nat(7),
      by: fc.nat(2),
      is: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((drafts) =>
    drafts.map(({ kind, at, about, by, is }, index): Fact => {
      const told = { id: idOf('l', index), at, by: idOf('g', by), leaveId: idOf('l', about) };
      if (kind === 'leave') return asked(told);
      if (kind === 'decision') return decided({ ...told, isApproved: is });
      if (kind === 'stamp') return stamped({ ...told, direction: is ? 'in' : 'out' });
      return closed(told);
    }),
  );

it('of a moment that has passed, what was recorded by then counts', () => {
  const facts = [
    ...APPROVED,
    stamped({ id: idOf('x', 2), at: 20, direction: 'out' }),
    stamped({ id: idOf('x', 3), at: 30, direction: 'in' }),
    closed({ id: idOf('x', 4), at: 40 }),
  ];
  for (const at of [-1, 5, 15, 25, 35, 45].map(momentAt)) {
    const known = foldLeaves(facts.filter(({ correctedAt }) => correctedAt <= at));
    expect(leaveThen(foldLeaves(facts), PERSON, at)?.state).toBe(leaveAt(known, PERSON, at)?.state);
  }
  expect(leaveThen(foldLeaves(facts), PERSON, momentAt(25))?.state).toBe('out');
});

it('the fold is the same whatever order facts arrive in, and arriving twice', () => {
  const arrivals = someFacts.chain((facts) =>
    fc.record({
      facts: fc.constant(facts),
      twice: fc.subarray(facts),
      order: fc.shuffledSubarray(facts, { minLength: facts.length }),
      unstamped: fc.subarray(facts),
    }),
  );
  fc.assert(
    fc.property(arrivals, ({ facts, twice, order, unstamped }) => {
      const own = unstamped.map((fact) => ({
        ...fact,
        receivedAt: null,
        correctedAt: momentAt(9),
      }));
      const once = foldLeaves(facts).entries;
      expect(foldLeaves([...own, ...twice, ...order]).entries).toEqual(once);
      expect(foldLeaves([...order, ...own, ...twice]).entries).toEqual(once);
    }),
    { numRuns: 200 },
  );
});
