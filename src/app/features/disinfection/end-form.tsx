import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import type { DisinfectionWork } from '../../../domain/disinfection-log.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { MOST_PHOTOS } from './choices.ts';
import { DraftPhotos } from './draft-photos.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { recordWithPhotos } from './record-work.ts';
import { useSheetDraft } from './sheet-draft.ts';
import styles from './sheet.module.css';

interface EndDraft {
  minutes: string;
  note: string;
  photos: readonly AttachmentRef[];
}

/** The contact time is over and the area is aired. What is typed survives a killed app. */
export function EndForm({
  work,
  isEarly,
}: {
  work: DisinfectionWork;
  isEarly: boolean;
}): JSX.Element {
  const duty = useDuty();
  const { ventilationMinutes: usual } = disinfectionRulesOf(duty.app.policy());
  const { draft, change, photos, alsoClearDraft, saved } = useSheetDraft<EndDraft>(duty, {
    key: `disinfection-end-${work.id}`,
    empty: { minutes: String(usual), note: '', photos: [] },
  });
  const { isBusy, failure, keep } = useRecording();
  const isWrong = minutesIn(draft.minutes) === undefined;

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const ventilationMinutes = minutesIn(draft.minutes);
    if (ventilationMinutes === undefined) return signalRefusal();
    const note = draft.note.trim() || null;
    const body = { disinfectionId: work.id, ventilationMinutes, note, photos: [...draft.photos] };
    const recording = { type: 'disinfection-end', body, alsoClearDraft } as const;
    keep(() => recordWithPhotos(duty, recording, photos), saved);
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <EndFields draft={draft} onChange={change} isWrong={isWrong} />
      <DraftPhotos
        photos={photos}
        refs={draft.photos}
        max={MOST_PHOTOS}
        onRefs={(refs) => change({ photos: refs })}
      />
      <NotSavedBanner why={failure} />
      <Button kind={isEarly ? 'plain' : 'primary'} type="submit" wide disabled={isBusy}>
        <Text of={t.both(isEarly ? 'end.early' : 'end.save')} />
      </Button>
    </form>
  );
}

function EndFields(props: {
  draft: EndDraft;
  isWrong: boolean;
  onChange: (parts: Partial<EndDraft>) => void;
}): JSX.Element {
  const { draft, isWrong, onChange } = props;
  return (
    <>
      <Field label={t.both('end.ventilation')} error={isWrong ? t.both('contact.wrong') : null}>
        <input
          inputMode="numeric"
          autocomplete="off"
          aria-invalid={isWrong}
          value={draft.minutes}
          onInput={(event) => onChange({ minutes: event.currentTarget.value })}
        />
      </Field>
      <Field label={t.both('note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.note}
          onInput={(event) => onChange({ note: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** `null` = not aired; `undefined` = not a number of minutes. */
function minutesIn(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 && value <= 1440 ? value : undefined;
}
