import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type {
  BuildingRequest,
  CampusRequest,
  DoorRequest,
  ThermometerRequest,
} from '../../../protocol/office-places.ts';
import { Field } from '../../ui/field.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { PlaceDialog, type Draft } from './place-dialog.tsx';
import { namesIn, placeValueText } from './place-text.ts';
import styles from './office.module.css';

interface FormProps<Body> {
  initial: Draft<Body>;
  onSaved: () => void;
  onClose: () => void;
}

/** `BuildingRequest` as it is typed: lists are still one text. */
type BuildingText = Omit<BuildingRequest, 'aliases' | 'units'> & {
  aliases: string | string[];
  units: string | string[];
};

const listText = (value: string | string[]) =>
  Array.isArray(value) ? value.join(t('comma')) : value;
const listOf = (value: string | string[]) => (Array.isArray(value) ? value : namesIn(value));

export function CampusForm({ initial, onSaved, onClose }: FormProps<CampusRequest>): JSX.Element {
  const { api, places } = useOffice();
  const [draft, setDraft] = useState(initial);
  const { body } = draft;
  return (
    <PlaceDialog
      title={t(draft.of ? 'places.editCampus' : 'places.addCampus')}
      draft={draft}
      save={(next, of) => api.saveCampus(next, of)}
      fieldText={placeFieldText}
      valueText={(value) => placeValueText(places.value, value)}
      onDraft={setDraft}
      onSaved={onSaved}
      onClose={onClose}
    >
      <NameField
        name={body.name}
        onName={(name) => setDraft({ ...draft, body: { ...body, name } })}
      />
    </PlaceDialog>
  );
}

export function BuildingForm(props: FormProps<BuildingRequest>): JSX.Element {
  const { api, places } = useOffice();
  const [draft, setDraft] = useState<Draft<BuildingText>>(props.initial);
  const { body } = draft;
  const change = (part: Partial<BuildingText>) =>
    setDraft({ ...draft, body: { ...body, ...part } });
  return (
    <PlaceDialog
      title={t(draft.of ? 'places.editBuilding' : 'places.addBuilding')}
      draft={draft}
      save={(next, of) =>
        api.saveBuilding({ ...next, aliases: listOf(next.aliases), units: listOf(next.units) }, of)
      }
      fieldText={placeFieldText}
      valueText={(value) => placeValueText(places.value, value)}
      onDraft={setDraft}
      onSaved={props.onSaved}
      onClose={props.onClose}
    >
      <Field label={t.both('places.campus')}>
        <select
          value={body.campusId}
          onChange={(event) => change({ campusId: event.currentTarget.value })}
        >
          {(places.value?.campuses ?? []).map(({ campus }) => (
            <option key={campus.id} value={campus.id}>
              {campus.name}
            </option>
          ))}
        </select>
      </Field>
      <NameField name={body.name} onName={(name) => change({ name })} />
      <Field label={t.both('places.aliases')} hint={t.both('places.aliasesHint')}>
        <input
          value={listText(body.aliases)}
          onInput={(event) => change({ aliases: event.currentTarget.value })}
        />
      </Field>
      <Field label={t.both('places.units')} hint={t.both('places.unitsHint')}>
        <input
          value={listText(body.units)}
          onInput={(event) => change({ units: event.currentTarget.value })}
        />
      </Field>
    </PlaceDialog>
  );
}

export function DoorForm({ initial, onSaved, onClose }: FormProps<DoorRequest>): JSX.Element {
  const { api, places } = useOffice();
  const [draft, setDraft] = useState(initial);
  const { body } = draft;
  const change = (part: Partial<DoorRequest>) => setDraft({ ...draft, body: { ...body, ...part } });
  return (
    <PlaceDialog
      title={t(draft.of ? 'places.editDoor' : 'places.addDoor')}
      draft={draft}
      save={(next, of) => api.saveDoor(next, of)}
      fieldText={placeFieldText}
      valueText={(value) => placeValueText(places.value, value)}
      onDraft={setDraft}
      onSaved={onSaved}
      onClose={onClose}
    >
      <NameField name={body.name} onName={(name) => change({ name })} />
      <fieldset>
        <legend>{t('places.serves')}</legend>
        {(places.value?.buildings ?? []).map(({ building }) => (
          <label key={building.id} class={styles.check}>
            <input
              type="checkbox"
              checked={body.buildingIds.includes(building.id)}
              onChange={(event) =>
                change({
                  buildingIds: event.currentTarget.checked
                    ? [...body.buildingIds, building.id]
                    : body.buildingIds.filter((id) => id !== building.id),
                })
              }
            />
            {building.name}
          </label>
        ))}
      </fieldset>
    </PlaceDialog>
  );
}

export function ThermometerForm(props: FormProps<ThermometerRequest>): JSX.Element {
  const { api, places } = useOffice();
  const [draft, setDraft] = useState(props.initial);
  const { body } = draft;
  const change = (part: Partial<ThermometerRequest>) =>
    setDraft({ ...draft, body: { ...body, ...part } });
  return (
    <PlaceDialog
      title={t(draft.of ? 'places.editThermometer' : 'places.addThermometer')}
      draft={draft}
      save={(next, of) => api.saveThermometer(next, of)}
      fieldText={placeFieldText}
      valueText={(value) => placeValueText(places.value, value)}
      onDraft={setDraft}
      onSaved={props.onSaved}
      onClose={props.onClose}
    >
      <NameField name={body.name} onName={(name) => change({ name })} />
      <Field label={t.both('places.scale')}>
        <select
          value={body.unit}
          onChange={(event) => change({ unit: event.currentTarget.value === 'F' ? 'F' : 'C' })}
        >
          <option value="C">°C</option>
          <option value="F">°F</option>
        </select>
      </Field>
      <Field label={t.both('places.building')}>
        <select
          value={body.buildingId ?? ''}
          onChange={(event) => change({ buildingId: event.currentTarget.value || null })}
        >
          <option value="">{t('none')}</option>
          {(places.value?.buildings ?? []).map(({ building }) => (
            <option key={building.id} value={building.id}>
              {building.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('places.calibratedOn')}>
        <input
          type="date"
          value={body.calibratedOn ?? ''}
          onInput={(event) => change({ calibratedOn: event.currentTarget.value || null })}
        />
      </Field>
    </PlaceDialog>
  );
}

function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  return (
    <Field label={t.both('places.name')}>
      <input
        required
        maxLength={100}
        autocomplete="off"
        value={name}
        onInput={(event) => onName(event.currentTarget.value)}
      />
    </Field>
  );
}

const FIELDS = {
  name: 'places.name',
  campusId: 'places.campus',
  aliases: 'places.aliases',
  units: 'places.units',
  buildingIds: 'places.serves',
  unit: 'places.scale',
  buildingId: 'places.building',
  calibratedOn: 'places.calibratedOn',
  accessMode: 'places.accessMode',
  zone: 'places.zone',
} as const;

function placeFieldText(field: string): string {
  const key = Object.entries(FIELDS).find(([name]) => name === field)?.[1];
  return key === undefined ? field : t(key);
}
