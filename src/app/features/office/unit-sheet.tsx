import type { JSX } from 'preact';
import { PaperSheet } from '../../duty/paper-sheet/paper-sheet.tsx';
import { Field } from '../../ui/field.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { WhenLoaded } from './when-loaded.tsx';

/** Which unit's sheet is printed. A building without units is its own unit. */
export function UnitSheetChoice({ onUnit }: { onUnit: (id: string) => void }): JSX.Element {
  const { places } = useOffice();
  const units = (places.value?.buildings ?? []).flatMap(({ building, units: own }) =>
    own.length === 0
      ? [{ id: building.id, name: building.name }]
      : own.map(({ unit }) => ({
          id: unit.id,
          name: t('rounds.unitOf', { building: building.name, unit: unit.code }),
        })),
  );
  return (
    <Field label={t.both('rounds.sheetOf')} hint={t.both('rounds.sheetHint')}>
      <select value="" onChange={(event) => onUnit(event.currentTarget.value)}>
        <option value="">{t('rounds.sheetChoose')}</option>
        {units.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function UnitSheet(props: { unitId: string; onBack: () => void }): JSX.Element {
  const { unitId, onBack } = props;
  const { api } = useOffice();
  const sheet = useLoaded(() => api.unitSheet(unitId), unitId);
  return <WhenLoaded of={sheet}>{(of) => <PaperSheet of={of} onBack={onBack} />}</WhenLoaded>;
}
