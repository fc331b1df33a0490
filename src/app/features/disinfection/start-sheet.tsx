import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { signalRefusal } from '../../device/feedback.ts';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { AgentChoice } from './agent-choice.tsx';
import { Calculator } from './calculator.tsx';
import { METHODS, MOST_PHOTOS, OPERATORS } from './choices.ts';
import { DraftPhotos } from './draft-photos.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { recordWithPhotos } from './record-work.ts';
import { START_KEY, type StartDraft, type StartForm } from './start-draft.ts';
import { isDiluted, readStart, type StartProblem } from './start-reading.ts';
import styles from './sheet.module.css';

/** What is begun, with what, and how strong: the contact time runs from "start". */
export function StartSheet(props: { form: StartForm; onSaved: () => void }): JSX.Element {
  const { form, onSaved } = props;
  const duty = useDuty();
  const draft = form.draft.value;
  const areaName = duty.app.replica.documents('area').get(draft?.areaId ?? '')?.name ?? '';
  return (
    <Dialog
      open={draft !== null}
      title={<Text of={t.both('start.title', { area: areaName })} />}
      onClose={form.close}
    >
      {draft !== null && <StartFields form={form} draft={draft} onSaved={onSaved} />}
    </Dialog>
  );
}

interface FieldsProps {
  form: StartForm;
  draft: StartDraft;
}

function StartFields({ form, draft, onSaved }: FieldsProps & { onSaved: () => void }): JSX.Element {
  const duty = useDuty();
  const problems = useSignal<ReadonlySet<StartProblem>>(new Set());
  const { isBusy, failure, keep } = useRecording();

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const read = readStart(duty, draft);
    problems.value = read.ok ? new Set() : read.problems;
    if (!read.ok) return signalRefusal();
    const alsoClearDraft = [START_KEY, form.photos.key];
    const recording = { type: 'disinfection', body: read.body, alsoClearDraft } as const;
    keep(
      () => recordWithPhotos(duty, recording, form.photos),
      () => {
        form.saved();
        onSaved();
      },
    );
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <AgentChoice form={form} draft={draft} />
      {isDiluted(draft) && <Calculator form={form} draft={draft} problems={problems.value} />}
      <MethodFields form={form} draft={draft} isWrong={problems.value.has('contact')} />
      <DraftPhotos
        photos={form.photos}
        refs={draft.photos}
        max={MOST_PHOTOS}
        onRefs={(photos) => form.change({ photos })}
      />
      <NotSavedBanner why={failure} />
      {problems.value.size > 0 && (
        <Banner tone="danger" icon={circleAlert} role="alert">
          <Text of={t.both('start.wrong')} />
        </Banner>
      )}
      <Button kind="primary" type="submit" wide disabled={isBusy}>
        <Text of={t.both('start.save', { minutes: draft.contact || '0' })} />
      </Button>
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
