import circleAlert from 'lucide-static/icons/octagon-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check-big.svg?raw';
import logOut from 'lucide-static/icons/log-out.svg?raw';
import snowflake from 'lucide-static/icons/thermometer-snowflake.svg?raw';
import thermometerUp from 'lucide-static/icons/thermometer-sun.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import type { Spoken } from '../../strings.ts';
import { useApp } from '../../context.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import type { OutcomeKind } from '../../duty/outcome-kind.ts';
import { t } from './door-strings.ts';
import { secondsLeft } from '../../duty/time-words.ts';
import type { Outcome } from './outcome.ts';
import { useDuty } from './door-duty.ts';
import styles from './verdict-panel.module.css';

const ICONS: Record<OutcomeKind, string> = {
  normal: circleCheck,
  cleared: circleCheck,
  'too-low': snowflake,
  high: thermometerUp,
  unsettled: thermometerUp,
  confirmed: circleAlert,
  left: logOut,
};

const LOOKS: Record<OutcomeKind, string | undefined> = {
  normal: styles.normal,
  cleared: styles.normal,
  'too-low': styles.tooLow,
  high: styles.high,
  unsettled: styles.tooLow,
  confirmed: styles.high,
  left: styles.normal,
};

/** What became of the last check, large enough to be read from where the resident stands. */
export function VerdictPanel(props: {
  outcome: Outcome;
  onUndo: () => void;
  onSeen: () => void;
}): JSX.Element {
  const { outcome, onUndo, onSeen } = props;
  const help = helpOf(outcome, useApp().policy().temperature.remeasure);
  return (
    <section class={classes(styles.panel, LOOKS[outcome.kind])}>
      <div class={styles.head}>
        <Icon of={ICONS[outcome.kind]} size="xl" />
        <div>
          <p class={styles.name}>{outcome.name}</p>
          <p class={styles.verdict}>
            <Text of={t.both(`verdict.${outcome.kind}`)} />
          </p>
        </div>
        {outcome.reading !== null && <p class={styles.value}>{outcome.reading.tempC.toFixed(1)}</p>}
      </div>
      <div class={styles.actions}>
        {help === null && outcome.reading !== null && (
          <ReadingLine outcome={outcome} reading={outcome.reading} />
        )}
        <UndoButton outcome={outcome} onUndo={onUndo} />
        {help !== null && <Button icon={x} label={t('verdict.ok')} onClick={onSeen} />}
      </div>
      {help !== null && (
        <p class={styles.help}>
          <Text of={help} />
        </p>
      )}
      {help !== null && outcome.reading !== null && outcome.kind !== 'high' && (
        <ReadingLine outcome={outcome} reading={outcome.reading} />
      )}
    </section>
  );
}

/** The same in one line, for whoever still stands there. */
export function VerdictLine(props: { outcome: Outcome; onUndo: () => void }): JSX.Element {
  const { outcome, onUndo } = props;
  return (
    <div class={classes(styles.brief, LOOKS[outcome.kind])}>
      <Icon of={ICONS[outcome.kind]} size="l" />
      <p class={styles.verdict}>
        {outcome.reading !== null && <>{outcome.reading.tempC.toFixed(1)} · </>}
        <Text of={t.both(`verdict.${outcome.kind}`)} inline />
      </p>
      <UndoButton outcome={outcome} onUndo={onUndo} />
    </div>
  );
}

function ReadingLine(props: {
  outcome: Outcome;
  reading: NonNullable<Outcome['reading']>;
}): JSX.Element {
  const { outcome, reading } = props;
  const { first, direction } = outcome;
  const raw = { raw: reading.rawValue.toFixed(1), unit: reading.rawUnit };
  const site = t(`site.${reading.site}`);
  const tempC = reading.tempC.toFixed(1);
  return (
    <p class={styles.line}>
      {first === null
        ? t('verdict.line', { tempC, site, direction: t(`direction.${direction}`) })
        : t('verdict.both', {
            first: first.tempC.toFixed(1),
            firstSite: t(`site.${first.site}`),
            second: tempC,
            secondSite: site,
          })}
      {reading.rawUnit === 'F' && ` · ${t('verdict.raw', raw)}`} · {t('verdict.saved')}
    </p>
  );
}

function UndoButton(props: { outcome: Outcome; onUndo: () => void }): JSX.Element | null {
  const { nowMs, app } = useDuty();
  const undoSeconds = app.policy().door.undoSeconds;
  const seconds = secondsLeft(props.outcome.savedAtMs + undoSeconds * 1000, nowMs.value);
  if (seconds <= 0) return null;
  return (
    <Button icon={undo} onClick={props.onUndo}>
      <Text of={t.both('undo.button', { seconds: Math.min(seconds, undoSeconds) })} />
    </Button>
  );
}

type RemeasureRules = ReturnType<ReturnType<typeof useApp>['policy']>['temperature']['remeasure'];

function helpOf(outcome: Outcome, rules: RemeasureRules): Spoken | null {
  switch (outcome.kind) {
    case 'too-low':
      return t.both('verdict.tooLowHelp');
    case 'confirmed':
      return t.both('verdict.confirmedHelp');
    case 'high':
    case 'unsettled':
      return bothOf(
        outcome.kind === 'high' ? 'verdict.highHelp' : 'verdict.unsettledHelp',
        (language) => ({
          restMinutes: rules.restMinutes,
          sites: rules.confirmSites.map((site) => t.in(language, `site.${site}`)).join(' / '),
        }),
        t,
      );
    case 'normal':
    case 'cleared':
    case 'left':
      return null;
  }
}
