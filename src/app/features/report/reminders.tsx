import bellRing from 'lucide-static/icons/bell-ring.svg?raw';
import type { JSX } from 'preact';
import { addDays, dayOf } from '../../../domain/campus-day.ts';
import type { FactBody } from '../../../domain/fact.ts';
import type { Instant } from '../../../domain/id.ts';
import { sessionKey, windowOf } from '../../../domain/report-session.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { sessionText } from './session-words.ts';
import { toldOf } from './told-of.ts';

interface Reminded {
  at: Instant;
  reminder: FactBody<'reminder'>;
}

/** What staff asked for since yesterday, until it is done; of the second system, until its day is over. */
export function Reminders(): JSX.Element {
  const duty = useDuty();
  return (
    <>
      {openReminders(duty).map(({ at, reminder }) => (
        <Banner key={keyOf(reminder)} tone="waiting" icon={bellRing} role="status">
          <Text of={wordsOf(duty, { at, reminder })} />
        </Banner>
      ))}
    </>
  );
}

function wordsOf(duty: ReportDuty, { at, reminder: { about, session } }: Reminded) {
  const time = timeOf(duty, at);
  return about === 'report'
    ? bothOf('reminder', (lang) => ({ time, session: sessionText(session, lang) }), t)
    : t.both('reminder.second', { time });
}

/** The newest of each thing asked for, newest first. */
function openReminders(duty: ReportDuty): Reminded[] {
  const today = dayOf(new Date(duty.minuteMs.value).toISOString(), duty.sessions().zone);
  const since = addDays(today, -1);
  const newest = new Map<string, Reminded>();
  for (const one of duty.mine().reminders()) {
    const key = keyOf(one.reminder);
    const { about, session } = one.reminder;
    // The other system's tick is of today.
    const from = about === 'report' ? since : today;
    if (session.day >= from && !newest.has(key)) newest.set(key, one);
  }
  return [...newest.values()].filter(({ reminder }) => !isDone(duty, reminder));
}

/** The second system is asked for once a day. */
const keyOf = ({ about, session }: FactBody<'reminder'>): string =>
  about === 'report' ? sessionKey(session) : `second ${session.day}`;

function isDone(duty: ReportDuty, { about, session }: FactBody<'reminder'>): boolean {
  if (about === 'second_report') return duty.mine().secondReport(session.day) !== null;
  const window = windowOf(session, duty.sessions());
  // What the rules ask no more cannot be reported.
  return window === null || toldOf(duty.told(), duty.app.unlocked.personId, window) !== null;
}
