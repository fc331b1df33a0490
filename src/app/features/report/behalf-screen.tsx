import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';
import { createPersonIndex } from '../../../domain/person-search.ts';
import {
  currentSession,
  isSameSession,
  type SessionWindow,
} from '../../../domain/report-session.ts';
import { roomOf } from '../../../domain/room-text.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { AbnormalList } from './abnormal-list.tsx';
import {
  mayReportSelf,
  onBehalfDuties,
  onBehalfReach,
  readsReports,
  roomMatesOf,
} from './may-report.ts';
import { teaches } from './taught-classes.ts';
import { NameFinder } from './name-finder.tsx';
import { NotKept } from './not-kept.tsx';
import { aboutOther, openReport } from './open-report.ts';
import { ClassAbsenceLink } from './report-links.tsx';
import { ReportLanguage } from './report-language.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { sessionWords } from './session-words.ts';
import { ToldToday } from './told-today.tsx';

const SHOWN = 8;

/** For people without a phone; and, for who reads reports, what is abnormal today. */
export function BehalfScreen(): JSX.Element {
  const duty = useDuty();
  const { route } = useLocation();
  const isAlsoSelf = mayReportSelf(duty);
  return (
    <main class={styles.screen}>
      <header class={styles.top}>
        {isAlsoSelf && (
          <Button
            kind="quiet"
            icon={arrowLeft}
            label={t('link.back')}
            onClick={() => route('/report')}
          />
        )}
        <h1>
          <Text of={t.both(readsReports(duty) ? 'title' : 'behalf.title')} />
        </h1>
        <ReportLanguage />
      </header>
      <NotKept />
      {readsReports(duty) && <AbnormalList />}
      {onBehalfDuties(duty).length > 0 && <ForSomebody />}
      {teaches(duty) && <ClassAbsenceLink />}
      <ToldToday />
    </main>
  );
}

/** Found by name, number or room among those for whom this account may report; a tap opens the questions. */
function ForSomebody(): JSX.Element {
  const duty = useDuty();
  const query = useSignal('');
  const session = currentSession(new Date(duty.minuteMs.value).toISOString(), duty.sessions());
  const reach = onBehalfReach(duty);
  const people = usePeople(duty);
  const mates = roomMatesOf(duty);
  const isNobody = people.size + mates.length === 0;
  const found = people.search(query.value, { limit: SHOWN, preferBuildingIds: [] });
  return (
    <section class={styles.part}>
      <h2>
        <Text of={t.both('behalf.title')} />
      </h2>
      <p class={styles.soft}>
        <Text of={t.both(isNobody ? 'behalf.none' : 'behalf.lead')} />
      </p>
      {session === null ? (
        <p>
          <Text of={t.both('behalf.between')} />
        </p>
      ) : (
        <>
          <p class={styles.state}>
            <Text of={sessionWords(session)} />
          </p>
          {mates.map(({ personId: id, name }) => (
            <Somebody
              key={id}
              name={name}
              onOpen={() => openReport(duty, aboutOther({ id, name }, 'room_head'), session)}
            />
          ))}
          {people.size > 0 && <NameFinder label={t.both('behalf.find')} query={query} />}
          {query.value.trim() !== '' && found.length === 0 && (
            <p role="status">
              <Text of={t.both('behalf.nobody')} />
            </p>
          )}
          {found.map((person) => {
            const as = reach(person);
            return as === null ? null : (
              <Somebody
                key={person.id}
                name={person.name}
                room={roomOf(person)}
                {...(as === 'keeper' && { hasReported: hasReported(duty, person.id, session) })}
                onOpen={() => openReport(duty, aboutOther(person, as), session)}
              />
            );
          })}
        </>
      )}
    </section>
  );
}

function Somebody(props: {
  name: string;
  room?: string;
  /** Told to those at the door, who read no report. */
  hasReported?: boolean;
  onOpen: () => void;
}): JSX.Element {
  return (
    <button type="button" class={styles.person} onClick={props.onOpen}>
      <strong>{props.name}</strong>
      {props.room !== undefined && <span>{props.room}</span>}
      {props.hasReported !== undefined && (
        <span class={styles.reported}>
          <Text of={t.both(props.hasReported ? 'behalf.reported' : 'behalf.notReported')} />
        </span>
      )}
    </button>
  );
}

/** Indexed anew when something has come down: those of a unit, a class or a building are few. */
function usePeople(duty: ReportDuty) {
  const { replica } = duty.app;
  const revision = duty.app.revision.value >= 0 ? replica.revision() : 0;
  return useMemo(() => {
    const reach = onBehalfReach(duty);
    const all: Directory[] = [...replica.documents('directory').values()];
    return createPersonIndex(all.filter((person) => reach(person) !== null));
  }, [duty, replica, revision]);
}

/** Whether there is a report, by the server's mark or by what this phone told itself; never what it says. */
function hasReported(duty: ReportDuty, personId: Id, session: SessionWindow): boolean {
  if (duty.told().reportsOf(personId, session).length > 0) return true;
  const marks = [...duty.app.replica.documents('mark').values()];
  return marks.some(
    (mark) =>
      mark.about === 'reported' &&
      mark.personId === personId &&
      mark.sessions.some((one) => isSameSession(one, session)),
  );
}
