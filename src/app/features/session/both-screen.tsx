import bell from 'lucide-static/icons/bell-ring.svg?raw';
import type { JSX } from 'preact';
import { bothSystemsOf } from '../../../domain/both-systems.ts';
import { campusZone } from '../../campus-zone.ts';
import { dayOf, timeOf } from '../../duty/campus-time.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession } from './session-duty.ts';
import styles from './session.module.css';
import { BackLink } from './back-link.tsx';
import { t } from './more-strings.ts';
import { sessionClockOf } from '../../../domain/report-session.ts';

/** Who did one of the two systems and not the other, today (双系统填报). */
export function BothScreen(): JSX.Element {
  const duty = useSession();
  const day = dayOf(duty, duty.nowInstant());
  const members = duty.members.value;
  const clock = sessionClockOf(duty.app.policy(), campusZone(duty.app));
  const systems = bothSystemsOf(duty.log.value, duty.facts(), { members, day, clock });
  const { both, onlyHere, onlyThere, neither } = systems;
  return (
    <>
      <BackLink />
      <h1 class={styles.state}>
        <Text of={t.both('both.title')} />
      </h1>
      <p class={styles.soft}>
        <Text of={t.both('both.lead')} />
      </p>
      <p aria-live="polite">
        <strong>
          <Text of={t.both('both.all', { both: both.length, all: members.length })} />
        </strong>
      </p>
      <People group="onlyHere" people={onlyHere.map((member) => ({ member }))} />
      <Remind people={onlyHere} />
      <People
        group="onlyThere"
        people={onlyThere.map(({ member, doneAt }) => ({
          member,
          words: t('both.doneAt', { time: timeOf(duty, doneAt) }),
        }))}
      />
      <People group="neither" people={neither.map((member) => ({ member }))} />
    </>
  );
}

interface Row {
  member: PlaceMember;
  words?: string;
}

function People(props: {
  group: 'onlyHere' | 'onlyThere' | 'neither';
  people: readonly Row[];
}): JSX.Element {
  const { group, people } = props;
  return (
    <section>
      <h2>
        <Text of={t.both(`both.${group}`, { count: people.length })} />
      </h2>
      <ul class={styles.list}>
        {people.map(({ member, words }) => (
          <li key={member.personId} class={styles.row}>
            <span>
              <strong>{member.name}</strong>{' '}
              <span class={styles.soft}>
                {[member.room, member.bed].filter((part) => part !== null).join('-')}
              </span>
            </span>
            {words !== undefined && <span class={styles.told}>{words}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shown on their phones until they tick it. Who has not reported here either is on the missing list. */
function Remind({ people }: { people: readonly PlaceMember[] }): JSX.Element | null {
  const duty = useSession();
  const window = duty.now.value?.window;
  if (window === undefined || people.length === 0) return null;
  const session = { day: dayOf(duty, duty.nowInstant()), slot: window.slot };
  const records = people.map(({ personId }) => ({
    type: 'reminder' as const,
    body: { personId, about: 'second_report' as const, session },
  }));
  return (
    <Button icon={bell} wide onClick={() => void duty.keep('reminders', records)}>
      <Text of={t.both('both.remind', { count: records.length })} />
    </Button>
  );
}
