import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { StepProps } from './form-screen.tsx';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { symptomWords } from './report-words.ts';
import styles from './report.module.css';

/** None in one tap, or each that is there. */
export function SymptomsStep({ draft, change, answer }: StepProps): JSX.Element {
  const { symptoms } = useDuty().rules();
  const chosen = draft.symptoms ?? [];
  /** None left is no answer: "none" is a tap of its own. */
  const toggle = (code: string): void => {
    const next = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
    change({ symptoms: next.length === 0 ? null : next });
  };
  return (
    <>
      <h1>
        <Text of={t.both('symptoms.title')} />
      </h1>
      {chosen.length === 0 ? (
        <Button kind="primary" wide onClick={() => answer({ symptoms: [] })}>
          <Text of={t.both('symptoms.none')} />
        </Button>
      ) : (
        <Button kind="primary" wide onClick={() => answer({ symptoms: chosen })}>
          <Text of={t.both('symptoms.count', { count: chosen.length })} />
        </Button>
      )}
      <div class={styles.symptoms} role="group" aria-label={t('symptoms.title')}>
        {symptoms.map((symptom) => (
          <Button
            key={symptom.code}
            pressed={chosen.includes(symptom.code)}
            onClick={() => toggle(symptom.code)}
          >
            <Text of={symptomWords(symptom)} />
          </Button>
        ))}
      </div>
    </>
  );
}
