import type { JSX } from 'preact';
import { roundWords } from './board-row.tsx';
import type { OpenSlot } from './disinfection-front.tsx';
import { useDuty } from './disinfection-duty.ts';
import styles from './sheet.module.css';

/** Of which day and round a sheet is: it may be open, or opened, on another. */
export function SlotWords({ slot }: { slot: OpenSlot }): JSX.Element {
  return (
    <p class={styles.soft}>
      {slot.day} · {roundWords(useDuty(), { slot })}
    </p>
  );
}
