import type { JSX } from 'preact';
import { addDays, dayOf } from '../../../domain/campus-day.ts';
import { windowsOfDay, type SessionWindow } from '../../../domain/report-session.ts';
import { Text } from '../../ui/text.tsx';
import { ReportLinks } from './report-links.tsx';
import { consentOf } from './may-report.ts';
import { NotKept } from './not-kept.tsx';
import { mayCorrect } from './open-report.ts';
import { Reminders } from './reminders.tsx';
import { ReportLanguage } from './report-language.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { SecondCard } from './second-card.tsx';
import { SessionCard } from './session-card.tsx';
import { clockWords } from './session-words.ts';
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
        <ReportLanguage />
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

/** Today's, the one that runs first; then what of yesterday is still missing, or can still be corrected. */
function windowsShown(duty: ReportDuty): SessionWindow[] {
  const now = new Date(duty.minuteMs.value).toISOString();
  const clock = duty.sessions();
  const today = dayOf(now, clock.zone);
  const { personId } = duty.app.unlocked;
  const firstAt = consentOf(duty)?.firstAt ?? now;
  const told = (window: SessionWindow) => toldOf(duty.told(), personId, window);
  const isReported = (window: SessionWindow) => told(window) !== null;
  const yesterday = windowsOfDay(addDays(today, -1), clock).filter((one) => {
    const before = told(one);
    return before === null || (before.own !== null && mayCorrect(duty, before.own, now));
  });
  const all = [...windowsOfDay(today, clock), ...yesterday].filter(
    (one) => firstAt < one.to || isReported(one),
  );
  const running = all.filter(({ from, to }) => from <= now && now < to);
  return [...running, ...all.filter((one) => !running.includes(one))];
}
