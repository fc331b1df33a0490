import type { JSX } from 'preact';
import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { t as words } from '../../duty/upkeep-strings.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import { ROUND_FIELDS } from './rules-rounds.ts';
import type { RuleSpot, RulesText } from './rules-text.ts';
import styles from './office.module.css';

/** How often each class of area is disinfected, and the refuse cleared. */
export function RoundsFields(props: {
  text: RulesText;
  wrong: ReadonlySet<RuleSpot>;
  onText: (text: RulesText) => void;
}): JSX.Element {
  const { text, wrong, onText } = props;
  return (
    <>
      <p>{t('rules.disinfectionHint')}</p>
      <div class={styles.filters}>
        {ROUND_FIELDS.map((field) => (
          <Field
            key={field}
            label={t.both(`rules.field.${field}`)}
            error={wrong.has(field) ? t.both('rules.wrongRounds') : null}
          >
            <input
              autocomplete="off"
              maxLength={400}
              aria-invalid={wrong.has(field)}
              value={text[field]}
              onInput={(event) => onText({ ...text, [field]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
    </>
  );
}

/** What the phones advise; only to be read. */
export function RecipeList({ policy }: { policy: PolicyPack }): JSX.Element {
  return (
    <details>
      <summary>{t('rules.recipes')}</summary>
      <ul>
        {disinfectionRulesOf(policy).recipes.map(({ object, agent, mgPerL, method, ...rest }) => (
          <li key={`${object} ${agent}`}>
            {[
              words(`object.${object}`),
              words(`agent.${agent}`),
              mgPerL &&
                (mgPerL.min === mgPerL.max
                  ? `${mgPerL.max} mg/L`
                  : `${mgPerL.min}–${mgPerL.max} mg/L`),
              words(`method.${method}`),
              rest.contactMinutes !== null && `${rest.contactMinutes} min`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
