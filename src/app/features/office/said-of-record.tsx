import type { JSX } from 'preact';
import type { CorrectionRow } from '../../../protocol/office-reports.ts';
import { dateTimeText } from './campus-time.ts';
import { factTypeText } from './fact-type-text.ts';
import { t } from './health-strings.ts';
import { useOffice } from './office-context.ts';
import { rosterValueText } from './roster-text.ts';
import type { SymptomWords } from './use-symptom-words.ts';
import styles from './office.module.css';

/** The record that somebody wants put right: its kind, when, by whom, and what it says. */
export function SaidOfRecord(props: {
  of: CorrectionRow['of'];
  symptomWords: SymptomWords;
}): JSX.Element {
  const { of, symptomWords } = props;
  const { zone } = useOffice();
  if (of === null) return <span class={styles.soft}>{t('corrections.general')}</span>;
  const { type, record } = of;
  if (record === null)
    return (
      <span>
        {factTypeText(type)}
        <span class={`${styles.soft} ${styles.block}`}>{t('corrections.erased')}</span>
      </span>
    );
  const { at, by, session, reading, symptoms, whereabouts, note } = record;
  const said = [
    session && `${session.day} ${t(`slot.${session.slot}`)}`,
    reading && `${reading.tempC.toFixed(1)} °C ${t(`site.${reading.site}`)}`,
    symptoms && (symptoms.length === 0 ? t('corrections.noSymptoms') : symptomWords(symptoms)),
    whereabouts && rosterValueText('whereabouts', whereabouts),
    note,
  ].filter(Boolean);
  return (
    <span>
      {factTypeText(type)}
      {said.length > 0 && `${t('colon')}${said.join(' · ')}`}
      <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
        {dateTimeText(at, zone)} · {by.name ?? '–'}
      </span>
    </span>
  );
}
