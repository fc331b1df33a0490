import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import type { DisinfectionWork } from '../../../domain/disinfection-log.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import { KeptPhotos } from '../../duty/kept-photos.tsx';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { MOST_PHOTOS } from './choices.ts';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { endSheetOf } from './half-written-work.ts';
import { useWorkForm } from './use-work-form.ts';
import styles from './sheet.module.css';

interface EndDraft extends HalfWritten {
  shape: 1;
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
  const { form, draft, isWritten, isBusy, record } = useWorkForm<EndDraft>(
    endSheetOf(work),
    () => ({
      shape: 1,
      minutes: String(usual),
      note: '',
      photos: [],
    }),
  );
  const isWrong = minutesIn(draft.minutes) === undefined;

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const ventilationMinutes = minutesIn(draft.minutes);
    if (ventilationMinutes === undefined) return signalRefusal();
    const note = draft.note.trim() || null;
    record('disinfection-end', { disinfectionId: work.id, ventilationMinutes, note });
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <EndFields draft={draft} onChange={form.change} isWrong={isWrong} />
      <KeptPhotos photos={form.photos} refs={draft.photos} max={MOST_PHOTOS} />
      <NotSavedBanner why={form.problem.value} />
      <Button kind={isEarly ? 'plain' : 'primary'} type="submit" wide disabled={isBusy}>
        <Text of={t.both(isEarly ? 'end.early' : 'end.save')} />
      </Button>
      {isWritten && <DiscardButton onDiscard={form.clear} />}
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
