import check from 'lucide-static/icons/check.svg?raw';
import siren from 'lucide-static/icons/siren.svg?raw';
import type { JSX } from 'preact';
import type { ClusterAlarm } from '../../../domain/cluster-alarm.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language, type Language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { isWaiting, timeLeft } from './alarm-words.ts';
import { useSession, type SessionDuty } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** Several people of one room or class with similar symptoms, and how long there is to tell it. */
export function AlarmsScreen(): JSX.Element {
  const { alarms } = useSession();
  if (alarms.value.length === 0)
    return (
      <EmptyState icon={siren} title={<Text of={t.both('alarms.none')} />}>
        <Text of={t.both('alarms.noneHelp')} />
      </EmptyState>
    );
  return (
    <ul class={styles.list}>
      {alarms.value.map((alarm) => (
        <li key={`${alarm.place.kind} ${alarm.place.id} ${alarm.key} ${alarm.firstDay}`}>
          <Alarm alarm={alarm} />
        </li>
      ))}
    </ul>
  );
}

function Alarm({ alarm }: { alarm: ClusterAlarm }): JSX.Element {
  const duty = useSession();
  const { place, rule, group, personIds, since, firstDay, lastDay } = alarm;
  const directory = duty.app.replica.documents('directory');
  const names = personIds.map((id) => directory.get(id)?.name ?? t('somebody'));
  return (
    <article class={classes(styles.alarm, isWaiting(alarm) && styles.open)}>
      <h2>
        <Text
          of={bothOf(
            'alarms.head',
            (lang) => ({
              where: placeName(duty, place, lang),
              count: personIds.length,
              group: t.in(lang, `group.${group}`),
            }),
            t,
          )}
        />
      </h2>
      <p>
        <Text
          of={t.both('alarms.rule', {
            count: rule.count,
            days: rule.days,
            from: firstDay,
            to: lastDay,
            time: timeOf(duty, since),
          })}
        />
      </p>
      <p>{names.join(t('comma'))}</p>
      <Clock alarm={alarm} />
      <TakenOn alarm={alarm} />
    </article>
  );
}

/** Who has taken it on; or the button to do so. */
function TakenOn({ alarm }: { alarm: ClusterAlarm }): JSX.Element | null {
  const duty = useSession();
  const { place, key, lastDay, acknowledged } = alarm;
  const [taken] = acknowledged;
  if (taken !== undefined)
    return (
      <p>
        {t('alarms.taken', {
          who: whoRecorded(duty, taken.by, language.value),
          time: timeOf(duty, taken.at),
        })}
      </p>
    );
  if (!duty.mayTakeOn.value) return null;
  const body = { place, rule: key, day: lastDay, note: null };
  return (
    <Button
      kind="primary"
      icon={check}
      wide
      onClick={() => void duty.keep('taken', [{ type: 'cluster-acknowledgement', body }])}
    >
      <Text of={t.both('alarms.take')} />
    </Button>
  );
}

function placeName(
  { app: { replica } }: SessionDuty,
  { kind, id }: ClusterAlarm['place'],
  lang: Language,
): string {
  if (kind === 'room')
    return t.in(lang, 'alarms.room', { code: replica.documents('room').get(id)?.code ?? '' });
  return replica.documents('class').get(id)?.name ?? t.in(lang, 'alarms.class');
}

/** The seconds are not shown: a day is long. */
function Clock({ alarm }: { alarm: ClusterAlarm }): JSX.Element {
  const duty = useSession();
  const { isOver, hours, minutes } = timeLeft(alarm, duty.nowMs.value);
  const values = { time: timeOf(duty, alarm.dueAt), hours, minutes };
  return (
    <p class={classes(styles.state, isOver && styles.wrong)}>
      <Text of={t.both(isOver ? 'alarms.over' : 'alarms.left', values)} />
    </p>
  );
}
