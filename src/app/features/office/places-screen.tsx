import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Areas } from './areas-section.tsx';
import { Buildings, Campuses } from './campus-and-building-tables.tsx';
import { Doors, Thermometers } from './door-and-thermometer-tables.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { BuildingForm, CampusForm, DoorForm, ThermometerForm } from './place-forms.tsx';
import type { Editing } from './place-sections.tsx';
import { PlacesImport } from './places-import.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** Campuses, buildings with their units, doors, thermometers, and what is disinfected. */
export function PlacesScreen(): JSX.Element {
  const { places } = useOffice();
  const [editing, edit] = useState<Editing | null>(null);
  const done = () => {
    edit(null);
    void places.reload();
  };
  const close = () => edit(null);
  return (
    <div class={styles.page}>
      <h1>{t('page.places')}</h1>
      <p class={styles.lead}>{t('places.lead')}</p>
      <WhenLoaded of={places}>
        {(value) => (
          <>
            <Campuses places={value} edit={edit} />
            <Buildings places={value} edit={edit} />
            <Doors places={value} edit={edit} />
            <Thermometers places={value} edit={edit} />
            <Areas places={value} onSaved={() => void places.reload()} />
          </>
        )}
      </WhenLoaded>
      <PlacesImport onImported={() => void places.reload()} />
      {editing?.kind === 'campus' && (
        <CampusForm initial={editing.draft} onSaved={done} onClose={close} />
      )}
      {editing?.kind === 'building' && (
        <BuildingForm initial={editing.draft} onSaved={done} onClose={close} />
      )}
      {editing?.kind === 'door' && (
        <DoorForm initial={editing.draft} onSaved={done} onClose={close} />
      )}
      {editing?.kind === 'thermometer' && (
        <ThermometerForm initial={editing.draft} onSaved={done} onClose={close} />
      )}
    </div>
  );
}
