import type { JSX } from 'preact';
import type { Day } from '../../../domain/id.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** The day of the campus that a page is about. */
export function DayField(props: { day: Day; onDay: (day: Day) => void }): JSX.Element {
  return (
    <div class={styles.filters}>
      <Field label={t.both('rounds.day')}>
        <input
          type="date"
          required
          value={props.day}
          onChange={({ currentTarget: { value } }) => value !== '' && props.onDay(value)}
        />
      </Field>
    </div>
  );
}
