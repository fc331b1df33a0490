import type { JSX } from 'preact';
import { Field } from '../../ui/field.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** Campus days, both included; of all buildings where none is named. */
export interface Period {
  from: string;
  to: string;
  buildingId?: string;
}

export function PeriodFilters(props: {
  period: Period;
  onPeriod: (period: Period) => void;
}): JSX.Element {
  const { places } = useOffice();
  const { period, onPeriod } = props;
  const { buildingId = '', ...days } = period;
  const change = (next: { from?: string; to?: string; buildingId?: string }): void => {
    const { from, to, buildingId: building } = { ...period, ...next };
    if (from === '' || to === '') return;
    onPeriod({
      from,
      // One day's end moves with its beginning.
      to: next.from !== undefined && to < from ? from : to,
      ...(building !== undefined && building !== '' && { buildingId: building }),
    });
  };
  return (
    <div class={styles.filters}>
      <Field label={t.both('places.building')}>
        <select
          value={buildingId}
          onChange={(event) => change({ buildingId: event.currentTarget.value })}
        >
          <option value="">{t('all')}</option>
          {(places.value?.buildings ?? []).map(({ building }) => (
            <option key={building.id} value={building.id}>
              {building.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('period.from')}>
        <input
          type="date"
          value={days.from}
          onInput={(event) => change({ from: event.currentTarget.value })}
        />
      </Field>
      <Field label={t.both('period.to')}>
        <input
          type="date"
          value={days.to}
          min={days.from}
          onInput={(event) => change({ to: event.currentTarget.value })}
        />
      </Field>
    </div>
  );
}
