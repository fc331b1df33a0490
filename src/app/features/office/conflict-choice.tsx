import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PreconditionDetails } from '../../../protocol/office-places.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { OfficeProblem } from './call.ts';
import { t } from './office-strings.ts';
import styles from './office.module.css';
import conflictStyles from './conflict-choice.module.css';

/** Both versions, where somebody else was faster; `null` for every other problem. */
export function conflictIn(problem: OfficeProblem | null): PreconditionDetails | null {
  if (problem?.code !== 'precondition-failed') return null;
  return PreconditionDetails.safeParse(problem.details).data ?? null;
}

/** "Yours / theirs", field by field. `onChoose` gets their values of the fields where theirs was taken. */
export function ConflictChoice(props: {
  details: PreconditionDetails;
  fieldText: (field: string) => string;
  valueText: (value: unknown) => string;
  onChoose: (theirs: Record<string, unknown>) => void;
  onBack: () => void;
}): JSX.Element {
  const { details, fieldText, valueText, onChoose, onBack } = props;
  const [takeTheirs, setTakeTheirs] = useState<ReadonlySet<string>>(new Set());

  function choose(field: string, isTheirs: boolean) {
    const next = new Set(takeTheirs);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setTakeTheirs(next);
  }

  return (
    <div class={styles.form}>
      <Banner tone="waiting" role="alert">
        <p>{t('conflict.lead')}</p>
      </Banner>
      {details.fields.map((field) => (
        <fieldset key={field} class={conflictStyles.field}>
          <legend>{fieldText(field)}</legend>
          <Side
            field={field}
            title={t('conflict.yours')}
            text={valueText(details.yours[field])}
            isChosen={!takeTheirs.has(field)}
            onChoose={() => choose(field, false)}
          />
          <Side
            field={field}
            title={t('conflict.theirs')}
            text={valueText(details.theirs[field])}
            isChosen={takeTheirs.has(field)}
            onChoose={() => choose(field, true)}
          />
        </fieldset>
      ))}
      <div class={styles.row}>
        <Button
          kind="primary"
          onClick={() =>
            onChoose(
              Object.fromEntries([...takeTheirs].map((field) => [field, details.theirs[field]])),
            )
          }
        >
          {t('conflict.save')}
        </Button>
        <Button onClick={onBack}>{t('conflict.back')}</Button>
      </div>
    </div>
  );
}

function Side(props: {
  field: string;
  title: string;
  text: string;
  isChosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  return (
    <label class={conflictStyles.side}>
      <input
        type="radio"
        name={`conflict-${props.field}`}
        checked={props.isChosen}
        onChange={props.onChoose}
      />
      <span>
        <strong>{props.title}</strong>
        <span class={conflictStyles.value}>{props.text}</span>
      </span>
    </label>
  );
}
