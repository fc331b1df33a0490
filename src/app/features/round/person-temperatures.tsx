import circleAlert from 'lucide-static/icons/octagon-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check-big.svg?raw';
import snowflake from 'lucide-static/icons/thermometer-snowflake.svg?raw';
import thermometerUp from 'lucide-static/icons/thermometer-sun.svg?raw';
import type { JSX } from 'preact';
import type { Directory } from '../../../domain/person.ts';
import type { TakenReading } from '../../../domain/remeasure-ladder.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import type { OutcomeKind } from '../../duty/outcome-kind.ts';
import { minutesAndSeconds, secondsLeft } from '../../duty/time-words.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language } from '../../strings.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { PaperMark } from './paper-mark.tsx';
import { readingsOf, type Gap, type PersonReadings } from './person-readings.ts';
import styles from './person-temperatures.module.css';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';
import { toldHere } from './told-here.ts';

type Kind = Exclude<OutcomeKind, 'left'>;

const ICONS: Record<Kind, string> = {
  normal: circleCheck,
  cleared: circleCheck,
  'too-low': snowflake,
  high: thermometerUp,
  unsettled: thermometerUp,
  confirmed: circleAlert,
};

const LOOKS: Record<Kind, string | undefined> = {
  normal: styles.normal,
  cleared: styles.normal,
  'too-low': styles.tooLow,
  high: styles.high,
  unsettled: styles.tooLow,
  confirmed: styles.high,
};

/** What was measured of somebody today. Others' values show only once one's own is saved. */
export function PersonTemperatures({ person }: { person: Directory }): JSX.Element | null {
  const duty = useRound();
  const readings = readingsOf(duty, person.id);
  const { own, isMeasuredToday, others, kind } = readings;
  if (own.length === 0 && others.length === 0) return null;
  return (
    <div class={styles.readings}>
      {others.map(({ id, by, at, body }) => (
        <p key={id} class={styles.line}>
          {t(isMeasuredToday ? 'reading.byOtherValue' : 'reading.byOther', {
            who: whoRecorded(duty, by, language.value),
            time: timeOf(duty, at),
            tempC: body.reading.tempC.toFixed(1),
          })}
          {body.onPaperAt !== undefined && <PaperMark at={at} />}
        </p>
      ))}
      {kind !== null && kind !== 'left' && <OwnReading readings={readings} kind={kind} />}
      {isMeasuredToday && <Gaps readings={readings} />}
    </div>
  );
}

function OwnReading({ readings, kind }: { readings: PersonReadings; kind: Kind }): JSX.Element {
  const last = readings.own.at(-1);
  const values = readings.own.map(
    ({ body: { reading } }) => `${reading.tempC.toFixed(1)} (${t(`site.${reading.site}`)})`,
  );
  return (
    <div class={classes(styles.verdict, LOOKS[kind])}>
      <Icon of={ICONS[kind]} />
      <div>
        <p>
          <strong>{values.join(' → ')}</strong> · <Text of={t.both(`verdict.${kind}`)} inline />
        </p>
        <Help readings={readings} kind={kind} />
        {last !== undefined && last.body.onPaperAt !== undefined && <PaperMark at={last.at} />}
      </div>
    </div>
  );
}

/** What is to be done now; the seconds are read here only, so that a card without them is not drawn again. */
function Help({ readings, kind }: { readings: PersonReadings; kind: Kind }): JSX.Element | null {
  const { nowMs } = useRound();
  const { step } = readings;
  if (kind === 'too-low' || kind === 'confirmed')
    return (
      <p class={styles.help}>
        <Text of={t.both(`help.${kind}`)} />
      </p>
    );
  if (step.state !== 'resting' && step.state !== 'measure-again') return null;
  const seconds = step.state === 'resting' ? secondsLeft(Date.parse(step.until), nowMs.value) : 0;
  return (
    <p class={styles.help}>
      <Text
        of={bothOf(
          seconds > 0 ? 'help.resting' : 'help.again',
          (lang) => ({
            time: minutesAndSeconds(seconds),
            sites: step.sites.map((site) => t.in(lang, `site.${site}`)).join(' / '),
          }),
          t,
        )}
      />
    </p>
  );
}

/** Beside one's own: what the door read, and what the person told. */
function Gaps({ readings: { door, told } }: { readings: PersonReadings }): JSX.Element {
  const duty = useRound();
  return (
    <>
      {door === null ? (
        <p class={styles.line}>
          {t(toldHere(duty).doors ? 'reading.noDoor' : 'reading.doorUnknown')}
        </p>
      ) : (
        <GapLine gap={door} words="reading.door" />
      )}
      {told !== null && <GapLine gap={told} words={`reading.${told.other.source}`} />}
    </>
  );
}

function GapLine(props: {
  gap: Gap<TakenReading>;
  words: 'reading.door' | 'reading.self' | 'reading.behalf';
}): JSX.Element {
  const duty = useRound();
  const { other, gapC, isOver } = props.gap;
  const sign = gapC > 0 ? '+' : '';
  return (
    <p class={classes(styles.line, isOver && styles.over)}>
      {t(props.words, {
        tempC: other.reading.tempC.toFixed(1),
        time: timeOf(duty, other.at),
        gap: `${sign}${gapC.toFixed(1)}`,
      })}
      {isOver && <strong> {t('reading.overGap')}</strong>}
    </p>
  );
}
