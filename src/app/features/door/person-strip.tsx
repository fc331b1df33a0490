import arrowIn from 'lucide-static/icons/log-in.svg?raw';
import arrowOut from 'lucide-static/icons/log-out.svg?raw';
import idCard from 'lucide-static/icons/id-card.svg?raw';
import type { JSX } from 'preact';
import type { Subject } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';
import type { BodySite } from '../../../domain/reading.ts';
import { roomOf } from '../../../domain/room-text.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty, type DoorDuty } from './door-duty.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { t } from './door-strings.ts';
import { otherBuildingOf } from './room-of.ts';
import { stepOf } from './second-reading.ts';
import { minutesAndSeconds, secondsLeft } from '../../duty/time-words.ts';
import type { Standing } from './standing.ts';
import { nameOf } from './subject-words.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { SiteSelect } from '../../duty/site-select.tsx';
import styles from './person-strip.module.css';

export interface PersonStripProps {
  standing: Standing;
  /** Something newer is said beside it: the last passage would only repeat it. */
  isAnswered: boolean;
  onFlip: () => void;
  onSite: (site: BodySite) => void;
  onCard: (personId: Id) => void;
}

/** Who stands there, large, with the direction that one tap turns. */
export function PersonStrip(props: PersonStripProps): JSX.Element {
  const { standing, isAnswered, onFlip, onSite, onCard } = props;
  const { subject, direction, site } = standing;
  const duty = useDuty();
  const person = subject.kind === 'person' ? duty.people.person(subject.personId) : null;
  const name = nameOf(duty, subject);
  const spoken = t.both(`direction.${direction}`);
  return (
    <section class={styles.strip}>
      <div class={styles.who}>
        <div>
          <h1 class={styles.name}>{name}</h1>
          <p class={styles.detail}>{person !== null && detailsOf(duty, person)}</p>
        </div>
        <p class={styles.room}>{person !== null && roomOf(person)}</p>
      </div>
      <div class={styles.choices}>
        <button
          type="button"
          class={classes(styles.direction, styles[direction])}
          aria-label={t('direction.flip', { direction: spoken.text })}
          onClick={onFlip}
        >
          <Icon of={direction === 'in' ? arrowIn : arrowOut} size="l" />
          <Text of={spoken} />
        </button>
        <SiteSelect value={site} onChange={onSite} />
        {person !== null && (
          <Button
            icon={idCard}
            label={t('measure.card', { name })}
            onClick={() => onCard(person.id)}
          />
        )}
      </div>
      {!isAnswered && <LastPassage standing={standing} />}
    </section>
  );
}

function detailsOf(duty: DoorDuty, person: Directory): string {
  const { name, passportName, className, college } = person;
  const passport = passportName === name ? null : passportName;
  return [otherBuildingOf(duty, person), passport, className ?? college]
    .filter(Boolean)
    .join(' · ');
}

function LastPassage({ standing }: { standing: Standing }): JSX.Element | null {
  const duty = useDuty();
  const { subject, last, first } = standing;
  if (first !== null)
    return (
      <p class={styles.second}>
        <Text
          of={bothOf(
            'measure.second',
            (language) => ({
              tempC: first.tempC.toFixed(1),
              site: t.in(language, `site.${first.site}`),
            }),
            t,
          )}
        />{' '}
        <RestLeft subject={subject} />
      </p>
    );
  if (last === null) return null;
  return (
    <p class={styles.detail}>
      <Text
        of={bothOf(
          'measure.lastPassage',
          (language) => ({
            direction: t.in(language, `direction.${last.check.direction}`),
            time: timeOf(duty, last.at),
          }),
          t,
        )}
        inline
      />
    </p>
  );
}

/** A second reading before the rest is over is allowed, and said to be early. */
function RestLeft({ subject }: { subject: Subject }): JSX.Element | null {
  const duty = useDuty();
  const step = stepOf(duty, subject);
  if (step.state !== 'resting') return null;
  const seconds = secondsLeft(Date.parse(step.until), duty.nowMs.value);
  return <Text of={t.both('measure.restNotOver', { time: minutesAndSeconds(seconds) })} />;
}
