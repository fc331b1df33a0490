import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { MOST_PHOTOS } from './choices.ts';
import { DraftPhotos } from './draft-photos.tsx';
import type { OpenSlot } from './disinfection-front.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { recordWithPhotos } from './record-work.ts';
import { useSheetDraft } from './sheet-draft.ts';
import styles from './sheet.module.css';

interface ClearingDraft {
  note: string;
  photos: readonly AttachmentRef[];
}

const NOTHING: ClearingDraft = { note: '', photos: [] };

/** "Refuse cleared" with what there is to say or to show of it. What is typed survives a killed app. */
export function ClearingForm({ slot }: { slot: OpenSlot }): JSX.Element {
  const duty = useDuty();
  const { areaId, day } = slot;
  const { draft, change, photos, alsoClearDraft, saved } = useSheetDraft(duty, {
    key: `refuse-${areaId}-${day}-${slot.slot}`,
    empty: NOTHING,
  });
  const { isBusy, failure, keep } = useRecording();

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const note = draft.note.trim() || null;
    const body = { areaId, day, slot: slot.slot, note, photos: [...draft.photos] };
    const recording = { type: 'refuse-clearing', body, alsoClearDraft } as const;
    keep(() => recordWithPhotos(duty, recording, photos), saved);
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <Field label={t.both('note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.note}
          onInput={(event) => change({ note: event.currentTarget.value })}
        />
      </Field>
      <DraftPhotos
        photos={photos}
        refs={draft.photos}
        max={MOST_PHOTOS}
        onRefs={(refs) => change({ photos: refs })}
      />
      <NotSavedBanner why={failure} />
      <Button kind="primary" type="submit" wide disabled={isBusy}>
        <Text of={t.both('refuse.save')} />
      </Button>
    </form>
  );
}
