import { describe, expect, it } from 'vitest';
import { idOf, voidFact } from '../../tests/support/door-facts.ts';
import { presenceFact, secondCheckFact } from '../../tests/support/room-facts.ts';
import type { Fact } from './operation.ts';
import type { Presence } from './room-visit.ts';
import { foldRounds } from './round-log.ts';
import { personStanding } from './round-progress.ts';

const ZHANG = idOf('r', 1);
const R1 = idOf('w', 1);
const walk = new Set([R1]);

let number = 0;
const nextId = () => idOf('n', (number += 1));

describe('a complaint', () => {
  const told = (at: number, parts: Partial<Presence> = {}) =>
    presenceFact({ id: nextId(), at, roundId: R1, ...parts });
  const complaint = (...facts: Fact[]) =>
    personStanding(foldRounds(facts), ZHANG, walk)?.complaint ?? null;

  it('stands though others say later, without a word on it, that all are present', () => {
    expect(
      complaint(
        told(5),
        told(1, { complaint: 'cough' }),
        secondCheckFact({ id: nextId(), at: 9, roundId: R1 }),
      ),
    ).toBe('cough');
    expect(complaint(told(1, { complaint: 'cough' }), told(3, { complaint: 'fever' }))).toBe(
      'fever',
    );
  });

  it('stands no more once somebody says that it is over, or once it is taken back', () => {
    const cough = told(1, { complaint: 'cough' });
    const over = told(5, { isComplaintOver: true });

    expect(complaint(over, cough)).toBeNull();
    expect(complaint(over, cough, told(6, { complaint: 'rash' }))).toBe('rash');
    expect(
      complaint(voidFact({ id: nextId(), at: 9, voids: cough.id }), cough, told(5)),
    ).toBeNull();
    expect(complaint(cough, over, voidFact({ id: nextId(), at: 9, voids: over.id }))).toBe('cough');
  });

  it('of another walk is none of this one', () => {
    expect(complaint(told(1, { complaint: 'cough' }))).toBe('cough');
    const elsewhere = presenceFact({ id: nextId(), at: 1, roundId: null, complaint: 'cough' });
    expect(complaint(elsewhere, told(2))).toBeNull();
  });
});
