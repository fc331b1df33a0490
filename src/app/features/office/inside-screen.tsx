import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { InsideReply } from '../../../protocol/office-people.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { agoText, dateTimeText } from './campus-time.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

/** Who is in a building, and how fresh that knowledge is. */
export function InsideScreen(): JSX.Element {
  const { places } = useOffice();
  const [chosen, setChosen] = useState('');
  return (
    <div class={styles.page}>
      <h1>{t('page.inside')}</h1>
      <WhenLoaded of={places}>
        {({ buildings }) => {
          const buildingId = chosen || buildings[0]?.building.id;
          if (buildingId === undefined)
            return (
              <EmptyState title={t('places.noBuildings')}>
                <a href="/office/places">{t('page.places')}</a>
              </EmptyState>
            );
          return (
            <>
              <div class={styles.filters}>
                <Field label={t.both('places.building')}>
                  <select
                    value={buildingId}
                    onChange={(event) => setChosen(event.currentTarget.value)}
                  >
                    {buildings.map(({ building }) => (
                      <option key={building.id} value={building.id}>
                        {building.name}
                      </option>
                    ))}
                  </select>
                </Field>
              </div>
              <InsideOf key={buildingId} buildingId={buildingId} />
            </>
          );
        }}
      </WhenLoaded>
    </div>
  );
}

function InsideOf({ buildingId }: { buildingId: string }): JSX.Element {
  const { api } = useOffice();
  const inside = useLoaded(() => api.inside(buildingId), buildingId);
  return (
    <WhenLoaded of={inside}>
      {(reply) => (
        <>
          <Freshness reply={reply} onReload={() => void inside.reload()} />
          <dl class={rosterStyles.counts}>
            {(['inside', 'visitors', 'outside', 'unknown'] as const).map((key) => (
              <div key={key}>
                <dt>{t(`inside.count.${key}`)}</dt>
                <dd>{reply.counts[key]}</dd>
              </div>
            ))}
          </dl>
          <Persons title={t('inside.count.inside')} persons={reply.inside} />
          <Persons title={t('inside.count.visitors')} persons={reply.visitors} />
          <Persons title={t('inside.count.unknown')} persons={reply.unknown} />
        </>
      )}
    </WhenLoaded>
  );
}

/** A count means little without how long each door has been silent. */
function Freshness(props: { reply: InsideReply; onReload: () => void }): JSX.Element {
  const { zone } = useOffice();
  const { reply, onReload } = props;
  const nowMs = Date.parse(reply.at);
  return (
    <div class={styles.head}>
      <div>
        <p>{t('inside.asOf', { at: dateTimeText(reply.at, zone) })}</p>
        <ul class={styles.list}>
          {reply.doors.map((door) => (
            <li key={door.id} class={styles.soft}>
              {door.name}
              {t('colon')}
              {door.heardAt === null
                ? t('inside.neverHeard')
                : t('inside.heard', { ago: agoText(door.heardAt, nowMs) })}
            </li>
          ))}
        </ul>
      </div>
      <Button onClick={onReload}>{t('refresh')}</Button>
    </div>
  );
}

function Persons(props: { title: string; persons: InsideReply['inside'] }): JSX.Element | null {
  const { zone } = useOffice();
  const { title, persons } = props;
  if (persons.length === 0) return null;
  return (
    <details class={`${styles.details} ${styles.card}`}>
      <summary>
        {title} <span class={styles.tag}>{persons.length}</span>
      </summary>
      <Table
        caption={title}
        rows={persons}
        rowKey={(person) => person.personId ?? person.visitorId ?? person.name}
        columns={[
          {
            label: t('rosterField.name'),
            look: 'name',
            cell: ({ personId, name }) =>
              personId === null ? name : <a href={`/office/people/${personId}`}>{name}</a>,
          },
          { label: t('rosterField.room'), cell: ({ room }) => room ?? '–' },
          {
            label: t('inside.since'),
            cell: ({ since }) => (since === null ? '–' : dateTimeText(since, zone)),
          },
        ]}
      />
    </details>
  );
}
