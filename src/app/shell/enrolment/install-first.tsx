import share from 'lucide-static/icons/share.svg?raw';
import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import squarePlus from 'lucide-static/icons/square-plus.svg?raw';
import type { JSX } from 'preact';
import { charactersOf, numberOf } from '../../../protocol/enrolment-code.ts';
import { Icon } from '../../ui/icon.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { t } from './enrolment-strings.ts';
import styles from './enrolment.module.css';
import { formatCode } from './format-code.ts';

const STEPS = [
  { icon: share, what: 'share', how: 'shareWords' },
  { icon: squarePlus, what: 'add', how: 'addWords' },
  { icon: smartphone, what: 'open', how: 'openWords' },
] as const;

/** iOS gives the installed app a storage of its own, so nothing is enrolled in the browser there. */
export function InstallFirst({ code }: { code: string | null }): JSX.Element {
  const number = code === null ? null : numberOf(code);
  return (
    <Screen
      top={
        <>
          <span />
          <LanguageSwitch />
        </>
      }
    >
      <h1>
        <Text of={t.both('installFirst.title')} />
      </h1>
      <p class={styles.soft}>
        <Text of={t.both('installFirst.why')} />
      </p>
      <ol class={styles.steps}>
        {STEPS.map(({ icon, what, how }) => (
          <li key={what}>
            <Icon of={icon} size="l" />
            <div>
              <strong>
                <Text of={t.both(`installFirst.${what}`)} />
              </strong>
              <p class={styles.soft}>
                <Text of={t.both(`installFirst.${how}`)} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {code !== null && (
        <p class={styles.yourCode}>
          <Text of={t.both('installFirst.yourCode')} />
          <strong>{formatCode(charactersOf(code))}</strong>
          {number !== null && (
            <>
              <Text of={t.both('number')} />
              <strong>{number}</strong>
            </>
          )}
        </p>
      )}
    </Screen>
  );
}
