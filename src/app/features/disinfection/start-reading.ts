import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import {
  dilute,
  MG_PER_L_OF_PERCENT,
  mixtureOf,
  warningsOf,
  type Dilution,
  type DilutionWarning,
  type Product,
} from '../../../domain/dilution.ts';
import { dayOf } from '../../../domain/campus-day.ts';
import type { Disinfection } from '../../../domain/disinfection.ts';
import { campusZone } from '../../campus-zone.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';
import { recipeFor, type StartDraft } from './start-draft.ts';

/** What the calculator makes of what is typed; `null` where the label is not filled in yet. */
export interface Mixing {
  product: Product;
  targetMgPerL: number;
  dilution: Dilution | null;
  warnings: readonly DilutionWarning[];
}

/** `too-weak`: the product does not reach the target. `too-little` to be measured out. */
export type StartProblem = 'target' | 'contact' | 'litres' | 'label' | 'too-weak' | 'too-little';

export type StartReading =
  | { ok: true; body: Omit<Disinfection, 'photos' | 'areaId' | 'day' | 'slot'> }
  | { ok: false; problems: ReadonlySet<StartProblem> };

const MOST_MG_PER_L = 1_000_000;
const MOST_MINUTES = 1440;
const MOST_LITRES = 1000;

export function mixingOf(duty: DisinfectionDuty, draft: StartDraft): Mixing | null {
  const product = productOf(draft);
  const targetMgPerL = numberIn(draft.target, MOST_MG_PER_L);
  const litres = numberIn(draft.litres, MOST_LITRES);
  if (product === null || targetMgPerL === null || litres === null) return null;
  const { app } = duty;
  const { weakensAfterDays } = disinfectionRulesOf(app.policy());
  return {
    product,
    targetMgPerL,
    dilution: dilute(product, { targetMgPerL, finalMl: litres * 1000 }),
    warnings: warningsOf({
      agent: draft.agent,
      product,
      targetMgPerL,
      finalMl: litres * 1000,
      recipe: recipeFor(duty, draft)?.mgPerL ?? null,
      openedOn: draft.openedOn === '' ? null : draft.openedOn,
      today: dayOf(duty.nowInstant(), campusZone(app)),
      weakensAfterDays,
    }),
  };
}

/** Agents that are used as they come need neither a target nor a label. */
export function isDiluted({ agent }: Pick<StartDraft, 'agent'>): boolean {
  return agent !== 'ethanol';
}

export function readStart(duty: DisinfectionDuty, draft: StartDraft): StartReading {
  const problems = new Set<StartProblem>();
  const target = numberIn(draft.target, MOST_MG_PER_L);
  const contact = draft.contact.trim() === '0' ? 0 : numberIn(draft.contact, MOST_MINUTES);
  if (contact === null) problems.add('contact');
  if (isDiluted(draft) && target === null) problems.add('target');
  if (isDiluted(draft) && hasLabel(draft) && productOf(draft) === null) problems.add('label');
  if (isDiluted(draft) && numberIn(draft.litres, MOST_LITRES) === null) problems.add('litres');
  const mixing = isDiluted(draft) ? mixingOf(duty, draft) : null;
  if (mixing?.warnings.includes('stock-too-weak') === true) problems.add('too-weak');
  if (mixing?.warnings.includes('too-little') === true) problems.add('too-little');
  if (problems.size > 0 || contact === null) return { ok: false, problems };
  const { object, agent, method, operator } = draft;
  const openedOn = draft.openedOn === '' ? null : draft.openedOn;
  return {
    ok: true,
    body: {
      object,
      agent,
      method,
      operator,
      contactMinutes: contact,
      product: draft.product.trim() || null,
      targetMgPerL: isDiluted(draft) ? target : null,
      mixture:
        mixing?.dilution == null ? null : mixtureOf(mixing.product, mixing.dilution, openedOn),
    },
  };
}

function productOf({ form, percent, packetG, tabletMg }: StartDraft): Product | null {
  if (form === 'tablet') {
    const mg = numberIn(tabletMg, 10_000);
    return mg === null ? null : { form, tabletMg: mg };
  }
  const label = numberIn(percent, 100);
  if (label === null) return null;
  if (form === 'liquid') return { form, stockMgPerL: Math.round(label * MG_PER_L_OF_PERCENT) };
  const grams = numberIn(packetG, 10_000);
  return grams === null ? null : { form, percent: label, packetG: grams };
}

/** Without any figure of the label it is recorded without a mixture. */
const hasLabel = ({ percent, packetG, tabletMg }: StartDraft): boolean =>
  [percent, packetG, tabletMg].some((text) => text.trim() !== '');

/** Above 0 and up to `most`; a comma is a point. */
function numberIn(text: string, most: number): number | null {
  const trimmed = text.trim().replace(',', '.');
  const value = Number(trimmed);
  return trimmed !== '' && Number.isFinite(value) && value > 0 && value <= most ? value : null;
}
