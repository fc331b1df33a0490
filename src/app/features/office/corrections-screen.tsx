import inbox from 'lucide-static/icons/inbox.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { mayOffice } from '../../../domain/permission.ts';
import type { CorrectionRow } from '../../../protocol/office-reports.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { PersonCell } from './person-cell.tsx';
import { SaidOfRecord } from './said-of-record.tsx';
import { Table } from './table.tsx';
import { useSymptomWords, type SymptomWords } from './use-symptom-words.ts';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;
const STATES = ['open', 'all'] as const;
type State = (typeof STATES)[number];

/** Who asked that what is recorded of them be put right: their word beside the record, and what they were answered. */
export function CorrectionsScreen(): JSX.Element {
  const { api } = useOffice();
  const [state, setState] = useState<State>('open');
  const [offset, setOffset] = useState(0);
  const symptomWords = useSymptomWords();
  const [answering, setAnswering] = useState<CorrectionRow | null>(null);
  const page = useLoaded(
    () => api.corrections({ state, offset: String(offset) }),
    `${state}/${offset}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.corrections')}</h1>
      <p class={styles.lead}>{t('corrections.lead')}</p>
      <SegmentedChoice
        legend={t.both('show')}
        value={state}
        options={STATES.map((value) => ({ value, label: t.both(`corrections.state.${value}`) }))}
        onChange={(next) => {
          setState(next);
          setOffset(0);
        }}
      />
      <WhenLoaded of={page}>
        {({ total, rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={inbox} title={t('corrections.none')}>
              {t('corrections.noneLead')}
            </EmptyState>
          ) : (
            <>
              <p class={styles.soft}>{t('corrections.total', { count: total })}</p>
              <Requests rows={rows} symptomWords={symptomWords} onAnswer={setAnswering} />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
      {answering !== null && (
        <AnswerDialog
          key={answering.id}
          row={answering}
          symptomWords={symptomWords}
          onAnswered={() => {
            setAnswering(null);
            void page.reload();
          }}
          onClose={() => setAnswering(null)}
        />
      )}
    </div>
  );
}

function Requests(props: {
  rows: readonly CorrectionRow[];
  symptomWords: SymptomWords;
  onAnswer: (row: CorrectionRow) => void;
}): JSX.Element {
  const { me, zone } = useOffice();
  const ask = { area: 'self_report', action: 'V' } as const;
  const mayAnswer = mayOffice(me.assignments, ask, new Date().toISOString());
  return (
    <Table
      caption={t('page.corrections')}
      rows={props.rows}
      rowKey={({ id }) => id}
      columns={[
        {
          label: t('rosterField.name'),
          look: 'name',
          cell: ({ person }) => <PersonCell person={person} />,
        },
        {
          label: t('corrections.asked'),
          cell: ({ at, text }) => (
            <span>
              {text}
              <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
                {dateTimeText(at, zone)}
              </span>
            </span>
          ),
        },
        {
          label: t('corrections.record'),
          cell: ({ of }) => <SaidOfRecord of={of} symptomWords={props.symptomWords} />,
        },
        { label: t('corrections.answers'), cell: (row) => <Answers row={row} /> },
        {
          label: t('actions'),
          look: 'actions',
          cell: (row) =>
            mayAnswer && (
              <Button
                label={t('corrections.answerTo', { name: row.person.name })}
                onClick={() => props.onAnswer(row)}
              >
                {t('corrections.answer')}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Answers({ row: { answers } }: { row: CorrectionRow }): JSX.Element {
  const { zone } = useOffice();
  if (answers.length === 0)
    return <span class={`${styles.tag} ${styles.tagWaiting}`}>{t('corrections.open')}</span>;
  return (
    <ul class={styles.list}>
      {answers.map(({ id, at, by, text }) => (
        <li key={id}>
          {text}
          <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
            {dateTimeText(at, zone)} · {by.name ?? '–'}
          </span>
        </li>
      ))}
    </ul>
  );
}
