import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../domain/id.ts';
import type { Thermometer } from '../../domain/place.ts';
import type { TemperatureUnit } from '../../domain/reading.ts';
import { useApp } from '../context.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { asWritten } from './as-written.ts';
import { t } from './form-strings.ts';

/** One of the office's thermometers, or (`id` is `null`) any that shows this unit. */
export interface ChosenThermometer {
  id: Id | null;
  unit: TemperatureUnit;
}

export function ThermometerChoice(props: {
  /** Where one stands; `null` = not chosen yet. */
  buildingIds: readonly Id[] | null;
  chosen: Signal<ChosenThermometer>;
}): JSX.Element {
  const { buildingIds, chosen } = props;
  const known = [...useApp().replica.documents('thermometer').values()].filter((thermometer) =>
    isAt(thermometer, buildingIds),
  );
  const options = [
    ...known.map(({ id, name, unit }) => ({ value: id, label: asWritten(`${name} · °${unit}`) })),
    { value: 'C', label: t.both('shift.plain.C') },
    { value: 'F', label: t.both('shift.plain.F') },
  ];

  function choose(value: string): void {
    const thermometer = known.find(({ id }) => id === value);
    chosen.value =
      thermometer === undefined
        ? { id: null, unit: value === 'F' ? 'F' : 'C' }
        : { id: thermometer.id, unit: thermometer.unit };
  }

  return (
    <SegmentedChoice
      legend={t.both('shift.thermometer')}
      value={chosen.value.id ?? chosen.value.unit}
      options={options}
      onChange={choose}
    />
  );
}

function isAt({ buildingId }: Thermometer, buildingIds: readonly Id[] | null): boolean {
  return buildingId === null || buildingIds === null || buildingIds.includes(buildingId);
}
