import type { JSX } from 'preact';
import type { AbsenceRow } from '../../../protocol/office-absence.ts';
import styles from './office.module.css';

/** Who it is, with room, class and number under the name; the name leads to the person's page. */
export function PersonCell({ person }: Pick<AbsenceRow, 'person'>): JSX.Element {
  const { id, name, number, buildingName, room, className } = person;
  return (
    <span>
      <a href={`/office/people/${id}`}>{name}</a>
      <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
        {[[buildingName, room].filter(Boolean).join(' '), className, number]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}
