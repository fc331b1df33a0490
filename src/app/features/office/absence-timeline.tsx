import type { JSX } from 'preact';
import type { AbsenceRow } from '../../../protocol/office-absence.ts';
import { absencePhotoPath } from './health-calls.ts';
import { dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useOffice } from './office-context.ts';
import styles from './office.module.css';

type Step = AbsenceRow['steps'][number];

/** Registered, then each step that was told since, in the order of telling, with its photos. */
export function AbsenceTimeline({ row }: { row: AbsenceRow }): JSX.Element {
  const { zone } = useOffice();
  return (
    <ol class={styles.list}>
      <li>
        {dateTimeText(row.at, zone)} · {t('absences.registered')} · {row.by.name ?? '–'}
        {row.note !== null && <span class={`${styles.soft} ${styles.block}`}>{row.note}</span>}
      </li>
      {row.steps.map((step) => (
        <li key={step.id}>
          {stepText(step)}
          {step.note !== null && <span class={`${styles.soft} ${styles.block}`}>{step.note}</span>}
          <Photos absenceId={row.id} step={step} />
        </li>
      ))}
    </ol>
  );
}

function stepText({ on, step, diagnosisClass, by }: Step): string {
  return [
    on,
    t(`absences.step.${step}`),
    diagnosisClass === null ? null : t(`absences.diagnosis.${diagnosisClass}`),
    by.name ?? '–',
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Opened one by one: the server notes who looked. */
function Photos({ absenceId, step }: { absenceId: string; step: Step }): JSX.Element | null {
  const { photos } = step;
  if (photos.length === 0) return null;
  return (
    <span class={styles.row}>
      {photos.map(({ sha, isReceived }, index) =>
        isReceived ? (
          <a
            key={sha}
            class={styles.link}
            href={absencePhotoPath(absenceId, sha)}
            target="_blank"
            rel="noreferrer"
          >
            {t('absences.photo', { number: index + 1 })}
          </a>
        ) : (
          <span key={sha} class={styles.soft}>
            {t('absences.photoToCome', { number: index + 1 })}
          </span>
        ),
      )}
    </span>
  );
}
