import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import { instantAt, STORY } from '../../tests/support/session-drafts.ts';
import { oracle, type Said } from '../../tests/support/session-oracle.ts';
import {
  AM,
  clock,
  memberOf,
  selfReport,
  personOf,
  sessionReturn,
  windowIn,
} from '../../tests/support/session-facts.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { foldRolls, type RolledMember } from './session-rollup.ts';

const classOf = (number: number) => ({ kind: 'class', id: idOf('k', number) }) as const;
const rolled = (number: number, classNo: number, college: string | null): RolledMember => ({
  ...memberOf(number),
  place: classOf(classNo),
  college,
});

it('a college counts its classes, says how many stand how, and has a return of its own', () => {
  const facts = [
    selfReport({ id: idOf('f', 1), at: clock('08:00') }, { personId: personOf(1) }),
    sessionReturn({ id: idOf('f', 2), at: clock('09:00') }, { place: classOf(1), isZero: true }),
    sessionReturn(
      { id: idOf('f', 3), at: clock('10:00') },
      { place: { kind: 'college', id: '土木' }, expected: 3 },
    ),
  ];
  const rolls = foldRolls(facts, {
    window: windowIn(AM),
    kind: 'class',
    now: clock('12:00'),
    members: [rolled(1, 1, '土木'), rolled(2, 2, '土木'), rolled(3, 2, '土木'), rolled(4, 3, null)],
    policy: DEFAULT_POLICY,
  });
  const [civil, none] = rolls;
  expect(civil).toMatchObject({
    college: '土木',
    counts: { expected: 3, present: 1, missing: 2 },
    states: { zero: 1, late: 1, due: 0 },
    standing: { state: 'reported', isOutdated: true },
  });
  expect(civil?.places.map(({ place, standing }) => [place.id, standing.state])).toEqual([
    [idOf('k', 1), 'zero'],
    [idOf('k', 2), 'late'],
  ]);
  expect(none).toMatchObject({ college: null, counts: { expected: 1, missing: 1 } });
});

it('a college is late when its numbers are closed on the next day, not when its classes are', () => {
  const stateAt = (time: string) =>
    foldRolls([], {
      window: windowIn(AM),
      kind: 'class',
      now: clock(time),
      members: [rolled(1, 1, '土木')],
      policy: DEFAULT_POLICY,
    }).map(({ states, standing }) => [states.late, standing.state]);
  expect(stateAt('12:00')).toEqual([[1, 'due']]);
  expect(stateAt('32:29')).toEqual([[1, 'due']]);
  expect(stateAt('32:30')).toEqual([[1, 'late']]);
});

it('counts for every college what an oracle says of its people, at every moment', () => {
  const colleges = fc.array(fc.constantFrom('土木', '外语', null), { minLength: 4, maxLength: 4 });
  const classes = fc.array(fc.nat(2), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(STORY, colleges, classes, (story, collegeOf, classNoOf) => {
      const { zone, now, session, facts } = story;
      const members = story.members.map((member, who): RolledMember => ({
        ...member,
        place: classOf(classNoOf[who] ?? 0),
        college: collegeOf[who] ?? null,
      }));
      const rolls = foldRolls(facts, {
        window: windowIn(session, zone),
        kind: 'class',
        now: instantAt(zone, now),
        members,
        policy: DEFAULT_POLICY,
      });
      const said = story.members.map((_, who) => oracle(story, who));
      const countOf = (is: (one: Said, who: number) => boolean) => said.filter(is).length;
      const excused = new Set(['in_hospital', 'on_leave', 'away']);

      expect(new Set(rolls.map(({ college }) => college))).toEqual(new Set(collegeOf));
      for (const { college, counts, places } of rolls) {
        const isHere = (who: number) => collegeOf[who] === college;
        expect(counts.missing).toBe(
          countOf(({ state }, who) => isHere(who) && state === 'missing'),
        );
        expect(counts.expected).toBe(
          countOf(({ state }, who) => isHere(who) && !excused.has(state)),
        );
        expect(counts.abnormal).toBe(countOf(({ isAbnormal }, who) => isHere(who) && isAbnormal));
        for (const { place, counts: here } of places) {
          const isInClass = (who: number) => isHere(who) && members[who]?.place.id === place.id;
          expect(here.missing).toBe(
            countOf(({ state }, who) => isInClass(who) && state === 'missing'),
          );
          expect(here.late).toBe(countOf(({ isLate }, who) => isInClass(who) && isLate));
        }
      }
    }),
    { numRuns: 300 },
  );
});
