import timer from 'lucide-static/icons/timer.svg?raw';
import thermometer from 'lucide-static/icons/thermometer.svg?raw';
import type { JSX } from 'preact';
import type { Subject } from '../../../domain/door-check.ts';
import { minutesAndSeconds, secondsLeft } from '../../duty/time-words.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './door-strings.ts';
import type { Resting } from './resting.ts';
import { nameOf } from './subject-words.ts';
import styles from './resting-cards.module.css';

/** Those who rest after a high reading: the loop goes on with others meanwhile. */
export function RestingCards(props: {
  resting: readonly Resting[];
  onMeasure: (subject: Subject) => void;
}): JSX.Element {
  return (
    <section class={styles.tray} aria-label={t('resting.title')}>
      {props.resting.map((one) => (
        <RestingCard
          key={one.personId}
          resting={one}
          onMeasure={() => props.onMeasure(one.subject)}
        />
      ))}
    </section>
  );
}

function RestingCard(props: { resting: Resting; onMeasure: () => void }): JSX.Element {
  const duty = useDuty();
  const { until, subject } = props.resting;
  const seconds = until === null ? 0 : secondsLeft(Date.parse(until), duty.nowMs.value);
  const isDue = seconds === 0;
  const state = isDue
    ? t.both('resting.due')
    : t.both('resting.left', { time: minutesAndSeconds(seconds) });
  const name = nameOf(duty, subject);
  return (
    <button
      type="button"
      class={classes(styles.card, isDue && styles.due)}
      aria-label={t('resting.measure', { name, state: state.text })}
      onClick={props.onMeasure}
    >
      <Icon of={isDue ? thermometer : timer} />
      <span class={styles.name}>{name}</span>
      <span class={styles.state}>
        <Text of={state} />
      </span>
    </button>
  );
}
