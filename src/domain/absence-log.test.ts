import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import {
  AM,
  clock,
  DAY,
  personOf,
  sessionCheck,
  takeBack,
  tellAt,
} from '../../tests/support/session-facts.ts';
import { foldAbsences } from './absence-log.ts';
import { addDays } from './campus-day.ts';
import type { FactBody } from './fact.ts';
import type { Fact } from './operation.ts';

const f = (number: number) => idOf('f', number);
const absence = (id: number, time: string): Fact =>
  tellAt({ id: f(id), at: clock(time) }, 'absence', {
    personId: personOf(1),
    onsetOn: DAY,
    absentFrom: DAY,
    symptoms: ['fever'],
    note: null,
  });
const step = (id: number, time: string, [of, kind, on = DAY]: [number, string, string?]): Fact =>
  tellAt({ id: f(id), at: clock(time) }, 'absence-follow-up', {
    absenceId: f(of),
    step: kind,
    diagnosisClass: null,
    on,
    note: null,
    photos: [],
  });

it('an absence is open until the return is proven, and again when that is taken back', () => {
  const facts = [
    absence(1, '08:00'),
    step(2, '09:00', [1, 'visit']),
    step(3, '10:00', [1, 'return']),
  ];
  expect(foldAbsences(facts.slice(0, 2))[0]).toMatchObject({ isOpen: true });
  expect(foldAbsences(facts)[0]).toMatchObject({ isOpen: false });
  const back = takeBack({ id: f(4), at: clock('11:00') }, f(3));
  expect(foldAbsences([...facts, back])[0]).toMatchObject({ isOpen: true });
  expect(foldAbsences([...facts, takeBack({ id: f(4), at: clock('11:00') }, f(1))])).toEqual([]);
});

it('open ones come first, each newest first, whatever order the facts arrive in', () => {
  const facts = [
    absence(1, '08:00'),
    absence(2, '09:00'),
    absence(3, '10:00'),
    step(4, '11:00', [3, 'return']),
    step(5, '11:00', [2, 'diagnosis']),
    step(6, '10:30', [2, 'visit']),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (order) => {
      const found = foldAbsences([...order, ...order]);
      expect(found.map(({ id }) => id)).toEqual([f(2), f(1), f(3)]);
      expect(found[0]?.followUps.map(({ id }) => id)).toEqual([f(6), f(5)]);
    }),
  );
});

it('the proof of return is missing once staff saw the person in class, and late when it is of a later day', () => {
  const TOMORROW = addDays(DAY, 1);
  const seen = (id: number, time: string, of: Partial<FactBody<'session-check'>> = {}): Fact =>
    sessionCheck(
      { id: f(id), at: clock(time) },
      { personId: personOf(1), session: { ...AM, day: TOMORROW }, ...of },
    );
  const proofAfter = (...facts: Fact[]) => {
    const [entry] = foldAbsences([...facts, absence(1, '08:00')]);
    return [entry?.proof, entry?.backOn];
  };
  const inRoom = { place: { kind: 'unit', id: idOf('u', 1) } } as const;
  const before = seen(2, '07:00', { session: AM });
  expect(proofAfter()).toEqual(['awaited', null]);
  expect(proofAfter(before, seen(3, '32:00', inRoom))).toEqual(['awaited', null]);
  expect(proofAfter(seen(3, '32:00', { state: 'absent' }))).toEqual(['awaited', null]);
  expect(proofAfter(seen(3, '32:00', { personId: personOf(2) }))).toEqual(['awaited', null]);
  const back = seen(3, '32:00');
  expect(proofAfter(back)).toEqual(['missing', TOMORROW]);
  expect(proofAfter(back, takeBack({ id: f(4), at: clock('33:00') }, f(3)))).toEqual([
    'awaited',
    null,
  ]);
  expect(proofAfter(back, step(5, '34:00', [1, 'return', TOMORROW]))).toEqual(['given', TOMORROW]);
  expect(proofAfter(back, step(5, '60:00', [1, 'return', addDays(DAY, 2)]))).toEqual([
    'late',
    TOMORROW,
  ]);
});
