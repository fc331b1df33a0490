import users from 'lucide-static/icons/users.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Directory } from '../../../domain/person.ts';
import type { PeoplePage } from '../../../protocol/office-people.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { buildingName } from './place-text.ts';
import { SearchField } from './search-field.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 50;

/** Everybody on the roster and the staff list, by whatever is known of them. */
export function PeopleScreen(): JSX.Element {
  const { api, places } = useOffice();
  const [query, setQuery] = useState('');
  const [buildingId, setBuildingId] = useState('');
  const [offset, setOffset] = useState(0);
  const page = useLoaded(
    () => api.people({ query, offset, ...(buildingId !== '' && { buildingId }) }),
    `${buildingId}/${offset}/${query}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.people')}</h1>
      <div class={styles.filters}>
        <SearchField
          label={t.both('people.search')}
          hint={t.both('people.searchHint')}
          onQuery={(next) => {
            setQuery(next);
            setOffset(0);
          }}
        />
        <Field label={t.both('places.building')}>
          <select
            value={buildingId}
            onChange={(event) => {
              setBuildingId(event.currentTarget.value);
              setOffset(0);
            }}
          >
            <option value="">{t('all')}</option>
            {(places.value?.buildings ?? []).map(({ building }) => (
              <option key={building.id} value={building.id}>
                {building.name}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <WhenLoaded of={page}>
        {(value) => (
          <>
            <PeopleTable page={value} isSearch={query !== '' || buildingId !== ''} />
            <Pager offset={offset} pageSize={PAGE_SIZE} total={value.total} onOffset={setOffset} />
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

function PeopleTable(props: { page: PeoplePage; isSearch: boolean }): JSX.Element {
  const { places } = useOffice();
  const { page, isSearch } = props;
  if (page.people.length === 0)
    return isSearch ? (
      <EmptyState title={t('noMatch')} />
    ) : (
      <EmptyState icon={users} title={t('people.none')}>
        <a href="/office/roster">{t('home.step.roster')}</a>
      </EmptyState>
    );
  return (
    <>
      <p class={styles.soft}>{t('people.total', { count: page.total })}</p>
      <Table
        caption={t('page.people')}
        rows={page.people}
        rowKey={(person) => person.id}
        columns={[
          {
            label: t('rosterField.name'),
            look: 'name',
            cell: (person) => (
              <a href={`/office/people/${person.id}`}>
                {person.name}
                {person.passportName !== null && person.passportName !== person.name && (
                  <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
                    {person.passportName}
                  </span>
                )}
              </a>
            ),
          },
          { label: t('rosterField.studentNo'), cell: (person) => person.number ?? '–' },
          {
            label: t('places.building'),
            cell: (person) => buildingName(places.value, person.home?.buildingId ?? null),
          },
          { label: t('people.room'), cell: roomText },
          { label: t('rosterField.className'), cell: (person) => person.className ?? '–' },
        ]}
      />
    </>
  );
}

/** "3-517-2": unit, room and bed as far as they are known. */
export function roomText({ home }: Pick<Directory, 'home'>): string {
  if (home === null) return '–';
  return [home.unit, home.room, home.bed].filter((code) => code !== null).join('-') || '–';
}
