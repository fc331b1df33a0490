import type { JSX } from 'preact';
import { Field } from '../../ui/field.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** '' = all. `day` is a campus day, `YYYY-MM-DD`. */
export interface DoorLogFilter {
  buildingId: string;
  doorId: string;
  day: string;
  isUnknown: boolean;
}

export function DoorLogFilters(props: {
  filter: DoorLogFilter;
  onFilter: (filter: DoorLogFilter) => void;
}): JSX.Element {
  const { places } = useOffice();
  const { filter, onFilter } = props;
  const buildings = places.value?.buildings ?? [];
  const doorsById = new Map(
    buildings
      .filter(({ building }) => filter.buildingId === '' || building.id === filter.buildingId)
      .flatMap(({ doors }) => doors.map(({ door }) => [door.id, door] as const)),
  );
  return (
    <div class={styles.filters}>
      <Field label={t.both('places.building')}>
        <select
          value={filter.buildingId}
          onChange={(event) =>
            onFilter({ ...filter, buildingId: event.currentTarget.value, doorId: '' })
          }
        >
          <option value="">{t('all')}</option>
          {buildings.map(({ building }) => (
            <option key={building.id} value={building.id}>
              {building.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('log.door')}>
        <select
          value={filter.doorId}
          onChange={(event) => onFilter({ ...filter, doorId: event.currentTarget.value })}
        >
          <option value="">{t('all')}</option>
          {[...doorsById.values()].map((door) => (
            <option key={door.id} value={door.id}>
              {door.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('log.day')}>
        <input
          type="date"
          value={filter.day}
          onInput={(event) => onFilter({ ...filter, day: event.currentTarget.value })}
        />
      </Field>
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={filter.isUnknown}
          onChange={(event) => onFilter({ ...filter, isUnknown: event.currentTarget.checked })}
        />
        {t('log.onlyUnknown')}
      </label>
    </div>
  );
}
