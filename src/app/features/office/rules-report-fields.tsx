import type { JSX, TargetedInputEvent } from 'preact';
import { Whereabouts } from '../../../domain/person.ts';
import { SymptomGroup } from '../../../domain/report-rules.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import { rosterValueText } from './roster-text.ts';
import { LANGUAGE_FIELDS, SLOT_FIELDS, type ReportField } from './rules-report.ts';
import type { RuleSpot, RulesText } from './rules-text.ts';
import styles from './office.module.css';

interface ReportFieldsProps {
  text: RulesText;
  wrong: ReadonlySet<RuleSpot>;
  onText: (text: RulesText) => void;
}

/** When people report, what they are asked, and when several ill ones are an alarm. */
export function ReportFields(props: ReportFieldsProps): JSX.Element {
  return (
    <>
      <p>{t('rules.reportHint')}</p>
      <div class={styles.filters}>
        {SLOT_FIELDS.map((field) => (
          <LineField key={field} field={field} hint={t.both('rules.slotHint')} {...props} />
        ))}
        <LineField field="rollupAt" type="time" {...props} />
        <YesNo field="isZeroRequired" {...props} />
        <YesNo field="askExposure" {...props} />
        <LineField field="clusters" hint={t.both('rules.clustersHint')} {...props} />
      </div>
      <div class={styles.filters}>
        {LANGUAGE_FIELDS.map((field) => (
          <LineField key={field} field={field} hint={t.both('rules.languageHint')} {...props} />
        ))}
      </div>
      <Away {...props} />
      <Lines field="calls" hint={t.both('rules.callsHint')} rows={3} {...props} />
      <Lines
        field="symptoms"
        hint={t.both('rules.symptomsHint', { groups: SymptomGroup.options.join(', ') })}
        rows={8}
        {...props}
      />
    </>
  );
}

type FieldProps = ReportFieldsProps & { field: ReportField };

const errorOf = ({ field, wrong }: FieldProps) =>
  wrong.has(field) ? t.both('rules.wrongReport') : null;

function LineField(
  props: FieldProps & { hint?: ReturnType<typeof t.both>; type?: 'text' | 'time' },
): JSX.Element {
  const { field, text, wrong, hint, type = 'text', onText } = props;
  const common = {
    autocomplete: 'off' as const,
    maxLength: 200,
    value: text[field],
    'aria-invalid': wrong.has(field),
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      onText({ ...text, [field]: event.currentTarget.value }),
  };
  return (
    <Field label={t.both(`rules.field.${field}`)} error={errorOf(props)} {...(hint && { hint })}>
      {type === 'text' ? <input type="text" {...common} /> : <input type="time" {...common} />}
    </Field>
  );
}

function YesNo({ field, text, onText }: FieldProps): JSX.Element {
  return (
    <Field label={t.both(`rules.field.${field}`)}>
      <select
        value={text[field]}
        onChange={(event) => onText({ ...text, [field]: event.currentTarget.value })}
      >
        <option value="yes">{t('yes')}</option>
        <option value="no">{t('no')}</option>
      </select>
    </Field>
  );
}

/** Whoever is registered there is on nobody's list. */
function Away({ text, onText }: ReportFieldsProps): JSX.Element {
  const chosen = text.away.split(',');
  return (
    <fieldset>
      <legend>{t('rules.field.away')}</legend>
      {Whereabouts.options.map((code) => (
        <label key={code} class={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== code);
              const next = event.currentTarget.checked ? [...others, code] : others;
              const inOrder = Whereabouts.options.filter((one) => next.includes(one));
              onText({ ...text, away: inOrder.join(',') });
            }}
          />
          {rosterValueText('whereabouts', code)}
        </label>
      ))}
    </fieldset>
  );
}

/** One of them a line. */
function Lines(props: FieldProps & { hint: ReturnType<typeof t.both>; rows: number }): JSX.Element {
  const { field, hint, rows, text, wrong, onText } = props;
  return (
    <Field label={t.both(`rules.field.${field}`)} hint={hint} error={errorOf(props)}>
      <textarea
        rows={rows}
        autocomplete="off"
        aria-invalid={wrong.has(field)}
        value={text[field]}
        onInput={(event) => onText({ ...text, [field]: event.currentTarget.value })}
      />
    </Field>
  );
}
