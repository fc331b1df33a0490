import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';

/** Left out = all. */
export interface PlaceFilter {
  buildingId?: Id;
  classId?: Id;
}

/** People of a building, of a class, or of both. */
export function PlaceFilters(props: {
  place: PlaceFilter;
  onPlace: (place: PlaceFilter) => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const classes = useLoaded(() => api.classes(), 'classes');
  const { buildingId = '', classId = '' } = props.place;
  const change = (next: Required<PlaceFilter>): void =>
    props.onPlace({
      ...(next.buildingId !== '' && { buildingId: next.buildingId }),
      ...(next.classId !== '' && { classId: next.classId }),
    });
  return (
    <>
      <Field label={t.both('places.building')}>
        <select
          value={buildingId}
          onChange={(event) => change({ buildingId: event.currentTarget.value, classId })}
        >
          <option value="">{t('all')}</option>
          {(places.value?.buildings ?? []).map(({ building }) => (
            <option key={building.id} value={building.id}>
              {building.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('rosterField.className')}>
        <select
          value={classId}
          onChange={(event) => change({ buildingId, classId: event.currentTarget.value })}
        >
          <option value="">{t('all')}</option>
          {(classes.value?.classes ?? []).map(({ class: one }) => (
            <option key={one.id} value={one.id}>
              {[one.college, one.grade, one.name].filter(Boolean).join(' ')}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}
