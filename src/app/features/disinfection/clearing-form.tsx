import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { NotSaved } from '../../duty/not-saved.tsx';
import { Banner } from '../../ui/banner.tsx';
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
  const why = useSignal<StorageFailure['why'] | null>(null);
  const isBusy = useSignal(false);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    why.value = null;
    const note = draft.note.trim() || null;
    const body = { areaId, day, slot: slot.slot, note, photos: [...draft.photos] };
    const tell = (failure: StorageFailure): void => {
      why.value = failure.why;
      signalRefusal();
    };
    await recordWithPhotos(duty, { type: 'refuse-clearing', body, alsoClearDraft }, photos)
      .then(saved)
      .catch(onStorageFailure(tell))
      .finally(() => (isBusy.value = false));
  }

  return (
    <form class={styles.form} onSubmit={(event) => void save(event)} noValidate>
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
      {why.value !== null && (
        <Banner tone="danger" icon={circleAlert} role="alert">
          <NotSaved why={why.value} />
        </Banner>
      )}
      <Button kind="primary" type="submit" wide disabled={isBusy.value}>
        <Text of={t.both('refuse.save')} />
      </Button>
    </form>
  );
}
