import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import { mayOffice } from '../../../domain/permission.ts';
import { offeredReason } from '../../../domain/void-reason.ts';
import type { DoorLogRow } from '../../../protocol/office-people.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { dateTimeText } from './campus-time.ts';
import { CheckPhotos } from './check-photos.tsx';
import { CorrectForm } from './correct-form.tsx';
import { deviceText } from './door-log-table.tsx';
import { MatchForm } from './match-form.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { VerdictTag } from './verdict-tag.tsx';
import { VoidForm } from './void-form.tsx';
import styles from './office.module.css';

type Step = 'look' | 'match' | 'correct' | 'void';

/** One check with all that was recorded of it, and what the office can do about it. */
export function DoorLogDetail(props: {
  row: DoorLogRow;
  onChanged: (row: DoorLogRow) => void;
  onClose: () => void;
}): JSX.Element {
  const { row, onClose } = props;
  const [step, setStep] = useState<Step>('look');
  const form = {
    row,
    onDone: (next: DoorLogRow) => {
      setStep('look');
      props.onChanged(next);
    },
    onBack: () => setStep('look'),
  };
  return (
    <Dialog open title={t('log.detail')} onClose={onClose}>
      {step === 'look' && (
        <div class={styles.form}>
          <Facts row={row} />
          <CheckPhotos row={row} />
          <Versions row={row} />
          <Actions row={row} onStep={setStep} />
        </div>
      )}
      {step === 'match' && <MatchForm {...form} />}
      {step === 'correct' && <CorrectForm {...form} />}
      {step === 'void' && <VoidForm {...form} />}
    </Dialog>
  );
}

function Facts({ row }: { row: DoorLogRow }): JSX.Element {
  const { zone } = useOffice();
  const { subject, reading } = row;
  const facts: readonly [string, string | JSX.Element][] = [
    [
      t('log.who'),
      subject.kind === 'person'
        ? subject.name
        : `${subject.name} · ${t(`subject.${subject.kind}`)}`,
    ],
    [t('log.door'), row.door.name ?? '–'],
    [t('log.direction'), t(`direction.${row.direction}`)],
    [t('log.temperature'), <Temperature key="temperature" reading={reading} />],
    [t('log.raw'), reading === null ? '–' : `${reading.rawValue} °${reading.rawUnit}`],
    [t('log.thermometer'), reading?.thermometerName ?? '–'],
    [t('log.happenedAt'), dateTimeText(row.correctedAt, zone)],
    [t('log.recordedAt'), dateTimeText(row.at, zone)],
    [t('log.receivedAt'), row.receivedAt === null ? '–' : dateTimeText(row.receivedAt, zone)],
    [t('log.by'), row.by.name ?? '–'],
    [t('log.device'), deviceText(row.device)],
  ];
  return (
    <dl class={styles.facts}>
      {facts.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Temperature({ reading }: { reading: DoorLogRow['reading'] }): JSX.Element {
  if (reading === null) return <>{t('log.noReading')}</>;
  return (
    <>
      {reading.tempC.toFixed(1)} °C · {t(`site.${reading.site}`)}{' '}
      <VerdictTag verdict={reading.verdict} />
    </>
  );
}

/** Every telling of the check, oldest first, and the word that took it back. */
function Versions({ row }: { row: DoorLogRow }): JSX.Element {
  const { zone } = useOffice();
  return (
    <section>
      <h3>{t('log.versions')}</h3>
      {row.isContested && (
        <span class={`${styles.tag} ${styles.tagWaiting}`}>{t('log.contested')}</span>
      )}
      <ol class={styles.list}>
        {row.versions.map((version) => (
          <li key={version.id}>
            {[
              dateTimeText(version.correctedAt, zone),
              version.subjectName,
              t(`direction.${version.direction}`),
              readingText(version.reading),
              version.byName ?? '–',
              deviceText(version.device),
              ...(version.id === row.shownId ? [t('log.shown')] : []),
            ].join(' · ')}
          </li>
        ))}
        {row.voided !== null && (
          <li>
            {dateTimeText(row.voided.correctedAt, zone)} · {t('log.voided')} ·{' '}
            {row.voided.byName ?? '–'}
            {t('colon')}
            {reasonText(row.voided.reason)}
          </li>
        )}
      </ol>
    </section>
  );
}

/** A reason that a screen offers, in words; anything else as it was written. */
function reasonText(reason: string): string {
  const offered = offeredReason(reason);
  return offered === null ? reason : t(`log.voidReason.${offered}`);
}

function readingText(reading: DoorLogRow['reading']): string {
  if (reading === null) return t('log.noReading');
  return `${reading.tempC.toFixed(1)} °C, ${t(`site.${reading.site}`)}`;
}

/** What is taken back stays so; who may not amend sees no buttons, and the server refuses anyway. */
function Actions(props: { row: DoorLogRow; onStep: (step: Step) => void }): JSX.Element | null {
  const { me } = useOffice();
  const { row, onStep } = props;
  const ask = { area: 'door_check', action: 'V' } as const;
  if (row.voided !== null || !mayOffice(me.assignments, ask, new Date().toISOString())) return null;
  return (
    <div class={styles.row}>
      {row.subject.kind === 'unknown' && (
        <Button kind="primary" onClick={() => onStep('match')}>
          {t('log.match')}
        </Button>
      )}
      <Button onClick={() => onStep('correct')}>{t('log.correct')}</Button>
      <Button kind="danger" onClick={() => onStep('void')}>
        {t('log.takeBack')}
      </Button>
    </div>
  );
}
