import type { Agent, Mixture } from './disinfection.ts';
import type { Day } from './id.ts';

/** What the label of the product says: how it comes, and how much active substance is in it. */
export type Product =
  | { form: 'liquid'; stockMgPerL: number }
  | { form: 'powder'; percent: number; packetG: number }
  | { form: 'tablet'; tabletMg: number };

/** What is to be measured out, and what it gives. Packets and tablets are never broken: the water follows them. */
export type Dilution =
  | { form: 'liquid'; stockMl: number; waterMl: number; waterParts: number; finalMl: number }
  | { form: 'powder'; packets: number; packetMg: number; waterMl: number; finalMl: number }
  | { form: 'tablet'; tablets: number; waterMl: number; finalMl: number };

/** A label in per cent by weight and volume: 5 % is 50,000 mg/L. */
export const MG_PER_L_OF_PERCENT = 10_000;

/** Above this nothing but a spill is treated: 5,000 to 10,000 mg/L are for vomit and excreta. */
export const STRONGEST_MG_PER_L = 10_000;

/**
 * How much to measure out for about `finalMl` at `targetMgPerL`. `null` where the product is not stronger
 * than what is wanted of it. Millilitres are to a tenth; `waterParts` is the water to one part of stock.
 */
export function dilute(
  product: Product,
  { targetMgPerL, finalMl }: { targetMgPerL: number; finalMl: number },
): Dilution | null {
  if (product.form === 'liquid') {
    const { stockMgPerL } = product;
    if (stockMgPerL <= targetMgPerL) return null;
    const stockMl = toTenths((finalMl * targetMgPerL) / stockMgPerL);
    const waterParts = toTenths(stockMgPerL / targetMgPerL - 1);
    return { form: 'liquid', stockMl, waterMl: toTenths(finalMl - stockMl), waterParts, finalMl };
  }
  const pieceMg = product.form === 'powder' ? packetMgOf(product) : product.tabletMg;
  const pieces = Math.max(1, Math.round((finalMl * targetMgPerL) / 1000 / pieceMg));
  const waterMl = Math.round((pieces * pieceMg * 1000) / targetMgPerL);
  const made = { waterMl, finalMl: waterMl };
  return product.form === 'powder'
    ? { form: 'powder', packets: pieces, packetMg: pieceMg, ...made }
    : { form: 'tablet', tablets: pieces, ...made };
}

/** What is recorded of it: the label, and what was measured out. */
export function mixtureOf(product: Product, dilution: Dilution, openedOn: Day | null): Mixture {
  const { waterMl } = dilution;
  if (product.form === 'liquid' && dilution.form === 'liquid')
    return { ...product, openedOn, stockMl: dilution.stockMl, waterMl };
  if (product.form === 'powder' && dilution.form === 'powder')
    return { ...product, openedOn, packets: dilution.packets, waterMl };
  if (product.form === 'tablet' && dilution.form === 'tablet')
    return { ...product, openedOn, tablets: dilution.tablets, waterMl };
  throw new Error(`a ${product.form} is not diluted as a ${dilution.form}`);
}

/** The concentration that a mixture has, in mg/L. Powder and tablets add no volume. */
export function strengthOf(mixture: Mixture): number {
  switch (mixture.form) {
    case 'liquid': {
      const { stockMgPerL, stockMl, waterMl } = mixture;
      return (stockMgPerL * stockMl) / (stockMl + waterMl);
    }
    case 'powder':
      return (mixture.packets * packetMgOf(mixture) * 1000) / mixture.waterMl;
    case 'tablet':
      return (mixture.tablets * mixture.tabletMg * 1000) / mixture.waterMl;
  }
}

/**
 * Whether a mixture is as strong as wanted. The field rules are: "1:100" of 5 % is 495 mg/L and "1:50"
 * 980, taken for 500 and 1,000; a tablet of 480–580 mg in a litre is taken for 500.
 */
export function fitOf(actualMgPerL: number, targetMgPerL: number): 'weak' | 'right' | 'strong' {
  if (actualMgPerL < targetMgPerL * 0.95) return 'weak';
  return actualMgPerL > targetMgPerL * 1.2 ? 'strong' : 'right';
}

export type DilutionWarning =
  /** The product does not reach the target, however it is taken. */
  | 'stock-too-weak'
  /** The product is as strong as the target: nothing to dilute. */
  | 'use-undiluted'
  /** So little is mixed that what can be measured out does not give the target. */
  | 'too-little'
  /** Stronger than anything but a spill asks for. */
  | 'over-strong'
  | 'above-recipe'
  | 'below-recipe'
  /** Opened long ago: chlorine weakens. */
  | 'opened-long-ago'
  | 'opened-in-future';

/** What to be told before mixing; the first is the gravest. */
export function warningsOf(of: {
  agent: Agent;
  product: Product;
  targetMgPerL: number;
  finalMl: number;
  recipe: { min: number; max: number } | null;
  openedOn: Day | null;
  today: Day;
  weakensAfterDays: number;
}): DilutionWarning[] {
  const { agent, product, targetMgPerL, recipe, openedOn, today } = of;
  const warnings: DilutionWarning[] = [];
  const dilution = dilute(product, of);
  if (
    dilution !== null &&
    fitOf(strengthOf(mixtureOf(product, dilution, null)), targetMgPerL) !== 'right'
  )
    warnings.push('too-little');
  if (dilution === null && product.form === 'liquid')
    warnings.push(
      fitOf(product.stockMgPerL, targetMgPerL) === 'weak' ? 'stock-too-weak' : 'use-undiluted',
    );
  if (targetMgPerL > STRONGEST_MG_PER_L) warnings.push('over-strong');
  else if (recipe !== null && targetMgPerL > recipe.max) warnings.push('above-recipe');
  if (recipe !== null && targetMgPerL < recipe.min) warnings.push('below-recipe');
  if (openedOn !== null && openedOn > today) warnings.push('opened-in-future');
  const weakens = agent === 'chlorine' && openedOn !== null;
  if (weakens && daysBetween(openedOn, today) >= of.weakensAfterDays)
    warnings.push('opened-long-ago');
  return warnings;
}

/** Whole days from one calendar day to another; negative where that is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to) - startOf(from)) / 86_400_000);
}

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00.000Z`);

/** Available chlorine of a packet in mg. Percent of grams first: both are short decimals. */
function packetMgOf({ percent, packetG }: { percent: number; packetG: number }): number {
  return toTenths(percent * packetG * 10);
}

const toTenths = (value: number): number => Math.round(value * 10) / 10;
