import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { asWritten } from '../../duty/as-written.ts';
import { spokenWords } from '../../duty/policy-words.ts';
import type { FindingDraft } from './hygiene-draft.ts';
import { HygieneFormFoot, NoteAndPhotos } from './hygiene-form-parts.tsx';
import type { HygieneParts } from './hygiene-sheet.tsx';
import { t } from './hygiene-strings.ts';
import { formOf } from './hygiene-visit.ts';
import styles from './hygiene.module.css';

/** The choice "not known whose" among those who live here. */
const NOBODY = 'nobody';

/** What is wrong at one item: its points by taps, whose it is, a note, photos, and until when. */
export function FindingForm(props: { parts: HygieneParts; draft: FindingDraft }): JSX.Element {
  const { parts, draft } = props;
  const { duty, visit, form } = parts;
  const item = formOf(duty).items.find(({ id }) => id === draft.itemId);
  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save(visit);
      }}
    >
      <h3>{item && <Text of={spokenWords(item.words)} />}</h3>
      {item?.points != null && <Points {...props} max={item.points} step={item.step ?? 1} />}
      {item?.part === 'personal' && visit.residents.length > 0 && (
        <SegmentedChoice
          legend={t.both('whose')}
          value={draft.isWhoseSaid ? (draft.personId ?? NOBODY) : null}
          options={[
            ...visit.residents.map(({ personId, bed, name }) => ({
              value: personId,
              label: asWritten(t('bedOf', { bed, name })),
            })),
            { value: NOBODY, label: t.both('whoseUnknown') },
          ]}
          onChange={(whose) =>
            form.change({ isWhoseSaid: true, personId: whose === NOBODY ? null : whose })
          }
        />
      )}
      {form.problem.value === 'whose' && (
        <p class={styles.wrong} role="alert">
          <Text of={t.both('whoseNeeded')} />
        </p>
      )}
      <NoteAndPhotos form={form} draft={draft} />
      <Field label={t.both('fixBy')} hint={t.both('fixByHint')}>
        <input
          type="date"
          value={draft.fixBy ?? ''}
          onInput={(event) => form.change({ fixBy: event.currentTarget.value || null })}
        />
      </Field>
      <HygieneFormFoot form={form} save="saveFinding" />
    </form>
  );
}

function Points(props: {
  parts: HygieneParts;
  draft: FindingDraft;
  max: number;
  step: number;
}): JSX.Element {
  const { parts, draft, max, step } = props;
  const { points } = draft;
  const set = (to: number): void =>
    parts.form.change({ points: Math.min(max, Math.max(step, to)) });
  return (
    <div class={styles.stepper} role="group" aria-label={t('points')}>
      <Button disabled={points <= step} onClick={() => set(points - step)}>
        <Text of={t.both('less', { step })} />
      </Button>
      <output class={styles.deducted}>{t('lost', { lost: points, points: max })}</output>
      <Button disabled={points >= max} onClick={() => set(points + step)}>
        <Text of={t.both('more', { step })} />
      </Button>
    </div>
  );
}
