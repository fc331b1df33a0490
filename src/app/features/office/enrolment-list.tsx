import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  ENROLMENT_STATES,
  type EnrolmentEntry,
  type EnrolmentPage,
  type EnrolmentState,
  type PeopleSelection,
} from '../../../protocol/office-enrolment.ts';
import { Button } from '../../ui/button.tsx';
import { enrolmentsCsvPath } from './api.ts';
import { agoText, dateTimeText } from './campus-time.ts';
import { useLoaded } from './loaded.ts';
import { MaskedExport } from './masked-export.tsx';
import { useOffice } from './office-context.ts';
import styles from './office.module.css';
import { Pager } from './pager.tsx';
import rosterStyles from './roster.module.css';
import { SearchField } from './search-field.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import { t } from './cards-strings.ts';
import { Choice } from './cards-selection.tsx';

const PAGE_SIZE = 100;

/** How far each of the selection is, with a new card for whoever needs one. */
export function EnrolmentList(props: {
  selection: PeopleSelection;
  onRenew: (entry: EnrolmentEntry) => void;
}): JSX.Element {
  const { selection, onRenew } = props;
  const { api } = useOffice();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<EnrolmentState | ''>('');
  const [offset, setOffset] = useState(0);
  const wanted = { ...selection, query, offset, ...(state !== '' && { state }) };
  const page = useLoaded(() => api.enrolments(wanted), JSON.stringify(wanted));
  const fromTheTop = () => setOffset(0);
  return (
    <section class={styles.page}>
      <h2>{t('list.title')}</h2>
      <div class={styles.filters}>
        <SearchField
          label={t.both('list.search')}
          onQuery={(next) => {
            setQuery(next);
            fromTheTop();
          }}
        />
        <Choice
          label={t.both('stateField')}
          value={state}
          options={[
            ['', t('all')],
            ...ENROLMENT_STATES.map((one) => [one, t(`state.${one}`)] as const),
          ]}
          onValue={(next) => {
            setState(ENROLMENT_STATES.find((one) => one === next) ?? '');
            fromTheTop();
          }}
        />
      </div>
      <MaskedExport
        label={t('list.missing')}
        href={(mask) => enrolmentsCsvPath({ ...selection, ...mask })}
      />
      <WhenLoaded of={page}>
        {({ counts, total, people }) => (
          <>
            <Counts of={counts} />
            {people.length === 0 && <p role="status">{t('list.none')}</p>}
            {people.length > 0 && <People people={people} onRenew={onRenew} />}
            <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
          </>
        )}
      </WhenLoaded>
    </section>
  );
}

function Counts({ of }: { of: EnrolmentPage['counts'] }): JSX.Element {
  return (
    <dl class={rosterStyles.counts}>
      {ENROLMENT_STATES.map((state) => (
        <div key={state}>
          <dt>{t(`state.${state}`)}</dt>
          <dd>{of[state]}</dd>
        </div>
      ))}
    </dl>
  );
}

function People(props: {
  people: readonly EnrolmentEntry[];
  onRenew: (entry: EnrolmentEntry) => void;
}): JSX.Element {
  return (
    <Table
      caption={t('list.title')}
      rows={props.people}
      rowKey={({ personId }) => personId}
      columns={[
        {
          label: t('list.name'),
          look: 'name',
          cell: ({ personId, name }) => <a href={`/office/people/${personId}`}>{name}</a>,
        },
        {
          label: t('list.number'),
          cell: ({ number }) => <span class={styles.whole}>{number ?? '–'}</span>,
        },
        {
          label: t('list.place'),
          cell: ({ building, unit, room, bed }) =>
            [building, unit, room, bed].filter((part) => part !== null).join('-') || '–',
        },
        { label: t('class'), cell: ({ className }) => className ?? '–' },
        { label: t('stateField'), cell: (entry) => <State of={entry} /> },
        {
          label: t('actions'),
          look: 'actions',
          cell: (entry) => (
            <Button
              kind="quiet"
              disabled={entry.state === 'on_post' || entry.state === 'inactive'}
              label={t('list.renewOf', { name: entry.name })}
              onClick={() => props.onRenew(entry)}
            >
              {t('list.renew')}
            </Button>
          ),
        },
      ]}
    />
  );
}

const LOOK_OF_STATE: Partial<Record<EnrolmentState, string | undefined>> = {
  enrolled: styles.tagGood,
  locked: styles.tagDanger,
  expired: styles.tagWaiting,
};

function State({ of }: { of: EnrolmentEntry }): JSX.Element {
  const { zone } = useOffice();
  const { state, expiresAt, lastContactAt } = of;
  return (
    <>
      <span class={`${styles.tag} ${LOOK_OF_STATE[state] ?? ''}`}>{t(`state.${state}`)}</span>{' '}
      {state === 'waiting' && expiresAt !== null && (
        <span class={styles.soft}>{t('list.until', { at: dateTimeText(expiresAt, zone) })}</span>
      )}
      {state === 'enrolled' && lastContactAt !== null && (
        <span class={styles.soft}>
          {t('list.heard', { ago: agoText(lastContactAt, Date.now()) })}
        </span>
      )}
    </>
  );
}
