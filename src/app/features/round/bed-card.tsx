import message from 'lucide-static/icons/message-square-warning.svg?raw';
import thermometer from 'lucide-static/icons/thermometer.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Directory } from '../../../domain/person.ts';
import { personStanding, type PersonStanding } from '../../../domain/round-progress.ts';
import type { PresenceState } from '../../../domain/room-visit.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Text } from '../../ui/text.tsx';
import { awayOf } from './away.ts';
import styles from './bed-card.module.css';
import { STATES } from './paper-draft.ts';
import { PaperMark } from './paper-mark.tsx';
import { PersonTemperatures } from './person-temperatures.tsx';
import { nextReading } from './person-readings.ts';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { useVisits } from './visits.ts';

/** Who sleeps in a bed, what is known of them on this round, and one tap for each thing to say. */
export function BedCard(props: { room: UnitRoom; bed: string; person: Directory }): JSX.Element {
  const { bed, person } = props;
  const duty = useRound();
  const visits = useVisits();
  const standing = personStanding(duty.log().rounds, person.id, duty.walk.value);
  const isMeasured = visits.draft.value?.measuring === person.id;
  const unsaved = visits.draft.value?.complaints[person.id];
  const { name } = person;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isMeasured) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isMeasured]);

  function measure(): void {
    const { site } = nextReading(duty, person.id);
    visits.change({ measuring: isMeasured ? null : person.id, typed: '', site });
  }

  return (
    <section ref={card} class={classes(styles.card, isMeasured && styles.measured)}>
      <div class={styles.who}>
        <span class={styles.bed}>{bed}</span>
        <h2 class={styles.name}>{name}</h2>
        <Button
          icon={message}
          label={t('person.complaint', { name })}
          onClick={() => visits.change({ complaintOf: person.id })}
        />
        <Button
          icon={thermometer}
          label={t('person.measure', { name })}
          pressed={isMeasured}
          onClick={measure}
        />
      </div>
      <States person={person} standing={standing} />
      {standing === null ? <AwayLine person={person} /> : <StandingLine standing={standing} />}
      {unsaved !== undefined && (
        <p class={styles.line}>
          <strong>{t('person.complaintNotSaved', { complaint: unsaved })}</strong>
        </p>
      )}
      <PersonTemperatures person={person} />
    </section>
  );
}

/** Where somebody is, in one tap: it shows at once that it is being kept, and pressed once it is. */
function States(props: { person: Directory; standing: PersonStanding | null }): JSX.Element {
  const { person, standing } = props;
  const { id: personId, name } = person;
  const visits = useVisits();
  // Of this person: in the next room the same card is another's.
  const saying = useSignal<string | null>(null);
  const keyOf = (state: PresenceState): string => `${personId} ${state}`;
  function say(state: PresenceState): void {
    saying.value = keyOf(state);
    // What they complain of goes on while they are there: a tap does not say that it is over.
    const complaint = state === 'present' ? (standing?.complaint ?? null) : null;
    const word = { personId, state, complaint };
    // Another word may have been said meanwhile.
    const heard = (): void => {
      if (saying.peek() === keyOf(state)) saying.value = null;
    };
    void visits.presence(name, word).finally(heard);
  }

  return (
    <div class={styles.states} role="group" aria-label={t('person.states', { name })}>
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          class={classes(styles.state, styles[state])}
          aria-pressed={standing?.state === state}
          aria-busy={saying.value === keyOf(state)}
          onClick={() => say(state)}
        >
          <Text of={t.both(`presence.${state}`)} />
        </button>
      ))}
    </div>
  );
}

/** Told before the one tap of the room, which takes whoever is on leave as away, and nobody in hospital. */
export function AwayLine({ person }: { person: Directory }): JSX.Element | null {
  const duty = useRound();
  const away = awayOf(duty, person.id);
  if (away === null) return null;
  const words =
    away.why === 'leave'
      ? t.both('person.away', { until: timeOf(duty, away.until) })
      : t.both('person.inHospital', { since: timeOf(duty, away.since) });
  return (
    <p class={styles.line}>
      <Text of={words} />
    </p>
  );
}

/** Who said it, where that was not me; and what is complained of. */
function StandingLine({ standing }: { standing: PersonStanding }): JSX.Element | null {
  const duty = useRound();
  const { by, at, state, complaint, isFromPaper } = standing;
  const isMine = by === duty.app.unlocked.accountId;
  if (isMine && complaint === null && !isFromPaper) return null;
  const words = { who: whoRecorded(duty, by, language.value), time: timeOf(duty, at) };
  return (
    <p class={styles.line}>
      {complaint !== null && <strong>{t('person.complains', { complaint })} </strong>}
      {!isMine && t(`saidBy.${state}`, words)}
      {isFromPaper && <PaperMark at={at} />}
    </p>
  );
}
