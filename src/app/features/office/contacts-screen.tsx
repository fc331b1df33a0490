import plane from 'lucide-static/icons/plane.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ContactListPage, ContactListRow } from '../../../protocol/office-contact.ts';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { contactListCsvPath } from './health-calls.ts';
import { dateTimeText } from './campus-time.ts';
import { ContactLog } from './contact-log.tsx';
import { contactText } from './contact-text.ts';
import { DayField } from './day-field.tsx';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { MaskedExport } from './masked-export.tsx';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { PersonCell } from './person-cell.tsx';
import { PlaceFilters, type PlaceFilter } from './place-filters.tsx';
import { rosterValueText } from './roster-text.ts';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

const PAGE_SIZE = 100;
const STATES = ['open', 'all'] as const;
type State = (typeof STATES)[number];
const COUNTS = ['due', 'tried', 'later', 'reached'] as const;

/** Who is away from campus, who was due on a day and not reached, and whom somebody called or wrote to. */
export function ContactsScreen(): JSX.Element {
  const { api } = useOffice();
  const [state, setState] = useState<State>('open');
  const [day, setDay] = useState('');
  const [place, setPlace] = useState<PlaceFilter>({});
  const [offset, setOffset] = useState(0);
  const query = { state, ...(day !== '' && { day }), ...place };
  const page = useLoaded(
    () => api.contactList({ ...query, offset: String(offset) }),
    `${JSON.stringify(query)}/${offset}`,
  );
  const shownDay = day === '' ? (page.value?.day ?? '') : day;
  const first = <Next,>(set: (next: Next) => void) => {
    return (next: Next): void => {
      set(next);
      setOffset(0);
    };
  };
  return (
    <div class={styles.page}>
      <h1>{t('page.contacts')}</h1>
      <p class={styles.lead}>{t('contacts.lead')}</p>
      <SegmentedChoice
        legend={t.both('show')}
        value={state}
        options={STATES.map((value) => ({ value, label: t.both(`contacts.state.${value}`) }))}
        onChange={first(setState)}
      />
      <div class={styles.filters}>
        <DayField day={shownDay} onDay={first(setDay)} />
        <PlaceFilters place={place} onPlace={first(setPlace)} />
      </div>
      <MaskedExport
        label={t('log.export')}
        href={(mask) => contactListCsvPath({ ...query, ...mask })}
      />
      <WhenLoaded of={page}>
        {(reply) => (
          <>
            <List reply={reply} />
            <Pager offset={offset} pageSize={PAGE_SIZE} total={reply.total} onOffset={setOffset} />
          </>
        )}
      </WhenLoaded>
      {shownDay !== '' && <ContactLog key={shownDay} day={shownDay} />}
    </div>
  );
}

function List({ reply }: { reply: ContactListPage }): JSX.Element {
  const { isTooMany, counts, rows } = reply;
  if (isTooMany)
    return (
      <Banner tone="waiting" role="status">
        {t('contacts.tooMany')}
      </Banner>
    );
  return (
    <>
      <dl class={rosterStyles.counts}>
        {COUNTS.map((key) => (
          <div key={key}>
            <dt>{t(`contacts.count.${key}`)}</dt>
            <dd>{counts[key]}</dd>
          </div>
        ))}
      </dl>
      {rows.length === 0 ? (
        <EmptyState icon={plane} title={t('contacts.none')}>
          {t('contacts.noneLead')}
        </EmptyState>
      ) : (
        <Away rows={rows} />
      )}
    </>
  );
}

function Away({ rows }: { rows: readonly ContactListRow[] }): JSX.Element {
  return (
    <Table
      caption={t('page.contacts')}
      rows={rows}
      rowKey={({ person }) => person.id}
      columns={[
        {
          label: t('rosterField.name'),
          look: 'name',
          cell: ({ person }) => <PersonCell person={person} />,
        },
        { label: t('rosterField.whereabouts'), cell: (row) => <Where row={row} /> },
        { label: t('contacts.stateOf'), cell: (row) => <State row={row} /> },
        { label: t('contacts.last'), cell: (row) => <Last row={row} /> },
      ]}
    />
  );
}

function Where({ row }: { row: ContactListRow }): JSX.Element {
  const { zone } = useOffice();
  const { whereabouts, city, since, isReported } = row;
  const isElsewhere = row.zone !== null && row.zone !== zone;
  const now = new Date().toISOString();
  return (
    <span>
      {[rosterValueText('whereabouts', whereabouts), city].filter(Boolean).join(t('comma'))}
      <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
        {t(isReported ? 'contacts.byReport' : 'contacts.byRegister')}
        {since !== null && ` · ${dateTimeText(since, zone)}`}
        {isElsewhere &&
          ` · ${t('contacts.there', { time: dateTimeText(now, row.zone ?? zone).slice(-5) })}`}
      </span>
    </span>
  );
}

const TONES = {
  due: styles.tagWaiting,
  tried: styles.tagDanger,
  later: undefined,
  reached: styles.tagGood,
} as const;

function State({ row: { state, dueOn } }: { row: ContactListRow }): JSX.Element {
  return (
    <span>
      <span class={`${styles.tag} ${TONES[state] ?? ''}`}>{t(`contacts.count.${state}`)}</span>
      {dueOn !== null && (
        <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
          {t('contacts.dueOn', { day: dueOn })}
        </span>
      )}
    </span>
  );
}

function Last({ row: { last } }: { row: ContactListRow }): JSX.Element {
  const { zone } = useOffice();
  if (last === null) return <span class={styles.soft}>{t('contacts.never')}</span>;
  return (
    <span>
      {dateTimeText(last.at, zone)} · {contactText(last)}
      {last.note !== null && <span class={styles.block}>{last.note}</span>}
    </span>
  );
}
