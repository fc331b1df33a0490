import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { signalRefusal } from '../../device/feedback.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import { KeptPhotos } from '../../duty/kept-photos.tsx';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { AgentChoice } from './agent-choice.tsx';
import { Calculator } from './calculator.tsx';
import { METHODS, MOST_PHOTOS, OPERATORS } from './choices.ts';
import type { OpenSlot } from './disinfection-front.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { startSheetOf } from './half-written-work.ts';
import { SlotWords } from './slot-words.tsx';
import { newStartDraft, type StartDraft, type StartForm } from './start-draft.ts';
import { isDiluted, readStart, type StartProblem } from './start-reading.ts';
import { useWorkForm } from './use-work-form.ts';
import styles from './sheet.module.css';

interface SheetProps<Slot> {
  slot: Slot;
  /** What is typed stays with the slot. */
  onClose: () => void;
  onSaved: () => void;
}

/** What is begun, with what, and how strong: the contact time runs from "start". */
export function StartSheet(props: SheetProps<OpenSlot | null>): JSX.Element {
  const { slot, onClose } = props;
  const duty = useDuty();
  const areaName = duty.app.replica.documents('area').get(slot?.areaId ?? '')?.name ?? '';
  return (
    <Dialog
      open={slot !== null}
      title={<Text of={t.both('start.title', { area: areaName })} />}
      onClose={onClose}
    >
      {slot !== null && (
        <StartFields key={`${slot.areaId} ${slot.day} ${slot.slot}`} {...props} slot={slot} />
      )}
    </Dialog>
  );
}

interface FieldsProps {
  form: StartForm;
  draft: StartDraft;
}

function StartFields({ slot, onClose, onSaved }: SheetProps<OpenSlot>): JSX.Element {
  const duty = useDuty();
  const problems = useSignal<ReadonlySet<StartProblem>>(new Set());
  const { form, draft, isBusy, record } = useWorkForm(startSheetOf(slot), () =>
    newStartDraft(duty, slot.day),
  );

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const read = readStart(duty, draft);
    problems.value = read.ok ? new Set() : read.problems;
    if (!read.ok) return signalRefusal();
    const { areaId, day, slot: number } = slot;
    record('disinfection', { areaId, day, slot: number, ...read.body }, onSaved);
  }
  function discard(): void {
    form.clear();
    onClose();
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <SlotWords slot={slot} />
      <AgentChoice form={form} draft={draft} />
      {isDiluted(draft) && <Calculator form={form} draft={draft} problems={problems.value} />}
      <MethodFields form={form} draft={draft} isWrong={problems.value.has('contact')} />
      <KeptPhotos photos={form.photos} refs={draft.photos} max={MOST_PHOTOS} />
      <NotSavedBanner why={form.problem.value} />
      {problems.value.size > 0 && (
        <Banner tone="danger" icon={circleAlert} role="alert">
          <Text of={t.both('start.wrong')} />
        </Banner>
      )}
      <Button kind="primary" type="submit" wide disabled={isBusy}>
        <Text
          of={
            draft.contact === ''
              ? t.both('start')
              : t.both('start.save', { minutes: draft.contact })
          }
        />
      </Button>
      <DiscardButton onDiscard={discard} />
    </form>
  );
}

function MethodFields(props: FieldsProps & { isWrong: boolean }): JSX.Element {
  const { form, draft, isWrong } = props;
  return (
    <>
      <SegmentedChoice
        legend={t.both('method')}
        value={draft.method}
        options={METHODS.map((value) => ({ value, label: t.both(`method.${value}`) }))}
        onChange={(method) => form.change({ method })}
      />
      <Field
        label={t.both('contact')}
        hint={t.both('contact.hint')}
        error={isWrong ? t.both('contact.wrong') : null}
      >
        <input
          inputMode="numeric"
          autocomplete="off"
          aria-invalid={isWrong}
          value={draft.contact}
          onInput={(event) => form.change({ contact: event.currentTarget.value })}
        />
      </Field>
      <SegmentedChoice
        legend={t.both('operator')}
        value={draft.operator}
        options={OPERATORS.map((value) => ({ value, label: t.both(`operator.${value}`) }))}
        onChange={(operator) => form.change({ operator })}
      />
    </>
  );
}
