import type { JSX } from 'preact';
import { reportRulesOf } from '../../../domain/default-report.ts';
import type { SymptomCode } from '../../../domain/report-rules.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** The symptoms of the rules, any number of them. */
export function SymptomChoice(props: {
  value: readonly SymptomCode[];
  onChange: (symptoms: SymptomCode[]) => void;
}): JSX.Element {
  const { value, onChange } = props;
  const { app } = useSession();
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
