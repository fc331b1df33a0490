import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Day } from '../../../domain/id.ts';
import { dateTimeText } from './campus-time.ts';
import { contactText } from './contact-text.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { PersonCell } from './person-cell.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;

/** Every call and message of the day, newest first, whoever made it. */
export function ContactLog({ day }: { day: Day }): JSX.Element {
  const { api, zone } = useOffice();
  const [offset, setOffset] = useState(0);
  const log = useLoaded(() => api.contactLog({ day, offset: String(offset) }), `${day}/${offset}`);
  return (
    <section class={styles.page}>
      <h2>{t('contacts.log', { day })}</h2>
      <WhenLoaded of={log}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p class={styles.soft}>{t('contacts.logNone')}</p>
          ) : (
            <>
              <Table
                caption={t('contacts.log', { day })}
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: t('rosterField.name'),
                    look: 'name',
                    cell: ({ person }) => <PersonCell person={person} />,
                  },
                  { label: t('log.time'), cell: ({ at }) => dateTimeText(at, zone) },
                  { label: t('contacts.contact'), cell: contactText },
                  { label: t('contacts.note'), cell: ({ note }) => note ?? '' },
                  {
                    label: t('contacts.nextOn'),
                    cell: ({ nextOn }) => nextOn ?? t('contacts.daily'),
                  },
                ]}
              />
              <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
            </>
          )
        }
      </WhenLoaded>
    </section>
  );
}
