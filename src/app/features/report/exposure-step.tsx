import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { StepProps } from './form-screen.tsx';
import type { Exposure } from './report-draft.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

const CHOICES: readonly Exposure[] = ['no', 'yes', 'unsure'];

export function ExposureStep({ draft, answer }: StepProps): JSX.Element {
  return (
    <>
      <h1 class={styles.question}>
        <Text of={t.both('exposure.title')} />
      </h1>
      <div class={styles.answers}>
        {CHOICES.map((exposure) => (
          <Button
            key={exposure}
            wide
            pressed={draft.exposure === exposure}
            onClick={() => answer({ exposure })}
          >
            <Text of={t.both(`exposure.${exposure}`)} />
          </Button>
        ))}
      </div>
    </>
  );
}
