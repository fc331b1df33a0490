import type { JSX } from 'preact';
import { Text } from '../../ui/text.tsx';
import type { RightDraft } from './hygiene-draft.ts';
import { HygieneFormFoot, NoteAndPhotos } from './hygiene-form-parts.tsx';
import type { HygieneParts } from './hygiene-sheet.tsx';
import { t } from './hygiene-strings.ts';
import { roomHygiene } from './hygiene-visit.ts';
import { itemWords } from './hygiene-words.ts';
import styles from './hygiene.module.css';

/** That an earlier finding is put right, with a photo of after. */
export function RightForm(props: { parts: HygieneParts; draft: RightDraft }): JSX.Element {
  const { duty, visit, form } = props.parts;
  const { draft } = props;
  const found = roomHygiene(duty, visit).findings.find(({ id }) => id === draft.findingId);
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save(visit);
      }}
    >
      <h3>
        <Text of={t.both('putRight')} />
      </h3>
      {found && (
        <p>
          <Text of={itemWords(duty, found)} />
          {[...found.before, found.finding].map(({ note }) => note !== null && ` · ${note}`)}
        </p>
      )}
      {visit.onPaperAt === undefined && (
        <p class={styles.soft}>
          <Text of={t.both('photoOfAfter')} />
        </p>
      )}
      <NoteAndPhotos form={form} draft={draft} />
      {form.problem.value === 'photo' && (
        <p class={styles.wrong} role="alert">
          <Text of={t.both('photoNeeded')} />
        </p>
      )}
      <HygieneFormFoot form={form} save="saveRight" />
    </form>
  );
}
