import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import {
  clock,
  DAY,
  memberOf,
  personOf,
  PM,
  selfReport,
  SHANGHAI,
  takeBack,
  tellAt,
} from '../../tests/support/session-facts.ts';
import { addDays } from './campus-day.ts';
import { foldContactList } from './contact-list.ts';
import type { FactBody } from './fact.ts';
import type { Instant } from './id.ts';
import type { Fact } from './operation.ts';

const f = (number: number) => idOf('f', number);
const YESTERDAY = addDays(DAY, -1);
const TOMORROW = addDays(DAY, 1);
const ABROAD = { whereabouts: 'abroad', whereaboutsSince: null } as const;

const contact = (
  id: number,
  at: Instant,
  body: Partial<FactBody<'contact-log'>> & { personId: string },
): Fact =>
  tellAt({ id: f(id), at }, 'contact-log', {
    channel: 'phone',
    isReached: true,
    health: 'normal',
    note: null,
    nextOn: null,
    ...body,
  });
const ago = (days: number, time = '10:00'): Instant =>
  new Date(Date.parse(clock(time)) - days * 86_400_000).toISOString();

const list = (facts: readonly Fact[], members = [memberOf(1, ABROAD)], day = DAY) =>
  foldContactList(facts, { day, zone: SHANGHAI, members });
const states = (facts: readonly Fact[], day = DAY) =>
  list(facts, undefined, day).rows.map(({ state }) => state);

it('holds whoever is away by the register or by the last report, whichever came later', () => {
  const away = memberOf(1, { whereabouts: 'city_off_campus', whereaboutsSince: ago(1) });
  const here = memberOf(2);
  const back = selfReport({ id: f(1), at: clock('08:00') }, { personId: personOf(1) });
  const before = selfReport({ id: f(2), at: ago(2) }, { personId: personOf(1) });
  const left = selfReport(
    { id: f(3), at: clock('09:00') },
    { personId: personOf(2), whereabouts: 'abroad', city: 'Lisbon' },
  );

  expect(list([], [away, here, memberOf(3, { whereabouts: null })]).rows).toMatchObject([
    { member: away, away: { whereabouts: 'city_off_campus', isReported: false } },
  ]);
  expect(list([before], [away]).rows).toHaveLength(1);
  expect(list([back], [away]).rows).toEqual([]);
  expect(list([left], [here]).rows).toMatchObject([
    { away: { whereabouts: 'abroad', city: 'Lisbon', since: clock('09:00'), isReported: true } },
  ]);
});

it('takes the zone from the person’s own last report, never from who told it on behalf', () => {
  const own = selfReport(
    { id: f(1), at: ago(1) },
    { personId: personOf(1), whereabouts: 'abroad' },
  );
  const behalf = selfReport(
    { id: f(2), at: clock('08:00') },
    { personId: personOf(1), whereabouts: 'abroad', onBehalfAs: 'class_head' },
  );
  const told = [{ ...own, zone: 'Africa/Lagos' }, behalf];
  expect(list(told).rows[0]?.away.zone).toBe('Africa/Lagos');
  expect(list([behalf]).rows[0]?.away.zone).toBeNull();
  expect(list([{ ...own, zone: 'Moon/Base' }]).rows[0]?.away.zone).toBeNull();
});

it('is due daily, or on the day named last time, and longer where nobody kept it', () => {
  const me = { personId: personOf(1) };
  expect(states([])).toEqual(['due']);
  expect(states([contact(1, ago(1), me)])).toEqual(['due']);
  expect(states([contact(1, ago(1), { ...me, nextOn: TOMORROW })])).toEqual(['later']);
  expect(states([contact(1, ago(3), { ...me, nextOn: YESTERDAY })])).toEqual(['due']);
  expect(states([contact(1, clock('07:00'), me)])).toEqual(['reached']);
  expect(states([contact(1, clock('07:00'), { ...me, isReached: false })])).toEqual(['tried']);
});

it('counts the day by the campus’s clock, and nothing that came after it', () => {
  const me = { personId: personOf(1), nextOn: TOMORROW };
  const midnight = contact(1, clock('24:00'), me);
  expect(states([midnight])).toEqual(['due']);
  expect(states([midnight], TOMORROW)).toEqual(['reached']);
  const toCome = selfReport(
    { id: f(2), at: clock('25:00') },
    { personId: personOf(1), session: PM },
  );
  expect(states([toCome])).toEqual(['due']);
});

it('forgets a contact that was taken back', () => {
  const wrong = contact(1, clock('07:00'), { personId: personOf(1) });
  expect(states([wrong, takeBack({ id: f(2), at: clock('07:01') }, f(1))])).toEqual(['due']);
});

it('puts who is overdue longest first, and counts, whatever order the facts come in', () => {
  const members = [1, 2, 3, 4, 5].map((number) => memberOf(number, ABROAD));
  const facts = [
    contact(1, clock('07:00'), { personId: personOf(1) }),
    contact(2, clock('07:00'), { personId: personOf(2), isReached: false }),
    contact(3, clock('08:00'), { personId: personOf(2), isReached: false }),
    contact(4, ago(2), { personId: personOf(4), nextOn: YESTERDAY }),
    contact(5, ago(2), { personId: personOf(5), nextOn: TOMORROW }),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (order) => {
      const { rows, ...counts } = list([...order, ...order], members);
      expect(counts).toEqual({ reached: 1, tried: 1, due: 2, later: 1 });
      expect(rows.map(({ member: { personId } }) => personId)).toEqual(
        [4, 3, 2, 5, 1].map(personOf),
      );
      expect(rows[2]?.last?.id).toBe(f(3));
    }),
  );
});
