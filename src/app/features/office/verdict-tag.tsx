import check from 'lucide-static/icons/check.svg?raw';
import circleHelp from 'lucide-static/icons/circle-question-mark.svg?raw';
import snowflake from 'lucide-static/icons/snowflake.svg?raw';
import flame from 'lucide-static/icons/thermometer.svg?raw';
import type { JSX } from 'preact';
import type { TemperatureVerdict } from '../../../domain/temperature.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from './office-strings.ts';
import styles from './office.module.css';

const LOOKS = {
  normal: { icon: check, tone: styles.tagGood },
  'too-low': { icon: snowflake, tone: styles.tagLow },
  high: { icon: flame, tone: styles.tagDanger },
  impossible: { icon: circleHelp, tone: styles.tagOdd },
} as const;

/** The verdict in words, with a picture and a colour: never by colour alone. */
export function VerdictTag({ verdict }: { verdict: TemperatureVerdict }): JSX.Element {
  const { icon, tone } = LOOKS[verdict];
  return (
    <span class={`${styles.tag} ${styles.withIcon} ${tone}`}>
      <Icon of={icon} size="s" /> {t(`verdict.${verdict}`)}
    </span>
  );
}
