import { signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../../../domain/id.ts';
import type { AppContext } from '../../context.ts';
import { createDraftKeeper } from '../draft-keeper.ts';
import { createKeptForm, type KeptForm } from '../kept-form.ts';
import { NO_CHECK, type CheckDraft } from './seal-drafts.ts';

/** Checks that are half told, each with its own seal: what is typed of one never stands at another. */
export interface HalfTold {
  /** What is typed of this seal, with its photos. */
  checkingOf: (sealId: Id) => KeptForm<CheckDraft>;
  /** The seal of which somebody is telling something: its sheet opens again after a killed app. */
  tellingOf: ReadonlySignal<Id | null>;
  tell: (sealId: Id | null) => void;
  stop: () => void;
}

export function createHalfTold(app: AppContext): HalfTold {
  const { journal, unlocked } = app;
  const key = `seal-telling:${unlocked.accountId}`;
  const keeper = createDraftKeeper(journal, key);
  const tellingOf = signal<Id | null>(null);
  const forms = new Map<Id, KeptForm<CheckDraft>>();
  let isTouched = false;
  void journal.readDraft(key).then((kept) => {
    if (!isTouched && typeof kept === 'string') tellingOf.value = kept;
  });
  return {
    tellingOf,
    checkingOf: (sealId) => {
      const form =
        forms.get(sealId) ?? createKeptForm(app, { name: `seal-check-${sealId}`, empty: NO_CHECK });
      forms.set(sealId, form);
      return form;
    },
    tell: (sealId) => {
      isTouched = true;
      const before = tellingOf.peek();
      if (before !== null && before !== sealId) forms.get(before)?.putAside();
      tellingOf.value = sealId;
      keeper.keep(sealId);
    },
    stop: () => {
      keeper.stop();
      for (const form of forms.values()) form.stop();
    },
  };
}
