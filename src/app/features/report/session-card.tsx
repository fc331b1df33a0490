import circle from 'lucide-static/icons/circle.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import type { JSX } from 'preact';
import { isAbnormalReport } from '../../../domain/abnormal-health.ts';
import { lastReports } from '../../../domain/health-words.ts';
import type { Instant } from '../../../domain/id.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { isLateIn, type SessionWindow } from '../../../domain/report-session.ts';
import type { ReportEntry } from '../../../domain/session-log.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { aboutMe, mayCorrect, openCorrection, openReport } from './open-report.ts';
import { useDuty } from './report-duty.ts';
import { ReportMeaning } from './report-meaning.tsx';
import { t } from './report-strings.ts';
import { reportText } from './report-words.ts';
import styles from './report.module.css';
import { leftText, sessionText, sessionWords, windowWords } from './session-words.ts';
import { toldOf, type Told } from './told-of.ts';

type State = 'not-due' | 'due' | 'remind' | 'missed' | 'reported';

const ICONS: Record<State, string> = {
  'not-due': circle,
  due: clock,
  remind: circleAlert,
  missed: circleAlert,
  reported: circleCheck,
};

const LOOKS: Partial<Record<State, string | undefined>> = {
  due: styles.due,
  remind: styles.due,
  missed: styles.missed,
  reported: styles.done,
};

/** One session of a day: how it stands, in a word and a sign, and the next thing to do about it. */
export function SessionCard({ window }: { window: SessionWindow }): JSX.Element {
  const duty = useDuty();
  const now = new Date(duty.minuteMs.value).toISOString();
  const told = toldOf(duty.told(), duty.app.unlocked.personId, window);
  const state = told === null ? stateAt(window, now) : 'reported';
  return (
    <section class={classes(styles.card, LOOKS[state])}>
      <header class={styles.cardTop}>
        <Icon of={ICONS[state]} size="l" />
        <div>
          <h2>
            <Text of={sessionWords(window)} />
          </h2>
          <p class={styles.soft}>
            <Text of={windowWords(duty, window)} />
          </p>
        </div>
      </header>
      {told === null ? (
        <ToReport window={window} state={stateAt(window, now)} />
      ) : (
        <Reported window={window} told={told} now={now} />
      )}
    </section>
  );
}

function stateAt(window: SessionWindow, now: string): Exclude<State, 'reported'> {
  if (now < window.from) return 'not-due';
  if (isLateIn(window, now)) return 'missed';
  return now < window.remindAt ? 'due' : 'remind';
}

function ToReport(props: {
  window: SessionWindow;
  state: Exclude<State, 'reported'>;
}): JSX.Element {
  const { window, state } = props;
  const duty = useDuty();
  const isRunning = state === 'due' || state === 'remind';
  return (
    <>
      <p class={styles.state} role={state === 'remind' ? 'status' : undefined}>
        <Text
          of={bothOf(
            `state.${state}`,
            (lang) => ({
              from: timeOf(duty, window.from),
              to: timeOf(duty, window.to),
              left: leftText(Date.parse(window.to) - duty.minuteMs.value, lang),
            }),
            t,
          )}
        />
      </p>
      {state !== 'not-due' && <OwnReport window={window} isRunning={isRunning} />}
    </>
  );
}

function OwnReport(props: { window: SessionWindow; isRunning: boolean }): JSX.Element {
  const { window, isRunning } = props;
  const duty = useDuty();
  return (
    <Button
      kind={isRunning ? 'primary' : 'plain'}
      wide
      {...(!isRunning && {
        label: `${t('report.late')}: ${sessionText(window, language.value)}`,
      })}
      onClick={() => openReport(duty, aboutMe(duty), window)}
    >
      <Text of={t.both(isRunning ? 'report.now' : 'report.late')} />
    </Button>
  );
}

function Reported(props: { window: SessionWindow; told: Told; now: Instant }): JSX.Element {
  const { window, told, now } = props;
  const duty = useDuty();
  const { latest, own, besides } = told;
  const { receivedAt } = latest.current;
  const meant = meantOf(told, duty.app.policy());
  const isLate = isLateIn(window, latest.at);
  const time = timeOf(duty, latest.at);
  return (
    <>
      <p class={styles.state}>
        <Text of={t.both(isLate ? 'state.reported.late' : 'state.reported', { time })} />
      </p>
      <p>{reportText(duty, latest.check)}</p>
      {latest.check.onBehalfAs !== null && (
        <p class={styles.soft}>
          <Text of={t.both(latest.check.onBehalfAs === 'room_head' ? 'by.roomHead' : 'by.staff')} />
        </p>
      )}
      <p class={styles.soft} role="status">
        <Text of={markWords(duty, receivedAt)} />
      </p>
      {besides.map(({ id, check }) => (
        <p key={id} class={styles.soft}>
          <Text of={t.both('besides', { words: reportText(duty, check) })} />
        </p>
      ))}
      <ReportMeaning
        report={meant.check}
        to="person"
        isReceived={meant.current.receivedAt !== null}
      />
      {own === null && <OwnReport window={window} isRunning={!isLateIn(window, now)} />}
      {own !== null && mayCorrect(duty, own, now) && (
        <Button onClick={() => openCorrection(duty, aboutMe(duty), own)}>
          <Text of={t.both('report.correct')} />
        </Button>
      )}
    </>
  );
}

/** As in the lists of who looks after them: what one teller calls abnormal stands, whatever another one says later. */
function meantOf({ latest, besides }: Told, policy: PolicyPack): ReportEntry {
  const words = lastReports([...besides, latest]);
  return words.filter(({ check }) => isAbnormalReport(check, policy)).at(-1) ?? latest;
}

function markWords(duty: ReturnType<typeof useDuty>, receivedAt: string | null) {
  if (receivedAt === null) return t.both('mark.saved');
  return t.both('mark.received', { time: timeOf(duty, receivedAt) });
}
