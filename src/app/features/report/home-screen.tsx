import bellRing from 'lucide-static/icons/bell-ring.svg?raw';
import type { JSX } from 'preact';
import { addDays, dayOf } from '../../../domain/campus-day.ts';
import { windowOf, windowsOfDay, type SessionWindow } from '../../../domain/report-session.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { ReportLinks } from './report-links.tsx';
import { consentOf } from './may-report.ts';
import { NotKept } from './not-kept.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { SecondCard } from './second-card.tsx';
import { SessionCard } from './session-card.tsx';
import { clockWords, sessionText } from './session-words.ts';
import { toldOf } from './told-of.ts';

/** Today's sessions: what is due, what was reported and what it means. */
export function HomeScreen(): JSX.Element {
  const duty = useDuty();
  return (
    <main class={styles.screen}>
      <header class={styles.top}>
        <h1>
          <Text of={t.both('title')} />
        </h1>
        <LanguageSwitch />
      </header>
      <p class={styles.soft}>
        <Text of={clockWords(duty)} />
      </p>
      <NotKept />
      <Reminders />
      {windowsShown(duty).map((window) => (
        <SessionCard key={`${window.day} ${window.slot}`} window={window} />
      ))}
      <SecondCard />
      <ReportLinks />
    </main>
  );
}

/** Today's, the one that runs first; then what of yesterday is still missing. */
function windowsShown(duty: ReportDuty): SessionWindow[] {
  const now = new Date(duty.minuteMs.value).toISOString();
  const clock = duty.sessions();
  const today = dayOf(now, clock.zone);
  const { personId } = duty.app.unlocked;
  const firstAt = consentOf(duty)?.firstAt ?? now;
  const isReported = (window: SessionWindow) => toldOf(duty.told(), personId, window) !== null;
  const yesterday = windowsOfDay(addDays(today, -1), clock).filter((one) => !isReported(one));
  const all = [...windowsOfDay(today, clock), ...yesterday].filter(
    (one) => firstAt < one.to || isReported(one),
  );
  const running = all.filter(({ from, to }) => from <= now && now < to);
  return [...running, ...all.filter((one) => !running.includes(one))];
}

/** What staff asked for of today and has not come yet. */
function Reminders(): JSX.Element | null {
  const duty = useDuty();
  const { personId } = duty.app.unlocked;
  const today = dayOf(new Date(duty.minuteMs.value).toISOString(), duty.sessions().zone);
  const [last] = duty.mine().reminders();
  if (last === undefined || last.reminder.session.day !== today) return null;
  const { about, session } = last.reminder;
  const window = windowOf(session, duty.sessions());
  const isDone =
    about === 'report'
      ? window !== null && toldOf(duty.told(), personId, window) !== null
      : duty.mine().secondReport(session.day) !== null;
  if (isDone) return null;
  const time = timeOf(duty, last.at);
  return (
    <Banner tone="waiting" icon={bellRing} role="status">
      <Text
        of={
          about === 'report'
            ? bothOf('reminder', (lang) => ({ time, session: sessionText(session, lang) }), t)
            : t.both('reminder.second', { time })
        }
      />
    </Banner>
  );
}
