import { describe, expect, it } from 'vitest';
import { idOf, voidFact } from '../../tests/support/door-facts.ts';
import { findingFact, rectificationFact, ROOM } from '../../tests/support/room-facts.ts';
import { foldHygiene, openFindings } from './hygiene.ts';
import type { Fact } from './operation.ts';

const [F1, F2, F3] = [idOf('f', 1), idOf('f', 2), idOf('f', 3)];
const R1 = idOf('t', 1);
const LI = idOf('g', 2);
const LATER = idOf('v', 2);

const openIds = (...facts: Fact[]) =>
  openFindings(foldHygiene(facts).room(ROOM)).map(({ id }) => id);

describe('what is still so', () => {
  const first = findingFact({ id: F1, at: 0 });
  const again = findingFact({ id: F2, at: 100, visitId: LATER, again: F1 });

  it('stands in the place of the earlier finding', () => {
    expect(openIds(again, first)).toEqual([F2]);
  });

  it('is closed by whoever puts the earlier one right afterwards, without having seen it', () => {
    const third = findingFact({ id: F3, at: 110, again: F2 });

    expect(openIds(third, again, first, rectificationFact({ id: R1, at: 120 }))).toEqual([]);
  });

  it('stays open where it was seen after the earlier one was said to be put right', () => {
    expect(openIds(again, first, rectificationFact({ id: R1, at: 50 }))).toEqual([F2]);
  });

  it('is one task though two say it, neither having heard of the other', () => {
    const other = findingFact({ id: F3, at: 105, visitId: idOf('v', 3), by: LI, again: F1 });

    expect(openIds(other, again, first)).toEqual([F3]);
    expect(
      openIds(other, again, first, rectificationFact({ id: R1, at: 110, findingId: F2 })),
    ).toEqual([]);
    expect(
      openIds(other, again, first, rectificationFact({ id: R1, at: 102, findingId: F2 })),
    ).toEqual([F3]);
  });

  it('gives the place back when it is taken back', () => {
    const slip = voidFact({ id: idOf('u', 1), at: 110, voids: F2 });

    expect(openIds(slip, again, first)).toEqual([F1]);
  });
});
