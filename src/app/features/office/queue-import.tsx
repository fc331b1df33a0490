import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { QUEUE_FILE_ENDING } from '../../../protocol/queue-file.ts';
import type { QueueReport } from '../../../protocol/office-queue.ts';
import { queueRefusalSentence } from '../../shell/problem/problem-sentence.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import type { OfficeProblem } from './call.ts';
import { dateTimeText } from './campus-time.ts';
import { FileDrop } from './file-drop.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { factTypeText } from './fact-type-text.ts';
import { ProblemNote } from './problem-note.tsx';
import { Table } from './table.tsx';
import styles from './office.module.css';

/** Takes the file in which a phone without network, or without a working app, brought its records. */
export function QueueImport({ onImported }: { onImported: () => void }): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const [share, setShare] = useState<number | null>(null);
  const [report, setReport] = useState<QueueReport | null>(null);

  async function take(file: File) {
    setReport(null);
    setShare(0);
    const taken = await doing.run(() => api.importQueue(file, setShare));
    setShare(null);
    setReport(taken);
    if (taken !== null) onImported();
  }

  return (
    <details class={styles.details}>
      <summary>{t('queueFile.title')}</summary>
      <div class={styles.form}>
        <p class={styles.soft}>{t('queueFile.lead')}</p>
        <FileDrop
          label={t('queueFile.file')}
          accept={QUEUE_FILE_ENDING}
          share={share}
          onFile={(file) => void take(file)}
        />
        <Refusal of={doing.problem} />
        {report && <Report of={report} />}
      </div>
    </details>
  );
}

function Refusal({ of }: { of: OfficeProblem | null }): JSX.Element | null {
  const sentence = of === null ? null : queueRefusalSentence(of);
  if (sentence === null) return <ProblemNote of={of} />;
  return (
    <Banner tone="danger" role="alert">
      <p>
        <Text of={sentence} />
      </p>
    </Banner>
  );
}

function Report({ of }: { of: QueueReport }): JSX.Element {
  const { zone } = useOffice();
  const { device, counts, unreadable, operations, madeAt } = of;
  const all = operations.length;
  return (
    <>
      <Banner tone={counts.parked > 0 || unreadable > 0 ? 'waiting' : 'good'} role="status">
        <p>
          {t('queueFile.done', {
            name: device.name,
            at: dateTimeText(madeAt, zone),
            ...counts,
            all,
          })}
        </p>
        {device.isRevoked && <p>{t('queueFile.revoked')}</p>}
        {of.photos > 0 && <p>{t('queueFile.photos', { count: of.photos })}</p>}
        {unreadable > 0 && <p>{t('queueFile.unreadable', { count: unreadable })}</p>}
      </Banner>
      <Table
        caption={t('queueFile.operations')}
        rows={operations}
        rowKey={({ id }) => id}
        columns={[
          { label: t('log.time'), cell: (one) => dateTimeText(one.correctedAt, zone) },
          { label: t('parked.type'), cell: (one) => factTypeText(one.type) },
          { label: t('log.by'), look: 'name', cell: (one) => one.byName ?? '–' },
          { label: t('queueFile.outcome'), cell: (one) => t(`queueFile.${one.outcome}`) },
          {
            label: t('parked.why'),
            cell: (one) => (one.why === null ? '–' : t(`parkReason.${one.why}`)),
          },
        ]}
      />
    </>
  );
}
