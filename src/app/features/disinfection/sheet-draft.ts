import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { markDirty } from '../../dirty.ts';
import { createDraftKeeper } from '../../duty/draft-keeper.ts';
import { createPhotoDraft } from '../../photo-draft.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';

/** What is typed in a sheet, with its photos: kept on the disk under `key`, so that it survives a killed app. */
export function useSheetDraft<Draft extends object>(
  duty: DisinfectionDuty,
  { key, empty }: { key: string; empty: Draft },
) {
  const { journal } = duty.app;
  const draft = useSignal(empty);
  const [{ keeper, photos }] = useState(() => ({
    keeper: createDraftKeeper(journal, key),
    photos: createPhotoDraft(journal, `${key}-photos`),
  }));
  useEffect(() => {
    void journal.readDraft(key).then((kept) => {
      if (kept !== null) draft.value = kept as Draft;
    });
    return () => {
      keeper.stop();
      markDirty(key, false);
    };
  }, [journal, key, keeper]);
  return {
    draft: draft.value,
    photos,
    /** Both go with the record. */
    alsoClearDraft: [key, photos.key],
    change: (parts: Partial<Draft>): void => {
      draft.value = { ...draft.peek(), ...parts };
      markDirty(key, true);
      keeper.keep(draft.peek());
    },
    saved: (): void => {
      keeper.forget();
      markDirty(key, false);
    },
  };
}
