import { describe, expect, it } from 'vitest';
import { idOf, momentAt, voidFact } from '../../tests/support/door-facts.ts';
import { acknowledgementFact, sealCheckFact, sealFact } from '../../tests/support/seal-facts.ts';
import type { Fact } from './operation.ts';
import type { SealCheck } from './seal.ts';
import { foldSeals, incidentsOf, isDue, markOfSeal, sealsOfOneNumber } from './seal-register.ts';

const [S1, S2] = [idOf('s', 1), idOf('s', 2)];
const [C1, C2, C3, C4] = [idOf('c', 1), idOf('c', 2), idOf('c', 3), idOf('c', 4)];
const VISIT = idOf('v', 1);
const HEAD = idOf('g', 2);

describe('a seal', () => {
  it('is intact under its first number until a check says otherwise', () => {
    const { seals } = foldSeals([sealFact({ id: S1, at: 0 })]);
    expect(seals()).toMatchObject([
      { id: S1, number: '000123', state: 'intact', since: momentAt(0), isLive: true, checks: [] },
    ]);
  });

  it('carries the new number once re-applied, and its chain is kept', () => {
    const seal = foldSeals([
      sealFact({ id: S1, at: 0 }),
      sealCheckFact({ id: C1, at: 10, sealId: S1, state: 'broken' }),
      sealCheckFact({ id: C2, at: 20, sealId: S1, state: 'reapplied', newNumber: '000999' }),
      sealCheckFact({ id: C3, at: 30, sealId: S1 }),
    ]).seal(S1);
    expect(seal).toMatchObject({ number: '000999', state: 'intact', since: momentAt(30) });
    expect(seal?.checks.map(({ id }) => id)).toEqual([C1, C2, C3]);
  });

  it('taken off with authorisation is looked for no more, until it is re-applied', () => {
    const register = foldSeals([
      sealFact({ id: S1, at: 0 }),
      sealCheckFact({ id: C1, at: 10, sealId: S1, state: 'unsealed' }),
    ]);
    expect(register.seal(S1)).toMatchObject({ state: 'unsealed', isLive: false });
    register.add([sealCheckFact({ id: C2, at: 20, sealId: S1, state: 'reapplied' })]);
    expect(register.seal(S1)).toMatchObject({ state: 'reapplied', isLive: true });
  });

  it('stays in its state since it came to it, however often it is found so', () => {
    const seal = foldSeals([
      sealFact({ id: S1, at: 0 }),
      sealCheckFact({ id: C1, at: 10, sealId: S1, state: 'broken' }),
      sealCheckFact({ id: C2, at: 20, sealId: S1, state: 'broken' }),
    ]).seal(S1);
    expect(seal).toMatchObject({ since: momentAt(10), sinceCheckId: C1, lastSeenAt: momentAt(20) });
  });

  it('counts a check typed in from paper when it was looked at', () => {
    const seal = foldSeals([
      sealFact({ id: S1, at: 0 }),
      sealCheckFact({ id: C1, at: 20, sealId: S1, state: 'broken' }),
      sealCheckFact({ id: C2, at: 90, sealId: S1, onPaperAt: momentAt(10) }),
    ]).seal(S1);
    expect(seal?.state).toBe('broken');
  });

  it('is due until somebody has looked at it on this round', () => {
    const register = foldSeals([sealFact({ id: S1, at: 0 })]);
    const due = () => register.seals().filter((seal) => isDue(seal, momentAt(50)));
    expect(due()).toHaveLength(1);
    register.add([sealCheckFact({ id: C1, at: 60, sealId: S1 })]);
    expect(due()).toEqual([]);
    register.add([voidFact({ id: idOf('x', 1), at: 61, voids: C1 })]);
    expect(due()).toHaveLength(1);
  });

  it('that was recorded by mistake is kept, voided, and nobody looks for it', () => {
    const [seal] = foldSeals([
      voidFact({ id: idOf('x', 1), at: 5, voids: S1 }),
      sealFact({ id: S1, at: 0 }),
    ]).seals();
    expect(seal).toMatchObject({ isVoided: true, isLive: false });
  });
});

describe('checks of one look', () => {
  const broken = { id: C1, at: 10, sealId: S1, visitId: VISIT, state: 'broken' } as const;
  const others = (told: Partial<SealCheck> & { by?: string; at?: number }) =>
    foldSeals([
      sealFact({ id: S1, at: 0 }),
      sealCheckFact(broken),
      sealCheckFact({ id: C2, at: 20, sealId: S1, visitId: idOf('v', 2), by: HEAD, ...told }),
    ]).seal(S1);

  it('that contradict each other are both shown, the break stands, and a person must look', () => {
    const seal = others({ state: 'intact' });
    expect(seal).toMatchObject({ state: 'broken', sinceCheckId: C1, isContested: true });
    expect(seal?.checks.map(({ isContested }) => isContested)).toEqual([true, true]);
  });

  it('do not where one is re-applied after it was found broken', () => {
    expect(others({ state: 'reapplied' })?.isContested).toBe(false);
  });

  it('do not where one person thought twice, or they lie further apart than half an hour', () => {
    expect(others({ state: 'intact', by: sealCheckFact(broken).by })?.isContested).toBe(false);
    expect(others({ state: 'intact', at: 1810 })?.isContested).toBe(true);
    expect(others({ state: 'intact', at: 1811 })?.isContested).toBe(false);
  });

  it('do not where the second one says why it is intact again', () => {
    expect(others({ state: 'intact', note: '误看' })).toMatchObject({
      state: 'intact',
      isContested: false,
    });
  });
});

describe('a seal that was found broken', () => {
  const after = (...checks: Fact[]) =>
    foldSeals([
      sealFact({ id: S1, at: 0 }),
      sealCheckFact({ id: C1, at: 10, sealId: S1, state: 'broken' }),
      ...checks,
    ]).seal(S1);
  const DAY_S = 86_400;

  it('stays so whoever says intact and no more, however late, and in whatever order they say it', () => {
    const plain = sealCheckFact({ id: C2, at: DAY_S, sealId: S1 });
    expect(after(plain)).toMatchObject({ state: 'broken', lastSeenAt: momentAt(DAY_S) });
    const still = sealCheckFact({ id: C3, at: 2 * DAY_S, sealId: S1, state: 'broken' });
    expect(after(still, plain)).toMatchObject({
      sinceCheckId: C1,
      incidents: [{ checkId: C1, checkIds: [C1, C3] }],
    });
  });

  it('is intact again once it is re-applied, or somebody says why', () => {
    expect(after(sealCheckFact({ id: C2, at: 20, sealId: S1, note: '已粘牢' }))?.state).toBe(
      'intact',
    );
    const anew = sealCheckFact({ id: C2, at: 20, sealId: S1, state: 'reapplied' });
    expect(after(anew, sealCheckFact({ id: C3, at: 30, sealId: S1 }))?.state).toBe('intact');
  });
});

describe('an incident', () => {
  const facts = [
    sealFact({ id: S1, at: 0 }),
    sealCheckFact({ id: C1, at: 10, sealId: S1, state: 'broken' }),
    sealCheckFact({ id: C2, at: 20, sealId: S1, state: 'missing' }),
  ];
  const open = (more: readonly Fact[]) =>
    incidentsOf(foldSeals([...facts, ...more]).seals())
      .filter(({ isOpen }) => isOpen)
      .map(({ checkId }) => checkId);

  it('is each time that it comes to be broken or missing, newest first', () => {
    expect(open([])).toEqual([C2, C1]);
  });

  it('goes on while it is found so again: seen once, it is not asked again until that has changed', () => {
    const still = sealCheckFact({ id: C3, at: 25, sealId: S1, state: 'missing' });
    expect(open([still])).toEqual([C2, C1]);
    const seen = acknowledgementFact({ id: idOf('k', 1), at: 30, of: C2 });
    expect(open([still, seen])).toEqual([C1]);
    const seenLater = acknowledgementFact({ id: idOf('k', 1), at: 30, of: C3 });
    expect(open([still, seenLater])).toEqual([C1]);
    const again = sealCheckFact({ id: C4, at: 40, sealId: S1, state: 'broken' });
    expect(open([still, seen, again])).toEqual([C4, C1]);
  });

  it('is closed by whoever acknowledges it first', () => {
    const acknowledged = [
      acknowledgementFact({ id: idOf('k', 2), at: 40, of: C2 }),
      acknowledgementFact({ id: idOf('k', 1), at: 30, of: C2, by: HEAD }),
    ];
    expect(open(acknowledged)).toEqual([C1]);
    const incident = incidentsOf(foldSeals([...acknowledged, ...facts]).seals())[0];
    expect(incident?.acknowledged[0]?.fact.by).toBe(HEAD);
  });

  it('is none once the check is taken back', () => {
    expect(open([voidFact({ id: idOf('x', 1), at: 21, voids: C2 })])).toEqual([C1]);
  });

  it('is none of a seal that was recorded by mistake', () => {
    expect(open([voidFact({ id: idOf('x', 1), at: 21, voids: S1 })])).toEqual([]);
  });
});

describe('a number on two live seals', () => {
  const two = [
    sealFact({ id: S1, at: 0, number: 'A 123' }),
    sealFact({ id: S2, at: 5, number: 'ａ123' }),
  ];

  it('raises both', () => {
    const items = [...sealsOfOneNumber(foldSeals(two).seals()).values()];
    expect(items.map((seals) => seals.map(({ id }) => id))).toEqual([[S1, S2]]);
  });

  it('does not once one of them is off', () => {
    const off = sealCheckFact({ id: C1, at: 9, sealId: S1, state: 'unsealed' });
    expect(sealsOfOneNumber(foldSeals([...two, off]).seals()).size).toBe(0);
  });
});

describe('a mark', () => {
  const chain = [
    sealFact({ id: S1, at: 0 }),
    sealCheckFact({ id: C1, at: 10, sealId: S1, state: 'reapplied', newNumber: '000777' }),
    sealCheckFact({ id: C2, at: 20, sealId: S1, state: 'broken' }),
  ];
  const marksOf = (facts: readonly Fact[]) =>
    foldSeals(facts)
      .seals()
      .flatMap((seal) => markOfSeal(seal) ?? []);

  it('stands for a seal whose facts are not here, with its incident', () => {
    const [seal] = foldSeals([], marksOf(chain)).seals();
    expect(seal).toMatchObject({
      number: '000777',
      state: 'broken',
      since: momentAt(20),
      applied: null,
      appliedAt: momentAt(0),
      incidents: [{ checkId: C2, isOpen: true, entry: null }],
    });
  });

  it('says that the incident was seen', () => {
    const seen = [...chain, acknowledgementFact({ id: idOf('k', 1), at: 30, of: C2 })];
    expect(foldSeals([], marksOf(seen)).seals()[0]?.incidents).toMatchObject([{ isOpen: false }]);
  });

  it('is not asked where the seal’s own facts are here, and none is made of a seal taken back', () => {
    const stale = marksOf(chain.slice(0, 1));
    expect(foldSeals(chain, stale).seal(S1)?.state).toBe('broken');
    expect(marksOf([...chain, voidFact({ id: idOf('x', 1), at: 40, voids: S1 })])).toEqual([]);
  });

  it('of a check taken back here, unheard by the server, says nothing of its state', () => {
    const register = foldSeals([], marksOf(chain));
    register.seals();
    register.add([voidFact({ id: idOf('x', 1), at: 30, voids: C2 })]);
    expect(register.seal(S1)).toMatchObject({ state: 'intact', incidents: [] });
  });

  it('tells what a late check from before it cannot change', () => {
    const late = sealCheckFact({ id: C4, at: 50, sealId: S1, onPaperAt: momentAt(15) });
    expect(foldSeals([late], marksOf(chain)).seal(S1)?.state).toBe('broken');
  });

  it('goes on with what finds it so again', () => {
    const seen = [...chain, acknowledgementFact({ id: idOf('k', 1), at: 30, of: C2 })];
    const still = sealCheckFact({ id: C3, at: 40, sealId: S1, state: 'broken' });
    expect(foldSeals([still], marksOf(seen)).seal(S1)?.incidents).toMatchObject([
      { checkId: C2, checkIds: [C2, C3], isOpen: false },
    ]);
  });

  it('gives way to checks made since, and to an incident seen since', () => {
    const register = foldSeals([], marksOf(chain));
    register.add([acknowledgementFact({ id: idOf('k', 1), at: 30, of: C2 })]);
    expect(register.seal(S1)?.incidents).toMatchObject([{ isOpen: false }]);
    register.add([
      sealCheckFact({ id: C3, at: 40, sealId: S1, state: 'reapplied', newNumber: '000888' }),
    ]);
    expect(register.seal(S1)).toMatchObject({ number: '000888', state: 'reapplied' });
  });
});
