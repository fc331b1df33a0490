import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  dilute,
  fitOf,
  mixtureOf,
  strengthOf,
  warningsOf,
  type Product,
} from './dilution.ts';

const FIVE_PERCENT: Product = { form: 'liquid', stockMgPerL: 50_000 };
const SIX_PERCENT: Product = { form: 'liquid', stockMgPerL: 60_000 };
const POWDER: Product = { form: 'powder', percent: 12, packetG: 20 };

const litre = (product: Product, targetMgPerL: number) =>
  dilute(product, { targetMgPerL, finalMl: 1000 });

describe('a litre from concentrate of 5 %', () => {
  it.each([
    [250, 5, 995],
    [500, 10, 990],
    [1000, 20, 980],
    [2000, 40, 960],
  ])('%i mg/L is %f mL of stock and %f mL of water', (target, stockMl, waterMl) => {
    expect(litre(FIVE_PERCENT, target)).toMatchObject({ stockMl, waterMl, finalMl: 1000 });
  });
});

it.each([
  { product: FIVE_PERCENT, target: 500, waterParts: 99 },
  { product: FIVE_PERCENT, target: 1000, waterParts: 49 },
  { product: SIX_PERCENT, target: 500, waterParts: 119 },
])('$product for $target mg/L is 1 part and $waterParts', ({ product, target, waterParts }) => {
  expect(litre(product, target)).toMatchObject({ waterParts });
});

describe('rules of the field', () => {
  const mixed = (waterMl: number) =>
    strengthOf({
      form: 'liquid',
      stockMgPerL: 50_000,
      openedOn: null,
      stockMl: 1,
      waterMl,
    });

  it.each([
    [100, 495, 500],
    [50, 980, 1000],
  ])('1:%i of 5 %% makes about %i and is taken for %i', (water, makes, taken) => {
    expect(Math.round(mixed(water))).toBe(makes);
    expect(fitOf(mixed(water), taken)).toBe('right');
  });

  it.each([480, 500, 580])('a tablet of %i mg in a litre is taken for 500', (tabletMg) => {
    const strength = strengthOf({
      form: 'tablet',
      tabletMg,
      openedOn: null,
      tablets: 1,
      waterMl: 1000,
    });
    expect(strength).toBe(tabletMg);
    expect(fitOf(strength, 500)).toBe('right');
  });

  it.each([
    [450, 'weak'],
    [700, 'strong'],
  ])('%i is not taken for 500 but is %s', (actual, fit) => expect(fitOf(actual, 500)).toBe(fit));
});

describe('what comes in pieces', () => {
  it('a packet of 20 g at 12 % and 4.8 L of water are 500 mg/L', () => {
    const dilution = dilute(POWDER, { targetMgPerL: 500, finalMl: 5000 });
    if (dilution === null) throw new Error('not diluted');
    expect(dilution).toEqual({
      form: 'powder',
      packets: 1,
      packetMg: 2400,
      waterMl: 4800,
      finalMl: 4800,
    });
    expect(strengthOf(mixtureOf(POWDER, dilution, null))).toBe(500);
  });

  it('a tablet of 500 mg takes a litre for 500 mg/L, and four of them four', () => {
    const tablet: Product = { form: 'tablet', tabletMg: 500 };
    expect(litre(tablet, 500)).toMatchObject({ tablets: 1, waterMl: 1000 });
    expect(dilute(tablet, { targetMgPerL: 500, finalMl: 4200 })).toMatchObject({
      tablets: 4,
      waterMl: 4000,
    });
  });

  it('is never less than one piece', () => {
    expect(dilute(POWDER, { targetMgPerL: 500, finalMl: 100 })).toMatchObject({ packets: 1 });
  });
});

it('what is mixed as said has the concentration that was wanted', () => {
  const products = fc.oneof(
    fc.record({
      form: fc.constant('liquid' as const),
      stockMgPerL: fc.integer({ min: 20_001, max: 60_000 }),
    }),
    fc.record({
      form: fc.constant('powder' as const),
      percent: fc.integer({ min: 1, max: 70 }),
      packetG: fc.integer({ min: 5, max: 500 }),
    }),
    fc.record({
      form: fc.constant('tablet' as const),
      tabletMg: fc.integer({ min: 100, max: 2000 }),
    }),
  );
  const wanted = fc.record({
    targetMgPerL: fc.integer({ min: 100, max: 10_000 }),
    finalMl: fc.integer({ min: 1000, max: 100_000 }),
  });
  fc.assert(
    fc.property(products, wanted, (product, want) => {
      const dilution = dilute(product, want);
      if (dilution === null) throw new Error('not diluted');
      const strength = strengthOf(mixtureOf(product, dilution, null));
      const off = Math.abs(strength / want.targetMgPerL - 1);
      // Stock is measured to a tenth of a millilitre, water after pieces to one.
      expect(off).toBeLessThan(0.031);
    }),
  );
});

describe('warnings', () => {
  const around = {
    agent: 'chlorine' as const,
    product: FIVE_PERCENT,
    targetMgPerL: 500,
    finalMl: 5000,
    recipe: { min: 250, max: 500 },
    openedOn: '2020-06-01',
    today: '2020-06-08',
    weakensAfterDays: 30,
  };

  it('none where all is as the recipe says', () => expect(warningsOf(around)).toEqual([]));

  it.each([
    [{ product: { form: 'liquid', stockMgPerL: 474 } as const }, 'stock-too-weak'],
    [{ product: { form: 'liquid', stockMgPerL: 475 } as const }, 'use-undiluted'],
    [{ product: { form: 'liquid', stockMgPerL: 500 } as const }, 'use-undiluted'],
    // 0.14 mL of 5 % would be right, and 0.1 mL is what is measured out.
    [{ finalMl: 14 }, 'too-little'],
    [{ targetMgPerL: 10_001 }, 'over-strong'],
    [{ targetMgPerL: 501 }, 'above-recipe'],
    [{ targetMgPerL: 249 }, 'below-recipe'],
    [{ openedOn: '2020-05-09' }, 'opened-long-ago'],
    [{ openedOn: '2020-06-09' }, 'opened-in-future'],
  ])('%o: %s', (parts, warning) => {
    expect(warningsOf({ ...around, ...parts })).toEqual([warning]);
  });

  it('29 days after opening is not long ago', () => {
    expect(warningsOf({ ...around, openedOn: '2020-05-10' })).toEqual([]);
  });

  it('what was opened long ago weakens where it is chlorine, and nothing else does', () => {
    const opened = { ...around, openedOn: '2020-01-01' };
    expect(warningsOf({ ...opened, agent: 'quats' })).toEqual([]);
    expect(warningsOf({ ...opened, agent: 'hydrogen_peroxide' })).toEqual([]);
  });

  it('nothing is diluted from stock as weak as the target', () => {
    expect(litre({ form: 'liquid', stockMgPerL: 500 }, 500)).toBeNull();
  });
});

it('days are counted by the calendar', () => {
  expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
  expect(daysBetween('2020-03-01', '2020-02-28')).toBe(-2);
});
