import { v7 } from 'uuid';
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FORM_VERSIONS_MAX } from '../../../domain/policy.ts';
import { language } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import { RulesFormDetails } from './rules-form-details.tsx';
import {
  copyOf,
  draftsIn,
  formField,
  textOfDraft,
  type FormDraft,
  type FormField,
} from './rules-hygiene.ts';
import type { RulesText, RuleSpot } from './rules-text.ts';
import styles from './rules-hygiene.module.css';
import officeStyles from './office.module.css';

interface Props {
  text: RulesText;
  /** As it is on the server. */
  saved: RulesText;
  wrong: ReadonlySet<RuleSpot>;
  isLocked: boolean;
  onText: (text: RulesText) => void;
  /** Stand beside the choice. */
  children: ComponentChildren;
}

/** Which inspection form is in use, and every form with its items. */
export function HygieneFields(props: Props): JSX.Element {
  const { text, saved, wrong, onText } = props;
  const [newestCopyId, setNewestCopyId] = useState<string | null>(null);
  const drafts = draftsIn(text);
  const put = (field: FormField, form: string): void => onText({ ...text, [field]: form });

  function copy(draft: FormDraft): void {
    const id = v7();
    setNewestCopyId(id);
    put(formField(id), textOfDraft(copyOf(draft)));
  }
  function putBack(id: string): void {
    const field = formField(id);
    const { [field]: _dropped, ...others } = text;
    const before = saved[field];
    if (before !== undefined) put(field, before);
    else if (text.formInUse === id) onText({ ...others, formInUse: saved.formInUse });
    else onText(others);
  }

  return (
    <>
      <div class={officeStyles.filters}>
        <FormInUse {...props} />
        {props.children}
      </div>
      <p class={officeStyles.soft}>{t('rules.forms.lead')}</p>
      {wrong.has('forms') && (
        <p class={styles.wrong} role="alert">
          {t('rules.forms.tooMany', { max: FORM_VERSIONS_MAX })}
        </p>
      )}
      {drafts.map(({ id, draft }) => (
        <RulesFormDetails
          key={id}
          id={id}
          draft={draft}
          wrong={wrong}
          isInUse={id === text.formInUse}
          isNewestCopy={id === newestCopyId}
          isLocked={props.isLocked}
          state={stateOf(saved[formField(id)], text[formField(id)])}
          onDraft={(next) => put(formField(id), textOfDraft(next))}
          onCopy={() => copy(draft)}
          onPutBack={() => putBack(id)}
        />
      ))}
    </>
  );
}

function FormInUse({ text, onText }: Props): JSX.Element {
  return (
    <Field label={t.both('rules.field.formInUse')}>
      <select
        value={text.formInUse}
        onChange={(event) => onText({ ...text, formInUse: event.currentTarget.value })}
      >
        {draftsIn(text).map(({ id, draft }) => (
          <option key={id} value={id}>
            {draft.title[language.value]}
          </option>
        ))}
      </select>
    </Field>
  );
}

function stateOf(saved: string | undefined, typed: string | undefined) {
  if (saved === undefined) return 'new';
  return saved === typed ? 'saved' : 'changed';
}
