import arrowIn from 'lucide-static/icons/log-in.svg?raw';
import arrowOut from 'lucide-static/icons/log-out.svg?raw';
import type { JSX } from 'preact';
import { knownParkReason } from '../../../protocol/park-reason.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { timeOf } from '../../duty/campus-time.ts';
import { useDuty, type DoorDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { photoWords } from '../../duty/photo-words.ts';
import type { RowState, TodayRow } from './today-rows.ts';
import styles from './today-row.module.css';

/** One check of the list; a tap opens what can be done with it. */
export function TodayRowButton(props: { row: TodayRow; onOpen: () => void }): JSX.Element {
  const { row, onOpen } = props;
  const duty = useDuty();
  const { check, verdict, entry } = row;
  return (
    <button
      type="button"
      class={classes(
        styles.row,
        verdict === 'high' && styles.high,
        verdict === 'too-low' && styles.tooLow,
        entry?.isVoided === true && styles.voided,
      )}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <span class={styles.time}>{timeOf(duty, row.at)}</span>
      <span class={styles.direction}>
        <Icon of={check.direction === 'in' ? arrowIn : arrowOut} size="s" />
        {t(`direction.${check.direction}`)}
      </span>
      <span class={styles.name}>
        {row.name} <span class={styles.room}>{row.room}</span>
      </span>
      <span class={styles.value}>
        {check.reading === null
          ? t('today.noReading')
          : t('today.tempC', { tempC: check.reading.tempC.toFixed(1) })}
      </span>
      <span class={styles.detail}>
        {[noteOf(row), photoWords(duty, check)].filter(Boolean).join(' · ')}
        <span class={styles.state}>{stateWords(duty, row.state)}</span>
      </span>
    </button>
  );
}

function noteOf({ entry, verdict, check }: TodayRow): string {
  const notes = [
    verdict === 'high' || verdict === 'too-low' ? t(`verdict.${verdict}`) : '',
    check.repeats === null ? '' : t('today.repeats'),
    entry?.isVoided === true ? t('today.takenBack') : '',
    entry !== null && !entry.isVoided && entry.versions.length > 1 ? t('today.corrected') : '',
    entry?.isContested === true ? t('today.disagree') : '',
  ];
  return notes.filter(Boolean).join(' · ');
}

export function stateWords(duty: DoorDuty, state: RowState): string {
  switch (state.kind) {
    case 'phone':
      return t('today.state.phone');
    case 'received':
      return t('today.state.received', { time: timeOf(duty, state.at) });
    case 'parked':
      return t('today.state.parked', {
        why: state.why === null ? '' : t(`parked.${knownParkReason(state.why)}`),
      });
  }
}
