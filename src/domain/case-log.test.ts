import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { factOf, idOf, momentAt } from '../../tests/support/door-facts.ts';
import { foldCaseStates, inHospital } from './case-log.ts';
import type { CaseState } from './case-state.ts';
import type { Fact } from './operation.ts';

type Step = readonly [at: number, state: CaseState['state'], caseNo?: number];
const told = (index: number, [at, state, caseNo = 1]: Step): Fact =>
  factOf({ id: idOf('x', index), at }, 'case-state', {
    caseId: idOf('c', caseNo),
    personId: idOf('r', caseNo),
    state,
    note: null,
  });

it('the latest word on a case says where the person is', () => {
  const facts = [
    told(1, [0, 'observed']),
    told(2, [10, 'in_hospital']),
    told(3, [5, 'observed', 2]),
  ];
  const there = new Map([[idOf('r', 1), momentAt(10)]]);
  const later = foldCaseStates([...facts, told(4, [20, 'cleared'])]);
  expect(inHospital(foldCaseStates(facts), momentAt(30))).toEqual(there);
  expect(inHospital(later, momentAt(30))).toEqual(new Map());
});

it('what was told afterwards changes nothing of where the person was', () => {
  const cases = foldCaseStates([told(1, [10, 'in_hospital']), told(2, [20, 'cleared'])]);
  const isThere = [9, 10, 19, 20].map((at) => inHospital(cases, momentAt(at)).size);
  expect(isThere).toEqual([0, 1, 1, 0]);
});

it('is the same whatever order the facts arrive in, and arriving twice', () => {
  const facts = fc.array(
    fc.record({
      at: fc.nat(3),
      state: fc.constantFrom<CaseState['state']>('observed', 'in_hospital', 'cleared'),
      caseNo: fc.nat(2),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const arrivals = facts
    .map((drafts) => drafts.map(({ at, state, caseNo }, index) => told(index, [at, state, caseNo])))
    .chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray(all, { minLength: all.length }),
        twice: fc.subarray(all),
      }),
    );
  fc.assert(
    fc.property(arrivals, fc.nat(4), ({ all, order, twice }, at) => {
      const [shuffled, plain] = [foldCaseStates([...order, ...twice]), foldCaseStates(all)];
      expect(inHospital(shuffled, momentAt(at))).toEqual(inHospital(plain, momentAt(at)));
      expect(foldCaseStates([...order, ...twice])).toEqual(foldCaseStates(all));
    }),
  );
});
