import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import type { JSX } from 'preact';
import { abnormalReports, type AbnormalReport } from '../../../domain/abnormal-reports.ts';
import { roomOf } from '../../../domain/room-text.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { mayTellOfTalk } from './may-report.ts';
import { Reached } from './reached.tsx';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { checkText, reportText } from './report-words.ts';
import styles from './report.module.css';
import { sessionWords } from './session-words.ts';

/** Who reported a fever, symptoms or a contact, those nobody has looked after on top. */
export function AbnormalList(): JSX.Element {
  const duty = useDuty();
  const all = abnormalReports(
    { sessions: duty.told(), sightings: duty.sightings() },
    {
      now: new Date(duty.minuteMs.value).toISOString(),
      zone: duty.sessions().zone,
      policy: duty.app.policy(),
    },
  );
  return (
    <section class={styles.part}>
      <h2>
        <Text of={t.both('abnormal.title')} />
      </h2>
      {all.length === 0 ? (
        <>
          <p>
            <Text of={t.both('abnormal.none')} />
          </p>
          <p class={styles.soft}>
            <Text of={t.both('abnormal.noneHelp')} />
          </p>
        </>
      ) : (
        <ul class={styles.lines}>
          {all.map((one) => (
            <Abnormal key={one.word.entry.id} of={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Abnormal({ of }: { of: AbnormalReport }): JSX.Element {
  const { word, personId, session, seenAt } = of;
  const duty = useDuty();
  const person = duty.app.replica.documents('directory').get(personId);
  const phone = duty.app.replica.documents('contact').get(personId)?.phone ?? null;
  return (
    <li class={classes(styles.card, seenAt === null && styles.missed)}>
      <header class={styles.cardTop}>
        <Icon of={seenAt === null ? circleAlert : circleCheck} size="l" />
        <div>
          <strong>
            {person?.name ?? '–'}
            {person !== undefined && ` · ${roomOf(person)}`}
          </strong>
          <p class={styles.soft}>
            <Text of={sessionWords(session)} inline /> · {timeOf(duty, word.at)}
          </p>
        </div>
      </header>
      <p>
        {word.source === 'report'
          ? reportText(duty, word.entry.check)
          : checkText(duty, word.entry.body)}
      </p>
      {phone !== null && (
        <a class={styles.link} href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      )}
      <p class={styles.state}>
        <Text
          of={
            seenAt === null
              ? t.both('abnormal.open')
              : t.both('abnormal.seen', { time: timeOf(duty, seenAt) })
          }
        />
      </p>
      {seenAt === null && person !== undefined && mayTellOfTalk(duty, person) && (
        <Reached person={person} />
      )}
    </li>
  );
}
