import type { JSX } from 'preact';
import { reportRulesOf } from '../../../domain/default-report.ts';
import type { SymptomCode } from '../../../domain/report-rules.ts';
import type { AppContext } from '../../context.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './absence-strings.ts';
import styles from './absence.module.css';

/** The symptoms of the rules, any number of them. */
export function SymptomChoice(props: {
  app: AppContext;
  value: readonly SymptomCode[];
  onChange: (symptoms: SymptomCode[]) => void;
}): JSX.Element {
  const { app, value, onChange } = props;
  return (
    <fieldset class={styles.symptoms}>
      <legend>
        <Text of={t.both('symptoms')} />
      </legend>
      {reportRulesOf(app.policy()).symptoms.map((symptom) => {
        const isOn = value.includes(symptom.code);
        const others = value.filter((code) => code !== symptom.code);
        return (
          <Button
            key={symptom.code}
            pressed={isOn}
            onClick={() => onChange(isOn ? others : [...others, symptom.code])}
          >
            {symptom[language.value]}
          </Button>
        );
      })}
    </fieldset>
  );
}
