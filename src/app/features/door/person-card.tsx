import { useComputed } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { lastPassage, lastReadings, personKey } from '../../../domain/door-log.ts';
import type { Id } from '../../../domain/id.ts';
import type { LadderStep } from '../../../domain/remeasure-ladder.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import type { Spoken } from '../../strings.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { useDuty, type DoorDuty } from './door-duty.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { t } from './list-strings.ts';
import { roomAtDoor } from './room-of.ts';
import { stepOf } from './second-reading.ts';
import { minutesAndSeconds, secondsLeft } from '../../duty/time-words.ts';
import styles from './person-card.module.css';

const READINGS_SHOWN = 3;

/** What the door may know of one person; only facts that this phone holds. */
export function PersonCard(props: { personId: Id | null; onClose: () => void }): JSX.Element {
  const { personId, onClose } = props;
  const duty = useDuty();
  const person = personId === null ? null : duty.people.person(personId);
  return (
    <Dialog open={person !== null} title={person?.name ?? ''} onClose={onClose}>
      {person !== null && (
        <>
          <p class={styles.passport}>{person.passportName}</p>
          <dl class={styles.facts}>
            <Row label={t.both('card.room')}>{roomAtDoor(duty, person) || '–'}</Row>
            <Row label={t.both('card.class')}>{person.className ?? '–'}</Row>
            <Row label={t.both('card.college')}>{person.college ?? '–'}</Row>
            <Row label={t.both('card.number')}>{person.number ?? '–'}</Row>
            <Passages personId={person.id} />
          </dl>
        </>
      )}
    </Dialog>
  );
}

function Passages({ personId }: { personId: Id }): JSX.Element {
  const duty = useDuty();
  const log = duty.log();
  const last = lastPassage(log, personKey(personId));
  const readings = lastReadings(log, personId, READINGS_SHOWN);
  const step = useComputed(() => stepOf(duty, { kind: 'person', personId }));
  const state = stateWords(duty, step.value);
  return (
    <>
      <Row label={t.both('card.lastPassage')}>
        {last === null
          ? t('measure.noPassage')
          : `${t(`direction.${last.check.direction}`)} ${timeOf(duty, last.at)}`}
      </Row>
      {state !== null && (
        <Row label={t.both('card.state')}>
          <strong class={styles.state}>
            <Text of={state} />
          </strong>
        </Row>
      )}
      <Row label={t.both('card.readings')}>
        {readings.length === 0 ? (
          <Text of={t.both('card.noReadings')} />
        ) : (
          <ul class={styles.readings}>
            {readings.map(({ at, entryId, reading }) => (
              <li key={entryId}>
                <strong>{t('today.tempC', { tempC: reading.tempC.toFixed(1) })}</strong>{' '}
                {t(`site.${reading.site}`)} · {timeOf(duty, at)}
              </li>
            ))}
          </ul>
        )}
      </Row>
    </>
  );
}

function Row(props: { label: Spoken; children: ComponentChildren }): JSX.Element {
  return (
    <div class={styles.row}>
      <dt>
        <Text of={props.label} />
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function stateWords(duty: DoorDuty, step: LadderStep): Spoken | null {
  switch (step.state) {
    case 'none':
      return null;
    case 'resting': {
      const seconds = secondsLeft(Date.parse(step.until), duty.nowMs.value);
      return bothOf('card.state.resting', () => ({ time: minutesAndSeconds(seconds) }), t);
    }
    case 'measure-again':
      return t.both('card.state.due');
    case 'confirmed-high':
      return t.both('card.state.confirmed');
    case 'dismissed-by-normal':
      return t.both('card.state.cleared');
  }
}
