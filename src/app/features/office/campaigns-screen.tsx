import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CampaignEntry, CampaignRequest } from '../../../protocol/office-night.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CampaignForm } from './campaign-form.tsx';
import { useDoing, useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import type { Draft } from './place-dialog.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** Visits to every room between two days: begun and closed here, walked with the phones. */
export function CampaignsScreen(): JSX.Element {
  const { api } = useOffice();
  const page = useLoaded(() => api.campaigns(), '');
  const [draft, setDraft] = useState<Draft<CampaignRequest> | null>(null);
  const close = () => setDraft(null);
  return (
    <div class={styles.page}>
      <h1>{t('page.campaigns')}</h1>
      <p class={styles.lead}>{t('campaigns.lead')}</p>
      <div class={styles.row}>
        <Button kind="primary" onClick={() => setDraft({ body: NEW, of: null })}>
          {t('campaigns.add')}
        </Button>
      </div>
      <WhenLoaded of={page}>
        {({ campaigns }) =>
          campaigns.length === 0 ? (
            <EmptyState title={t('campaigns.none')}>{t('campaigns.noneLead')}</EmptyState>
          ) : (
            <>
              {campaigns.map((entry) => (
                <CampaignCard
                  key={`${entry.campaign.id}/${entry.version}`}
                  entry={entry}
                  onEdit={() => setDraft(draftOf(entry))}
                  onChanged={() => void page.reload()}
                />
              ))}
            </>
          )
        }
      </WhenLoaded>
      {draft !== null && (
        <CampaignForm
          initial={draft}
          onSaved={() => {
            close();
            void page.reload();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

const NEW: CampaignRequest = {
  name: '',
  purpose: null,
  from: '',
  to: '',
  buildingIds: [],
  isClosed: false,
};

function draftOf({ version, campaign }: CampaignEntry): Draft<CampaignRequest> {
  const { id, closedAt, ...body } = campaign;
  return { body: { ...body, isClosed: closedAt !== null }, of: { id, version } };
}

function CampaignCard(props: {
  entry: CampaignEntry;
  onEdit: () => void;
  onChanged: () => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const { entry, onEdit, onChanged } = props;
  const { name, purpose, from, to, closedAt, buildingIds } = entry.campaign;
  const doing = useDoing();
  const { body, of } = draftOf(entry);
  const nameOf = (id: string): string =>
    places.value?.buildings.find(({ building }) => building.id === id)?.building.name ?? '';

  async function toggle(): Promise<void> {
    const next = { ...body, isClosed: !body.isClosed };
    if ((await doing.run(() => api.saveCampaign(next, of))) !== null) onChanged();
  }

  return (
    <section class={styles.card}>
      <h2>{name}</h2>
      <p>
        {t('campaigns.when', { from, to })}
        {closedAt !== null && <span class={styles.tag}>{t('campaigns.closed')}</span>}
      </p>
      {purpose !== null && <p>{purpose}</p>}
      <p class={styles.soft}>{buildingIds.map(nameOf).join(t('comma'))}</p>
      <Progress id={entry.campaign.id} />
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        <Button onClick={onEdit}>{t('edit')}</Button>
        <Button disabled={doing.isBusy} onClick={() => void toggle()}>
          {t(closedAt === null ? 'campaigns.close' : 'campaigns.goOn')}
        </Button>
      </div>
    </section>
  );
}

function Progress({ id }: { id: string }): JSX.Element {
  const { api } = useOffice();
  const report = useLoaded(() => api.campaignProgress(id), id);
  return (
    <WhenLoaded of={report}>
      {({ rooms, visited, units }) => (
        <>
          <p>
            <strong>
              {t('campaigns.progress', { visited, count: rooms, left: rooms - visited })}
            </strong>
          </p>
          <details class={styles.details}>
            <summary>{t('campaigns.byUnit')}</summary>
            <Table
              caption={t('campaigns.byUnit')}
              rows={units}
              rowKey={({ unitId }) => unitId}
              columns={[
                {
                  label: t('rounds.unit'),
                  look: 'name',
                  cell: ({ building, code }) =>
                    code === null
                      ? (building ?? '')
                      : t('rounds.unitOf', { building: building ?? '', unit: code }),
                },
                {
                  label: t('rounds.rooms'),
                  look: 'number',
                  cell: (unit) => t('rounds.roomsOf', { walked: unit.visited, rooms: unit.rooms }),
                },
                {
                  label: t('campaigns.left'),
                  cell: ({ left }) => left.join(t('comma')) || t('none'),
                },
              ]}
            />
          </details>
        </>
      )}
    </WhenLoaded>
  );
}
