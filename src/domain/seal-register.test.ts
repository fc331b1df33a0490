import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, momentAt, voidFact } from '../../tests/support/door-facts.ts';
import { acknowledgementFact, sealCheckFact, sealFact } from '../../tests/support/seal-facts.ts';
import { byCorrectedTime } from './fact-order.ts';
import type { Fact } from './operation.ts';
import { SealState, type Seal, type SealCheck } from './seal.ts';
import { createSealRegister, foldSeals, markOfSeal } from './seal-register.ts';

const [S1, S2] = [idOf('s', 1), idOf('s', 2)];
const [C1, C2, C3, C4] = [idOf('c', 1), idOf('c', 2), idOf('c', 3), idOf('c', 4)];
const VISIT = idOf('v', 1);
const HEAD = idOf('g', 2);

const anyTold = fc.record({
  at: fc.integer({ min: 0, max: 60 }),
  by: fc.constantFrom(idOf('g', 1), HEAD),
});
const SEALS = [S1, S2];
const CHECKS = [C1, C2, C3, C4];

/** Up to two seals, four checks, acknowledgements and voids of any of them. */
const anyFacts: fc.Arbitrary<Fact[]> = fc
  .tuple(
    fc.subarray(SEALS.map((id, index) => sealFact({ id, at: index, number: 'N1' }))),
    fc.tuple(
      ...CHECKS.map((id) =>
        fc
          .record({
            told: anyTold,
            sealId: fc.constantFrom(...SEALS),
            state: fc.constantFrom(...SealState.options),
            visitId: fc.constantFrom(null, VISIT),
            newNumber: fc.constantFrom('N1', 'N2'),
            note: fc.constantFrom(null, 'why'),
          })
          .map(({ told, ...check }) => sealCheckFact({ id, ...told, ...check })),
      ),
    ),
    fc.array(fc.tuple(anyTold, fc.constantFrom(...CHECKS)), { maxLength: 3 }),
    fc.array(fc.tuple(anyTold, fc.constantFrom(...CHECKS, ...SEALS)), { maxLength: 3 }),
  )
  .map(([seals, checks, acknowledgements, voids]) => [
    ...seals,
    ...checks,
    ...acknowledgements.map(([told, of], at) =>
      acknowledgementFact({ id: idOf('k', at), ...told, of }),
    ),
    ...voids.map(([told, of], at) => voidFact({ id: idOf('x', at), ...told, voids: of })),
  ]);

/** The rules read out one after the other, over all facts at once. */
function naively(facts: readonly Fact[], sealId: string) {
  const bodies = (type: string) =>
    facts.filter((fact) => fact.type === type).map(({ id, body }) => [id, body] as const);
  const voided = new Set(bodies('void').map(([, body]) => (body as { voids: string }).voids));
  const seen = new Set(bodies('acknowledgement').map(([, body]) => (body as { of: string }).of));
  const seal = bodies('seal').find(([id]) => id === sealId)?.[1] as Seal | undefined;
  if (seal === undefined) return null;
  const checks = [...facts]
    .sort(byCorrectedTime)
    .filter(({ id, type }) => type === 'seal-check' && !voided.has(id))
    .map((fact) => ({ ...fact, check: fact.body as SealCheck }))
    .filter(({ check }) => check.sealId === sealId);
  const numbers = [seal.number, ...checks.flatMap(({ check }) => check.newNumber ?? [])];
  let state: SealState = 'intact';
  const runs: string[][] = [];
  for (const { id, check } of checks) {
    const isWrong = state === 'broken' || state === 'missing';
    if (isWrong && check.state === 'intact' && check.note === null) continue;
    if (check.state !== state) runs.push([]);
    state = check.state;
    if (state === 'broken' || state === 'missing') runs.at(-1)?.push(id);
  }
  return {
    number: numbers.at(-1),
    state,
    isLive: state !== 'unsealed' && !voided.has(sealId),
    open: voided.has(sealId)
      ? []
      : runs.filter((run) => !run.some((id) => seen.has(id))).flatMap(([first]) => first ?? []),
  };
}

const shown = (register: ReturnType<typeof foldSeals>) => JSON.stringify(register.seals());

describe('the seal register', () => {
  it('is the same whatever the order of the facts, and however often they arrive', () => {
    const shuffled = anyFacts.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, again]) => {
        const oneByOne = createSealRegister();
        for (const fact of again) {
          oneByOne.add([fact]);
          oneByOne.seals();
        }
        expect(shown(oneByOne)).toBe(shown(foldSeals(facts)));
      }),
    );
  });

  it('says what the rules say, read out one after the other', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const register = foldSeals(facts);
        for (const id of SEALS) {
          const seal = register.seal(id);
          const open = seal?.incidents.filter(({ isOpen }) => isOpen).map(({ checkId }) => checkId);
          const said = seal && {
            number: seal.number,
            state: seal.state,
            isLive: seal.isLive,
            open,
          };
          expect(said).toEqual(naively(facts, id));
        }
      }),
    );
  });

  it('says of a seal the same from its mark and its later facts as from all of them', () => {
    const cut = fc.tuple(anyFacts, fc.integer({ min: 0, max: 61 }));
    fc.assert(
      fc.property(cut, ([facts, second]) => {
        const whole = foldSeals(facts);
        const marks = whole.seals().flatMap((seal) => markOfSeal(seal) ?? []);
        const isCut = ({ type, correctedAt }: Fact) =>
          type === 'seal' || (type === 'seal-check' && correctedAt < momentAt(second));
        const kept = facts.filter((fact) => !isCut(fact));
        for (const seal of foldSeals(kept, marks).seals()) {
          const { number, state, isLive } = whole.seal(seal.id) ?? {};
          expect(seal).toMatchObject({ number, state, isLive });
        }
      }),
    );
  });
});
