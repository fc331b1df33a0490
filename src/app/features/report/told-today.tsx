import type { JSX } from 'preact';
import { dayOf } from '../../../domain/campus-day.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { ReportEntry } from '../../../domain/session-log.ts';
import { isMineStill } from '../../duty/own-fact.ts';
import { TakeBack } from '../../duty/take-back.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { roomMatesOf } from './may-report.ts';
import { aboutOther, mayCorrect, openCorrection } from './open-report.ts';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { ReportMeaning } from './report-meaning.tsx';
import { t } from './report-strings.ts';
import { reportText } from './report-words.ts';
import styles from './report.module.css';
import { sessionWords } from './session-words.ts';

/** What this account told of others today, with what it means: also after the app was closed. */
export function ToldToday(): JSX.Element | null {
  const duty = useDuty();
  const { unlocked } = duty.app;
  const now = new Date(duty.minuteMs.value).toISOString();
  const zone = duty.sessions().zone;
  const told = duty
    .told()
    .reports.filter(({ current }) => current.by === unlocked.accountId)
    .filter(({ check }) => check.onBehalfAs !== null)
    .filter((entry) => dayOf(entry.at, zone) === dayOf(now, zone) || mayCorrect(duty, entry, now))
    .reverse();
  if (told.length === 0) return null;
  return (
    <section class={styles.part}>
      <h2>
        <Text of={t.both('behalf.recorded')} />
      </h2>
      <ul class={styles.lines}>
        {told.map((entry) => (
          <Told key={entry.id} entry={entry} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Told({ entry, now }: { entry: ReportEntry; now: Instant }): JSX.Element {
  const duty = useDuty();
  const { current: fact, check: report } = entry;
  const name = nameOf(duty, report.personId);
  return (
    <li class={styles.card}>
      <strong>{name}</strong>
      <p class={styles.soft}>
        <Text of={sessionWords(report.session)} />
      </p>
      <p>{reportText(duty, report)}</p>
      {fact.id === duty.justReported.value && (
        <ReportMeaning report={report} to="teller" isReceived={fact.receivedAt !== null} />
      )}
      {report.onBehalfAs !== null && mayCorrect(duty, entry, now) && (
        <Button
          label={`${t('report.correct')}: ${name}`}
          onClick={() => {
            const { personId: id, onBehalfAs } = report;
            if (onBehalfAs !== null)
              openCorrection(duty, aboutOther({ id, name }, onBehalfAs), entry);
          }}
        >
          <Text of={t.both('report.correct')} />
        </Button>
      )}
      {mayTakeBack(duty, entry, now) && (
        <TakeBack
          what={name}
          onTakeBack={(reason) => duty.record('void', { voids: entry.id, doorId: null, reason })}
        />
      )}
    </li>
  );
}

/** All of it, with its corrections: as long as its first telling is its author's. */
const mayTakeBack = ({ app }: ReportDuty, { id, versions }: ReportEntry, at: Instant): boolean =>
  versions.some(({ fact }) => fact.id === id && isMineStill(app, fact, at));

/** Of somebody in the directory, or in one's own room. */
function nameOf(duty: ReportDuty, personId: Id): string {
  const mate = roomMatesOf(duty).find((one) => one.personId === personId);
  return duty.app.replica.documents('directory').get(personId)?.name ?? mate?.name ?? '–';
}
