import type { JSX } from 'preact';
import { roomOf } from '../../../domain/room-text.ts';
import { t } from './door-strings.ts';
import type { Found } from './people-finder.ts';
import { Text } from '../../ui/text.tsx';
import { classes } from '../../ui/classes.ts';
import { useDuty } from './door-duty.ts';
import { otherBuildingOf } from './room-of.ts';
import styles from './result-list.module.css';

interface ResultListProps {
  id: string;
  results: readonly Found[];
  /** The row that Enter takes. */
  marked: number;
  onPick: (found: Found) => void;
}

export function ResultList({ id, results, marked, onPick }: ResultListProps): JSX.Element {
  if (results.length === 0)
    return (
      <p class={styles.nobody} role="status">
        <Text of={t.both('find.nobody')} />
      </p>
    );
  return (
    <div id={id} class={styles.list} role="listbox" aria-label={t('find.results')}>
      {results.map((found, place) => (
        <button
          key={keyOf(found)}
          id={`${id}-${place}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={place === marked}
          class={classes(styles.row, place === marked && styles.marked)}
          onClick={() => onPick(found)}
        >
          {found.kind === 'person' ? <PersonLines found={found} /> : <VisitorLines found={found} />}
        </button>
      ))}
    </div>
  );
}

function PersonLines({ found }: { found: Extract<Found, { kind: 'person' }> }): JSX.Element {
  const { name, passportName, number, className } = found.person;
  const building = otherBuildingOf(useDuty(), found.person);
  const details = [building, className, number, passportName === name ? null : passportName];
  return (
    <>
      <span class={styles.name}>{name}</span>
      <span class={styles.room}>{roomOf(found.person)}</span>
      <span class={styles.detail}>{details.filter(Boolean).join(' · ')}</span>
    </>
  );
}

function VisitorLines({ found }: { found: Extract<Found, { kind: 'visitor' }> }): JSX.Element {
  const { visitor, hostName } = found;
  const details = [hostName && t('find.visits', { host: hostName }), visitor.phone];
  return (
    <>
      <span class={styles.name}>{visitor.name}</span>
      <span class={styles.room}>
        <Text of={t.both('find.visitor')} inline />
      </span>
      <span class={styles.detail}>{details.filter(Boolean).join(' · ')}</span>
    </>
  );
}

function keyOf(found: Found): string {
  return found.kind === 'person' ? found.person.id : found.visitorId;
}
