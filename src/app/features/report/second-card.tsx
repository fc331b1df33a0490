import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import monitorCheck from 'lucide-static/icons/monitor-check.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { dayOf } from '../../../domain/campus-day.ts';
import type { Day } from '../../../domain/id.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { reportsOfPerson } from './told-of.ts';

/** The same day's report in the second system: a tick with its time, and what is missing of the two. */
export function SecondCard(): JSX.Element {
  const duty = useDuty();
  const day = dayOf(new Date(duty.minuteMs.value).toISOString(), duty.sessions().zone);
  const doneAt = duty.mine().secondReport(day);
  const isHere = hasReported(duty, day);
  return (
    <section class={classes(styles.card, doneAt !== null && isHere && styles.done)}>
      <header class={styles.cardTop}>
        <Icon of={doneAt === null ? monitorCheck : circleCheck} size="l" />
        <div>
          <h2>
            <Text of={t.both('second.title')} />
          </h2>
          <p class={styles.soft}>
            <Text
              of={
                doneAt === null
                  ? t.both('second.ask')
                  : t.both('second.done', { time: timeOf(duty, doneAt) })
              }
            />
          </p>
        </div>
      </header>
      {isHere !== (doneAt !== null) && (
        <p class={styles.state}>
          <Text of={t.both(isHere ? 'second.onlyHere' : 'second.onlyThere')} />
        </p>
      )}
      {doneAt === null && <Tick day={day} />}
    </section>
  );
}

/** Asked twice: a tick made by mistake would say what is not so. */
function Tick({ day }: { day: Day }): JSX.Element {
  const duty = useDuty();
  const isSure = useSignal(false);
  if (!isSure.value)
    return (
      <Button onClick={() => (isSure.value = true)}>
        <Text of={t.both('second.tick')} />
      </Button>
    );
  const { personId } = duty.app.unlocked;
  return (
    <>
      <p>
        <Text of={t.both('second.sure')} />
      </p>
      <div class={styles.pair}>
        <Button onClick={() => (isSure.value = false)}>
          <Text of={t.both('second.no')} />
        </Button>
        <Button
          kind="primary"
          onClick={() =>
            void duty.record('second-report', { personId, day, doneAt: duty.nowInstant() })
          }
        >
          <Text of={t.both('second.yes')} />
        </Button>
      </div>
    </>
  );
}

/** In any session of that day. */
export const hasReported = (duty: ReportDuty, day: Day): boolean =>
  reportsOfPerson(duty.told(), duty.app.unlocked.personId).some(
    ({ check }) => check.session.day === day,
  );
