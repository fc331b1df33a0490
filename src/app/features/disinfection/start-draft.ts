import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import type {
  Agent,
  DisinfectedObject,
  DisinfectionMethod,
  Operator,
} from '../../../domain/disinfection.ts';
import type { Recipe } from '../../../domain/disinfection-rules.ts';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { MG_PER_L_OF_PERCENT, type Product } from '../../../domain/dilution.ts';
import type { Day } from '../../../domain/id.ts';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import type { KeptForm } from '../../duty/kept-form.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';
import { presetOperator } from './my-areas.ts';

/** What is typed before a disinfection begins; numbers as texts. It survives a killed app. */
export interface StartDraft extends HalfWritten {
  shape: 1;
  day: Day;
  object: DisinfectedObject;
  agent: Agent;
  product: string;
  target: string;
  form: Product['form'];
  /** Of a liquid or a powder, as on the label. */
  percent: string;
  packetG: string;
  tabletMg: string;
  openedOn: string;
  litres: string;
  method: DisinfectionMethod;
  contact: string;
  operator: Operator;
  photos: readonly AttachmentRef[];
}

export type StartForm = KeptForm<StartDraft>;

/** With the recipe's figures and the product that was used last. */
export function newStartDraft(duty: DisinfectionDuty, day: Day): StartDraft {
  const draft: StartDraft = {
    shape: 1,
    day,
    object: 'surfaces',
    agent: 'chlorine',
    product: '',
    target: '',
    form: 'liquid',
    percent: '',
    packetG: '',
    tabletMg: '',
    openedOn: '',
    litres: '5',
    method: 'wipe',
    contact: '',
    operator: presetOperator(duty.app, duty.nowInstant()),
    photos: [],
  };
  return { ...draft, ...presetsFor(duty, draft) };
}

/** The recipe's figures; what it does not say is for the label to say, not for the agent before. And the product that this phone used last of that agent. */
export function presetsFor(
  duty: DisinfectionDuty,
  { object, agent }: Pick<StartDraft, 'object' | 'agent'>,
): Partial<StartDraft> {
  const recipe = recipeFor(duty, { object, agent });
  return {
    target: recipe?.mgPerL == null ? '' : String(recipe.mgPerL.max),
    contact: recipe?.contactMinutes == null ? '' : String(recipe.contactMinutes),
    ...(recipe !== null && { method: recipe.method }),
    ...lastProduct(duty, agent),
  };
}

export function recipeFor(
  { app }: DisinfectionDuty,
  wanted: Pick<StartDraft, 'object' | 'agent'>,
): Recipe | null {
  const { recipes } = disinfectionRulesOf(app.policy());
  return (
    recipes.find(({ object, agent }) => object === wanted.object && agent === wanted.agent) ?? null
  );
}

/** What the label said when this phone last recorded that agent. */
function lastProduct(duty: DisinfectionDuty, agent: Agent): Partial<StartDraft> {
  const { deviceId } = duty.app.unlocked;
  const last = duty
    .log()
    .works.filter(({ fact, body }) => fact.deviceId === deviceId && body.agent === agent)
    .at(-1)?.body;
  const label = { product: last?.product ?? '', openedOn: last?.mixture?.openedOn ?? '' };
  const mixture = last?.mixture;
  switch (mixture?.form) {
    case 'liquid':
      return {
        ...label,
        form: 'liquid',
        percent: String(mixture.stockMgPerL / MG_PER_L_OF_PERCENT),
      };
    case 'powder':
      return {
        ...label,
        form: 'powder',
        percent: String(mixture.percent),
        packetG: String(mixture.packetG),
      };
    case 'tablet':
      return { ...label, form: 'tablet', tabletMg: String(mixture.tabletMg) };
    case undefined:
      return { ...label, percent: '', packetG: '', tabletMg: '' };
  }
}
