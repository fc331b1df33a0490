import { signal, type ReadonlySignal } from '@preact/signals';
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
import type { Day, Id } from '../../../domain/id.ts';
import { markDirty } from '../../dirty.ts';
import { createDraftKeeper } from '../../duty/draft-keeper.ts';
import { createPhotoDraft, type PhotoDraft } from '../../photo-draft.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';
import { presetOperator } from './my-areas.ts';

/** What is typed before a disinfection begins; numbers as texts. It survives a killed app. */
export interface StartDraft {
  areaId: Id;
  day: Day;
  slot: number;
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

export interface StartForm {
  draft: ReadonlySignal<StartDraft | null>;
  open: (place: Pick<StartDraft, 'areaId' | 'day' | 'slot'>) => void;
  change: (parts: Partial<StartDraft>) => void;
  close: () => void;
  /** The record has cleared the drafts. */
  saved: () => void;
  photos: PhotoDraft;
  stop: () => void;
}

export const START_KEY = 'disinfection-start';

/** The sheet that begins a disinfection, as it was left: also by a phone that died. */
export function createStartForm(duty: DisinfectionDuty): StartForm {
  const { journal } = duty.app;
  const draft = signal<StartDraft | null>(null);
  const keeper = createDraftKeeper(journal, START_KEY);
  const photos = createPhotoDraft(journal, `${START_KEY}-photos`);

  function set(next: StartDraft | null): void {
    draft.value = next;
    markDirty(START_KEY, next !== null);
    keeper.keep(next);
  }

  void journal.readDraft(START_KEY).then((kept) => {
    if (kept !== null && draft.peek() === null) draft.value = kept as StartDraft;
  });
  return {
    draft,
    photos,
    open: (place) => set(newDraft(duty, place)),
    change: (parts) => {
      const before = draft.peek();
      if (before !== null) set({ ...before, ...parts });
    },
    close: () => {
      set(null);
      void photos.keepOnly([]);
    },
    saved: () => {
      keeper.forget();
      draft.value = null;
      markDirty(START_KEY, false);
    },
    stop: () => {
      keeper.stop();
      markDirty(START_KEY, false);
    },
  };
}

function newDraft(
  duty: DisinfectionDuty,
  place: Pick<StartDraft, 'areaId' | 'day' | 'slot'>,
): StartDraft {
  const draft: StartDraft = {
    ...place,
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
    contact: '30',
    operator: presetOperator(duty.app, duty.nowInstant()),
    photos: [],
  };
  return { ...draft, ...presetsFor(duty, draft) };
}

/** The recipe's figures, and the product that this phone used last of that agent. */
export function presetsFor(
  duty: DisinfectionDuty,
  { object, agent }: Pick<StartDraft, 'object' | 'agent'>,
): Partial<StartDraft> {
  const recipe = recipeFor(duty, { object, agent });
  return {
    ...(recipe !== null && {
      target: recipe.mgPerL === null ? '' : String(recipe.mgPerL.max),
      method: recipe.method,
      ...(recipe.contactMinutes !== null && { contact: String(recipe.contactMinutes) }),
    }),
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
