import type { JSX } from 'preact';
import { PHOTOS_PER_FINDING } from '../../../domain/finding-photos.ts';
import { NotSaved } from '../../duty/not-saved.tsx';
import { RecordingGroup } from '../../duty/recording-group.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { PhotoField } from '../../ui/photos/photo-field.tsx';
import { Text } from '../../ui/text.tsx';
import type { HygieneDraft } from './hygiene-draft.ts';
import type { HygieneForm } from './hygiene-form.ts';
import { t } from './hygiene-strings.ts';
import styles from './hygiene.module.css';

export function NoteAndPhotos(props: { form: HygieneForm; draft: HygieneDraft }): JSX.Element {
  const { form, draft } = props;
  return (
    <>
      <PhotoField
        shas={draft.photos.map(({ sha }) => sha)}
        read={form.taking.read}
        max={PHOTOS_PER_FINDING}
        isBusy={form.taking.isBusy.value}
        problem={form.taking.refusal.value}
        onAdd={(file, inPlaceOf) => void form.taking.add(file, inPlaceOf)}
        onRemove={form.taking.remove}
      />
      <Field label={t.both('note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.note}
          onInput={(event) => form.change({ note: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

export function HygieneFormFoot(props: {
  form: HygieneForm;
  save: 'saveFinding' | 'saveRight';
}): JSX.Element {
  const { form, save } = props;
  const problem = form.problem.value;
  const isSaving = form.isSaving.value;
  return (
    <>
      {(problem === 'full' || problem === 'broken') && (
        <Banner tone="danger" role="alert">
          <NotSaved why={problem} />
        </Banner>
      )}
      <RecordingGroup isBusy={isSaving} isSaving={isSaving}>
        <div class={styles.actions}>
          <Button onClick={form.cancel}>
            <Text of={t.both('cancel')} />
          </Button>
          <Button kind="primary" type="submit" disabled={form.taking.isBusy.value}>
            <Text of={t.both(save)} />
          </Button>
        </div>
      </RecordingGroup>
    </>
  );
}
