import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptanceFact,
  buildArea,
  clearingFact,
  disinfectionFact,
  endFact,
  HALL,
  takeBackFact,
} from '../../tests/support/disinfection-facts.ts';
import { idOf } from '../../tests/support/door-facts.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { disinfectionRulesOf } from './default-disinfection.ts';
import { acceptanceOfSlot, boardOf, isNotAccepted, type BoardSlot } from './disinfection-board.ts';
import { acceptanceOf, foldDisinfectionLog } from './disinfection-log.ts';
import type { Day, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { AreaClass, DisinfectionArea } from './place.ts';

const rules = disinfectionRulesOf(DEFAULT_POLICY);
const DAY = '2020-06-08';
const [W1, W2] = [idOf('w', 1), idOf('w', 2)];

/** A time of 8 June by the campus's clock. */
const clock = (time: string): Instant => new Date(`${DAY}T${time}:00.000+08:00`).toISOString();

function board(
  facts: readonly Fact[],
  { area = buildArea(), at = '13:00', day = DAY }: Partial<BoardQuestion> = {},
): BoardSlot[] {
  return boardOf(foldDisinfectionLog(facts), {
    areas: [area],
    rules,
    zone: 'Asia/Shanghai',
    day,
    now: clock(at),
  });
}
interface BoardQuestion {
  area: DisinfectionArea;
  at: string;
  day: Day;
}

const states = (slots: readonly BoardSlot[]) => slots.map(({ state }) => state);

describe('an empty slot', () => {
  it.each([
    ['05:59', ['not-yet', 'not-yet']],
    ['06:00', ['due', 'not-yet']],
    ['11:59', ['due', 'not-yet']],
    ['12:00', ['missed', 'due']],
    ['20:00', ['missed', 'missed']],
    ['23:59', ['missed', 'missed']],
  ])('of a dormitory at %s is %j', (at, expected) => {
    expect(states(board([], { at }))).toEqual(expected);
  });

  it('is missed all through the days after, by the campus’s day', () => {
    expect(states(board([], { day: '2020-06-07', at: '00:00' }))).toEqual(['missed', 'missed']);
    expect(states(board([], { day: '2020-06-09', at: '23:59' }))).toEqual(['not-yet', 'not-yet']);
  });

  it('of a bins area stands for disinfection and for refuse', () => {
    const slots = board([], { area: buildArea({ class: 'bins' }) });
    expect(slots.map(({ duty, state }) => [duty, state])).toEqual([
      ['disinfection', 'due'],
      ['refuse', 'due'],
    ]);
  });

  it('of a family area is due from Monday to Sunday', () => {
    const area = buildArea({ class: 'family' });
    const [monday] = board([], { area });
    const [sunday] = board([], { area, day: '2020-06-14', at: '00:00' });
    expect(monday).toMatchObject({ day: DAY, slot: 1, state: 'due' });
    expect(sunday).toEqual(monday);
    expect(board([], { area, day: '2020-06-07' })[0]).toMatchObject({ state: 'missed' });
  });

  it('is not asked of an area before it came under the plan, or after it left it', () => {
    expect(board([], { area: buildArea({ from: clock('12:00') }) })).toMatchObject([{ slot: 2 }]);
    expect(board([], { area: buildArea({ to: clock('12:00') }) })).toMatchObject([{ slot: 1 }]);
    expect(board([], { area: buildArea({ to: clock('11:59') }) })).toEqual([]);
  });
});

describe('a slot with a record', () => {
  const work = disinfectionFact({ id: W1, at: clock('09:00') });
  const end = endFact({ id: idOf('x', 1), at: clock('10:00') }, W1);

  it('runs until its contact time is over, waits for its end, and is done', () => {
    expect(states(board([work], { at: '09:29' }))).toEqual(['running', 'not-yet']);
    expect(states(board([work], { at: '09:30' }))).toEqual(['time-over', 'not-yet']);
    expect(states(board([work, end], { at: '10:00' }))).toEqual(['done', 'not-yet']);
  });

  it('is open again when the record is taken back, and runs again when its end is', () => {
    const back = takeBackFact({ id: idOf('v', 1), at: clock('10:05') }, W1);
    const unended = takeBackFact({ id: idOf('v', 2), at: clock('10:05') }, end.id);
    expect(states(board([back, end, work], { at: '11:00' }))).toEqual(['due', 'not-yet']);
    expect(states(board([unended, end, work], { at: '11:00' }))).toEqual(['time-over', 'not-yet']);
  });

  it('shows both of two records, and is not done while one of them is still at it', () => {
    const second = disinfectionFact({ id: W2, at: clock('11:00') });
    const [slot] = board([second, work, end], { at: '11:10' });
    expect(slot?.works.map(({ id }) => id)).toEqual([W1, W2]);
    expect(slot?.state).toBe('running');
  });

  it('begun after its window is done, and says that it was late', () => {
    const late = disinfectionFact({ id: W1, at: clock('12:00') });
    expect(board([late, end], { at: '13:00' })[0]).toMatchObject({ state: 'done', isLate: true });
    expect(board([work, end], { at: '13:00' })[0]).toMatchObject({ state: 'done', isLate: false });
  });

  it('that the plan does not ask for is still shown', () => {
    const third = disinfectionFact({ id: W1, at: clock('09:00') }, { slot: 3 });
    expect(board([third], { at: '09:10' })[2]).toMatchObject({
      slot: 3,
      window: null,
      state: 'running',
    });
  });

  it.each([
    [[], 'open'],
    [[true], 'accepted'],
    [[false], 'refused'],
    [[true, false], 'disputed'],
  ])('with the words %j on it is %s', (words, state) => {
    const accepted = words.map((isAccepted, at) =>
      acceptanceFact({ id: idOf('y', at), at: clock('11:00') }, W1, isAccepted),
    );
    const [found] = foldDisinfectionLog([...accepted, work]).works;
    expect(found && acceptanceOf(found)).toBe(state);
  });

  it('is as the last work that stands was judged: what was refused may be done again', () => {
    const again = disinfectionFact({ id: W2, at: clock('10:00') });
    const refused = acceptanceFact({ id: idOf('y', 1), at: clock('09:50') }, W1, false);
    const accepted = acceptanceFact({ id: idOf('y', 2), at: clock('11:00') }, W2, true);
    const judged = (...facts: Fact[]) => {
      const [slot] = board([work, refused, ...facts]);
      return slot && [acceptanceOfSlot(slot), isNotAccepted(slot)];
    };
    expect(judged()).toEqual(['refused', true]);
    expect(judged(again)).toEqual(['open', false]);
    expect(judged(again, accepted)).toEqual(['accepted', false]);
    const back = takeBackFact({ id: idOf('v', 1), at: clock('11:30') }, W2);
    expect(judged(again, accepted, back)).toEqual(['refused', true]);
  });
});

describe('any facts', () => {
  const AREAS = (['dormitory', 'public', 'bins', 'family'] as AreaClass[]).map((one, at) =>
    buildArea({ id: idOf('a', at), class: one }),
  );
  const moments = fc
    .integer({ min: Date.UTC(2020, 5, 6), max: Date.UTC(2020, 5, 11) })
    .map((time) => new Date(time).toISOString());
  const days = fc.constantFrom('2020-06-07', '2020-06-08', '2020-06-09');
  const areaIds = fc.constantFrom(...AREAS.map(({ id }) => id));
  const places = fc.record({ areaId: areaIds, day: days, slot: fc.integer({ min: 1, max: 3 }) });
  const ids = fc.integer({ min: 0, max: 30 }).map((number) => idOf('w', number));
  const facts = fc.uniqueArray(
    fc
      .tuple(ids, moments, places, ids, fc.integer({ min: 0, max: 5 }))
      .map(([id, at, place, other, kind]) => {
        if (kind === 0) return clearingFact({ id, at }, place);
        if (kind === 1) return endFact({ id, at }, other);
        if (kind === 2) return acceptanceFact({ id, at }, other, at > '2020-06-08');
        if (kind === 3) return takeBackFact({ id, at }, other);
        return disinfectionFact({ id, at }, place);
      }),
    { selector: ({ id }) => id, maxLength: 25 },
  );
  const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Asia/Kathmandu');
  const question = fc.record({ day: days, now: moments, zone: zones });

  it('shuffled and doubled change nothing', () => {
    const two = facts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: 0 })),
    );
    fc.assert(
      fc.property(two, question, ([list, extra], of) => {
        const fold = (some: readonly Fact[]) =>
          boardOf(foldDisinfectionLog(some), { areas: AREAS, rules, ...of });
        expect(fold([...extra, ...[...list].reverse()])).toEqual(fold(list));
      }),
    );
  });

  it('give every slot of the plan the state that looking through them by hand gives', () => {
    fc.assert(
      fc.property(facts, question, (list, of) => {
        const slots = boardOf(foldDisinfectionLog(list), { areas: AREAS, rules, ...of });
        for (const slot of slots)
          if (slot.window !== null)
            expect([slot, slot.state]).toEqual([slot, stateByHand(slot, list, of)]);
        expect(slots.filter(({ window }) => window !== null)).toHaveLength(6);
      }),
    );
  });
});

/** Slow and plain: the words of the rule, with no index and no order. */
function stateByHand(
  { areaId, duty, day, slot, window }: BoardSlot,
  facts: readonly Fact[],
  { now, zone }: { now: Instant; zone: string },
): string {
  const stands = (fact: Fact) =>
    !facts.some(
      ({ type, body }) => type === 'void' && (body as { voids: string }).voids === fact.id,
    );
  const here = facts.filter(({ type, body }) => {
    const named = body as { areaId?: string; day?: string; slot?: number };
    const isKind = type === (duty === 'refuse' ? 'refuse-clearing' : 'disinfection');
    return isKind && named.areaId === areaId && named.day === day && named.slot === slot;
  });
  const works = here.filter(stands);
  const wall = (at: Instant) =>
    new Date(at).toLocaleString('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
  if (works.length === 0) {
    if (window === null || wall(now) < wall(window.from)) return 'not-yet';
    return wall(now) < wall(window.to) ? 'due' : 'missed';
  }
  if (duty === 'refuse') return 'done';
  const isEnded = (work: Fact) =>
    facts.some(
      (fact) =>
        fact.type === 'disinfection-end' &&
        stands(fact) &&
        (fact.body as { disinfectionId: string }).disinfectionId === work.id,
    );
  const open = works.filter((work) => !isEnded(work));
  const isOver = (work: Fact) => Date.parse(now) - Date.parse(work.correctedAt) >= 30 * 60_000;
  if (open.some(isOver)) return 'time-over';
  return open.length > 0 ? 'running' : 'done';
}

it('the areas come in the order given', () => {
  const areas = [buildArea({ id: idOf('a', 9) }), buildArea({ id: HALL })];
  const slots = boardOf(foldDisinfectionLog([]), {
    areas,
    rules,
    zone: 'Asia/Shanghai',
    day: DAY,
    now: clock('08:00'),
  });
  expect(slots.map(({ areaId }) => areaId)).toEqual([areas[0]?.id, areas[0]?.id, HALL, HALL]);
});
