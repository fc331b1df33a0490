import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { Day } from '../../../domain/id.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import { KeptPhotos } from '../../duty/kept-photos.tsx';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { MOST_PHOTOS } from './choices.ts';
import type { OpenSlot } from './disinfection-front.tsx';
import { t } from './disinfection-strings.ts';
import { clearingSheetOf } from './half-written-work.ts';
import { useWorkForm } from './use-work-form.ts';
import styles from './sheet.module.css';

interface ClearingDraft extends HalfWritten {
  shape: 1;
  day: Day;
  note: string;
  photos: readonly AttachmentRef[];
}

/** "Refuse cleared" with what there is to say or to show of it. What is typed survives a killed app. */
export function ClearingForm({ slot }: { slot: OpenSlot }): JSX.Element {
  const { areaId, day } = slot;
  const { form, draft, isWritten, isBusy, record } = useWorkForm<ClearingDraft>(
    clearingSheetOf(slot),
    () => ({
      shape: 1,
      day,
      note: '',
      photos: [],
    }),
  );

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const note = draft.note.trim() || null;
    record('refuse-clearing', { areaId, day, slot: slot.slot, note });
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <Field label={t.both('note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.note}
          onInput={(event) => form.change({ note: event.currentTarget.value })}
        />
      </Field>
      <KeptPhotos photos={form.photos} refs={draft.photos} max={MOST_PHOTOS} />
      <NotSavedBanner why={form.problem.value} />
      <Button kind="primary" type="submit" wide disabled={isBusy}>
        <Text of={t.both('refuse.save')} />
      </Button>
      {isWritten && <DiscardButton onDiscard={form.clear} />}
    </form>
  );
}
