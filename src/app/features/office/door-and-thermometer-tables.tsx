import type { JSX } from 'preact';
import type { DoorEntry, Places, ThermometerEntry } from '../../../protocol/office-places.ts';
import { t } from './office-strings.ts';
import { EditButton, SectionHead, type Edit, type Editing } from './place-sections.tsx';
import { buildingName } from './place-text.ts';
import { Table } from './table.tsx';
import styles from './office.module.css';

/** Each door once, though it stands under every building that it serves. */
function doorsOf(places: Places): DoorEntry[] {
  const doorsById = new Map(
    places.buildings.flatMap(({ doors }) => doors.map((entry) => [entry.door.id, entry] as const)),
  );
  return [...doorsById.values()];
}

export function Doors({ places, edit }: { places: Places; edit: Edit }): JSX.Element {
  const doors = doorsOf(places);
  return (
    <section class={styles.page}>
      <SectionHead
        title={t('places.doors')}
        add={t('places.addDoor')}
        disabled={places.buildings.length === 0}
        onAdd={() =>
          edit({ kind: 'door', draft: { body: { name: '', buildingIds: [] }, of: null } })
        }
      />
      {doors.length === 0 ? (
        <p class={styles.soft}>{t('places.noDoors')}</p>
      ) : (
        <Table
          caption={t('places.doors')}
          rows={doors}
          rowKey={({ door }) => door.id}
          columns={[
            { label: t('places.name'), look: 'name', cell: ({ door }) => door.name },
            {
              label: t('places.serves'),
              cell: ({ door }) =>
                door.buildingIds.map((id) => buildingName(places, id)).join(t('comma')),
            },
            {
              label: t('actions'),
              look: 'actions',
              cell: ({ door, version }) => (
                <EditButton
                  name={door.name}
                  onClick={() =>
                    edit({
                      kind: 'door',
                      draft: {
                        body: { name: door.name, buildingIds: door.buildingIds },
                        of: { id: door.id, version },
                      },
                    })
                  }
                />
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

const editingOf = ({ thermometer, version }: ThermometerEntry): Editing => {
  const { id, ...body } = thermometer;
  return { kind: 'thermometer', draft: { body, of: { id, version } } };
};

export function Thermometers({ places, edit }: { places: Places; edit: Edit }): JSX.Element {
  return (
    <section class={styles.page}>
      <SectionHead
        title={t('places.thermometers')}
        add={t('places.addThermometer')}
        onAdd={() =>
          edit({
            kind: 'thermometer',
            draft: {
              body: { name: '', unit: 'C', buildingId: null, calibratedOn: null },
              of: null,
            },
          })
        }
      />
      {places.thermometers.length === 0 ? (
        <p class={styles.soft}>{t('places.noThermometers')}</p>
      ) : (
        <Table
          caption={t('places.thermometers')}
          rows={places.thermometers}
          rowKey={({ thermometer }) => thermometer.id}
          columns={[
            { label: t('places.name'), look: 'name', cell: ({ thermometer }) => thermometer.name },
            { label: t('places.scale'), cell: ({ thermometer }) => `°${thermometer.unit}` },
            {
              label: t('places.building'),
              cell: ({ thermometer }) => buildingName(places, thermometer.buildingId),
            },
            {
              label: t('places.calibratedOn'),
              cell: ({ thermometer }) => thermometer.calibratedOn ?? '–',
            },
            {
              label: t('actions'),
              look: 'actions',
              cell: (entry) => (
                <EditButton name={entry.thermometer.name} onClick={() => edit(editingOf(entry))} />
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
