import type { JSX } from 'preact';
import type { BuildingEntry, Places } from '../../../protocol/office-places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from './office-strings.ts';
import { EditButton, SectionHead, type Edit, type Editing } from './place-sections.tsx';
import { Table } from './table.tsx';
import styles from './office.module.css';

export function Campuses({ places, edit }: { places: Places; edit: Edit }): JSX.Element {
  return (
    <section class={styles.page}>
      <SectionHead
        title={t('places.campuses')}
        add={t('places.addCampus')}
        onAdd={() => edit({ kind: 'campus', draft: { body: { name: '' }, of: null } })}
      />
      <Table
        caption={t('places.campuses')}
        rows={places.campuses}
        rowKey={({ campus }) => campus.id}
        columns={[
          { label: t('places.name'), look: 'name', cell: ({ campus }) => campus.name },
          { label: t('places.zone'), cell: ({ campus }) => campus.zone },
          {
            label: t('actions'),
            look: 'actions',
            cell: ({ campus, version }) => (
              <EditButton
                name={campus.name}
                onClick={() =>
                  edit({
                    kind: 'campus',
                    draft: {
                      body: { name: campus.name, zone: campus.zone },
                      of: { id: campus.id, version },
                    },
                  })
                }
              />
            ),
          },
        ]}
      />
    </section>
  );
}

const unitsText = ({ units }: BuildingEntry) =>
  units.length === 0 ? t('places.noUnits') : units.map(({ unit }) => unit.code).join(t('comma'));

const editingOf = ({ building, units, version }: BuildingEntry): Editing => ({
  kind: 'building',
  draft: {
    body: {
      campusId: building.campusId,
      name: building.name,
      aliases: building.aliases,
      units: units.map(({ unit }) => unit.code),
      accessMode: building.accessMode,
    },
    of: { id: building.id, version },
  },
});

export function Buildings({ places, edit }: { places: Places; edit: Edit }): JSX.Element {
  const campusId = places.campuses[0]?.campus.id;
  return (
    <section class={styles.page}>
      <SectionHead
        title={t('places.buildings')}
        add={t('places.addBuilding')}
        disabled={campusId === undefined}
        onAdd={() =>
          campusId !== undefined &&
          edit({
            kind: 'building',
            draft: { body: { campusId, name: '', aliases: [], units: [] }, of: null },
          })
        }
      />
      {places.buildings.length === 0 ? (
        <EmptyState title={t('places.noBuildings')}>{t('places.noBuildingsLead')}</EmptyState>
      ) : (
        <Table
          caption={t('places.buildings')}
          rows={places.buildings}
          rowKey={({ building }) => building.id}
          columns={[
            { label: t('places.name'), look: 'name', cell: ({ building }) => building.name },
            {
              label: t('places.campus'),
              cell: ({ building }) =>
                places.campuses.find(({ campus }) => campus.id === building.campusId)?.campus.name,
            },
            {
              label: t('places.aliases'),
              cell: ({ building }) => building.aliases.join(t('comma')) || '–',
            },
            { label: t('places.units'), cell: unitsText },
            { label: t('places.residents'), look: 'number', cell: (entry) => entry.residentCount },
            {
              label: t('actions'),
              look: 'actions',
              cell: (entry) => (
                <EditButton name={entry.building.name} onClick={() => edit(editingOf(entry))} />
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
