import type { JSX } from 'preact';
import type { Day, Instant } from '../../../domain/id.ts';
import { dateTimeText } from './campus-time.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** "From paper, typed in …": the second of both times. Nothing for what was recorded there and then. */
export function TypedIn({ at, zone }: { at: Instant | null; zone: string }): JSX.Element | null {
  if (at === null) return null;
  return <span class={styles.soft}>{t('rounds.typedIn', { at: dateTimeText(at, zone) })}</span>;
}

/** The day of a record; of one from paper the time on the sheet, and when it was typed in. */
export function DayOf(props: {
  row: { day: Day; at: Instant; typedInAt: Instant | null };
}): JSX.Element {
  const { zone } = useOffice();
  const { day, at, typedInAt } = props.row;
  if (typedInAt === null) return <>{day}</>;
  return (
    <>
      {dateTimeText(at, zone)} <TypedIn at={typedInAt} zone={zone} />
    </>
  );
}
