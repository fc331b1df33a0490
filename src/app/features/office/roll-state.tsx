import check from 'lucide-static/icons/check.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import hourglass from 'lucide-static/icons/hourglass.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import alert from 'lucide-static/icons/triangle-alert.svg?raw';
import type { JSX } from 'preact';
import type { RollStanding } from '../../../protocol/office-rollup.ts';
import { Icon } from '../../ui/icon.tsx';
import { dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useOffice } from './office-context.ts';
import styles from './office.module.css';

const LOOKS = {
  late: { icon: alert, tone: styles.tagDanger },
  due: { icon: hourglass, tone: styles.tagWaiting },
  reported: { icon: check, tone: styles.tagGood },
  zero: { icon: check, tone: styles.tagGood },
  not_due: { icon: clock, tone: '' },
  not_required: { icon: minus, tone: '' },
} as const;

/** A state in words with a picture; with how many stand so. */
export function RollStateTag(props: { state: RollStanding['state']; count?: number }): JSX.Element {
  const { state, count } = props;
  const { icon, tone } = LOOKS[state];
  const word = t(`rolls.state.${state}`);
  return (
    <span class={`${styles.tag} ${styles.withIcon} ${tone}`}>
      <Icon of={icon} size="s" />{' '}
      {count === undefined ? word : t('rolls.stateCount', { state: word, count })}
    </span>
  );
}

/** The state, and what a person should look at. */
export function StandingTags({ standing }: { standing: RollStanding }): JSX.Element {
  const { state, isLate, isOutdated, isContested } = standing;
  return (
    <span class={styles.row}>
      <RollStateTag state={state} />
      {isLate && <span class={`${styles.tag} ${styles.tagWaiting}`}>{t('rolls.lateReturn')}</span>}
      {isOutdated && (
        <span class={`${styles.tag} ${styles.tagWaiting}`}>{t('rolls.outdated')}</span>
      )}
      {isContested && (
        <span class={`${styles.tag} ${styles.tagDanger}`}>{t('rolls.contested')}</span>
      )}
    </span>
  );
}

/** Who handed the return in force in, and when. */
export function SentBy({ standing: { sent } }: { standing: RollStanding }): JSX.Element {
  const { zone } = useOffice();
  if (sent === null) return <span class={styles.soft}>{t('rolls.notSent')}</span>;
  return <>{t('rolls.sent', { who: sent.by.name ?? '–', time: dateTimeText(sent.at, zone) })}</>;
}
