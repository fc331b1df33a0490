import type { JSX, TargetedInputEvent } from 'preact';
import { BodySite } from '../../../domain/reading.ts';
import { language, type Spoken } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import { RoundsFields } from './rules-disinfection.tsx';
import { ReportFields } from './rules-report-fields.tsx';
import { aboutForm } from './rules-form-details.tsx';
import { HygieneFields } from './rules-hygiene-fields.tsx';
import { draftIn, isFormField } from './rules-hygiene.ts';
import {
  lineOf,
  rangeOf,
  RULE_NUMBERS,
  siteOf,
  type RuleField,
  type RuleLine,
  type RuleNumber,
  type RulesText,
  type RuleSpot,
} from './rules-text.ts';
import styles from './office.module.css';

interface FieldsProps {
  text: RulesText;
  /** As it is on the server. */
  saved: RulesText;
  wrong: ReadonlySet<RuleSpot>;
  /** Only to be read. */
  isLocked: boolean;
  onText: (text: RulesText) => void;
}

/** Every rule in its group, each number with its unit and range. */
export function RulesFields(props: FieldsProps): JSX.Element {
  const numbers = (fields: readonly (RuleNumber | RuleLine)[]) =>
    fields.map((field) => <NumberField key={field} field={field} {...props} />);
  return (
    <fieldset class={styles.form} disabled={props.isLocked}>
      <legend class={styles.hidden}>{t('page.rules')}</legend>
      <h2>{t('rules.about')}</h2>
      <WordField field="name" {...props} />
      <WordField field="version" {...props} />
      <WordField field="issuer" {...props} />
      <WordField field="source" {...props} />
      <div class={styles.filters}>
        <WordField field="validFrom" type="date" {...props} />
        <WordField field="validTo" type="date" {...props} />
      </div>
      <h2>{t('rules.thresholds')}</h2>
      <CompareField {...props} />
      <div class={styles.filters}>{numbers(BodySite.options.map(lineOf))}</div>
      <h2>{t('rules.temperature')}</h2>
      <div class={styles.filters}>
        {numbers(['lowBelowC', 'rejectBelowC', 'rejectAboveC', 'restMinutes'])}
      </div>
      <ConfirmSites {...props} />
      <h2>{t('rules.door')}</h2>
      <div class={styles.filters}>{numbers(['repeatSeconds', 'undoSeconds'])}</div>
      <h2>{t('rules.round')}</h2>
      <div class={styles.filters}>
        {numbers(['disagreeDeltaC'])}
        <WordField field="nightFrom" type="time" {...props} />
        <WordField field="nightTo" type="time" {...props} />
      </div>
      <h2>{t('rules.hygiene')}</h2>
      <HygieneFields {...props}>{numbers(['fixByDays'])}</HygieneFields>
      <h2>{t('rules.disinfection')}</h2>
      <RoundsFields {...props} />
      <div class={styles.filters}>{numbers(['ventilationMinutes', 'weakensAfterDays'])}</div>
      <h2>{t('rules.report')}</h2>
      <ReportFields {...props} />
      <div class={styles.filters}>{numbers(['identicalDays', 'silentMinutes'])}</div>
      <h2>{t('rules.phone')}</h2>
      <div class={styles.filters}>{numbers(['unlockGraceMinutes', 'shiftHours'])}</div>
      <h2>{t('rules.retention')}</h2>
      <p>{t('rules.retentionHint')}</p>
      <div class={styles.filters}>
        {numbers([
          'doorDays',
          'roomDays',
          'leaveDays',
          'reportDays',
          'upkeepDays',
          'dutyDays',
          'parkedDays',
          'auditDays',
        ])}
      </div>
    </fieldset>
  );
}

function NumberField(props: FieldsProps & { field: RuleNumber | RuleLine }): JSX.Element {
  const { field, text, wrong, onText } = props;
  const { min, max, step } = rangeOf(field);
  const unit = t(`rules.unit.${field in RULE_NUMBERS ? unitOf(field) : 'degrees'}`);
  const isWrong = wrong.has(field);
  return (
    <Field
      label={spokenField(field)}
      hint={
        field === 'unlockGraceMinutes'
          ? t.both('rules.graceHint', { range: t('rules.range', { min, max, unit }) })
          : t.both('rules.range', { min, max, unit })
      }
      error={isWrong ? t.both('rules.wrong', { min, max, unit }) : null}
    >
      <input
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        required
        value={text[field]}
        aria-invalid={isWrong}
        onInput={(event) => onText({ ...text, [field]: event.currentTarget.value })}
      />
    </Field>
  );
}

const unitOf = (field: RuleNumber | RuleLine) => RULE_NUMBERS[field as RuleNumber];

function WordField(
  props: FieldsProps & {
    field:
      | 'name'
      | 'version'
      | 'issuer'
      | 'source'
      | 'validFrom'
      | 'validTo'
      | 'nightFrom'
      | 'nightTo';
    type?: 'text' | 'date' | 'time';
  },
): JSX.Element {
  const { field, type = 'text', text, wrong, onText } = props;
  const isWrong = wrong.has(field);
  const common = {
    maxLength: field === 'source' ? 1000 : 200,
    autocomplete: 'off' as const,
    value: text[field],
    'aria-invalid': isWrong,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      onText({ ...text, [field]: event.currentTarget.value }),
  };
  return (
    <Field
      label={t.both(`rules.field.${field}`)}
      error={isWrong ? t.both('rules.wrongText') : null}
    >
      {type === 'text' ? <input type="text" {...common} /> : <input type={type} {...common} />}
    </Field>
  );
}

function CompareField({ text, onText }: FieldsProps): JSX.Element {
  return (
    <Field label={t.both('rules.field.compare')} hint={t.both('rules.compareHint')}>
      <select
        value={text.compare}
        onChange={(event) => onText({ ...text, compare: event.currentTarget.value })}
      >
        <option value="gte">{t('rules.compare.gte')}</option>
        <option value="gt">{t('rules.compare.gt')}</option>
      </select>
    </Field>
  );
}

/** In the order of the list: the first is offered first. */
function ConfirmSites({ text, onText }: FieldsProps): JSX.Element {
  const chosen = text.confirmSites.split(',').filter((site) => site !== '');
  return (
    <fieldset>
      <legend>{t('rules.confirmSites')}</legend>
      {BodySite.options.map((site) => (
        <label key={site} class={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(site)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== site);
              const next = event.currentTarget.checked ? [...others, site] : others;
              onText({ ...text, confirmSites: next.join(',') });
            }}
          />
          {t(`site.${site}`)}
        </label>
      ))}
    </fieldset>
  );
}

function spokenField(field: RuleNumber | RuleLine): Spoken {
  const site = siteOf(field);
  return site === null ? t.both(`rules.field.${field as RuleNumber}`) : t.both(`site.${site}`);
}

/** `field` is a `RuleField`, as the conflict names it. */
export function ruleFieldText(field: string): string {
  const site = siteOf(field);
  if (site !== null) return `${t('rules.thresholds')} · ${t(`site.${site}`)}`;
  if (isFormField(field)) return t('rules.forms.conflict');
  return t(`rules.field.${field as Exclude<RuleField, RuleLine>}`);
}

/** A value as the conflict shows it. */
export function ruleValueText(value: unknown): string {
  if (typeof value !== 'string' || value === '') return t('none');
  if (value.startsWith('{')) return formText(value);
  if (value === 'gte' || value === 'gt') return t(`rules.compare.${value}`);
  if (value === 'yes' || value === 'no') return t(value);
  const sites = value.split(',').map((part) => BodySite.safeParse(part).data);
  return sites.every((site) => site !== undefined)
    ? sites.map((site) => t(`site.${site}`)).join(t('comma'))
    : value;
}

/** A form as the conflict shows it: every item with what it costs. */
function formText(text: string): string {
  const draft = draftIn(text);
  const lang = language.value;
  const items = draft.items.map(({ words, isScored, points }) =>
    isScored ? `${words[lang]} ${points}` : words[lang],
  );
  return `${draft.title[lang]} · ${aboutForm(draft)}: ${items.join(t('comma'))}`;
}
