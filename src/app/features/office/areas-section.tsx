import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AreaClass } from '../../../domain/place.ts';
import type { AreaEntry, AreaRequest, Places } from '../../../protocol/office-places.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { PlaceDialog, type Draft } from './place-dialog.tsx';
import { EditButton, SectionHead } from './place-sections.tsx';
import { buildingName, placeValueText } from './place-text.ts';
import { ProblemNote } from './problem-note.tsx';
import { Table } from './table.tsx';
import styles from './office.module.css';

const CLASSES = ['dormitory', 'public', 'bins', 'family'] as const satisfies AreaClass[];

/** What a building usually has, in its own language: names are data, and stay as the office writes them. */
const USUAL: readonly Omit<AreaRequest, 'isRemoved'>[] = [
  { name: '门厅', class: 'dormitory', isKey: true },
  { name: '值班室', class: 'dormitory', isKey: false },
  { name: '走廊', class: 'dormitory', isKey: false },
  { name: '楼梯扶手', class: 'dormitory', isKey: true },
  { name: '电梯', class: 'dormitory', isKey: true },
  { name: '水房', class: 'dormitory', isKey: false },
  { name: '卫生间', class: 'dormitory', isKey: true },
  { name: '浴室', class: 'dormitory', isKey: true },
  { name: '洗衣房', class: 'public', isKey: false },
  { name: '厨房', class: 'public', isKey: true },
  { name: '自习室', class: 'public', isKey: false },
  { name: '垃圾点', class: 'bins', isKey: true },
];

/** An area as it is typed; `buildingId` is only for a new one. */
type AreaText = AreaRequest & { buildingId: string };

/** What is disinfected by plan, and the usual areas of a building by one tap. */
export function Areas({ places, onSaved }: { places: Places; onSaved: () => void }): JSX.Element {
  const [draft, setDraft] = useState<Draft<AreaText> | null>(null);
  const first = places.buildings[0]?.building.id;
  const empty = places.buildings.filter(
    ({ building }) => !places.areas.some(({ area }) => area.buildingId === building.id),
  );
  const done = () => {
    setDraft(null);
    onSaved();
  };
  return (
    <section class={styles.page}>
      <SectionHead
        title={t('areas.title')}
        add={t('areas.add')}
        disabled={first === undefined}
        onAdd={() =>
          first !== undefined &&
          setDraft({
            body: {
              buildingId: first,
              name: '',
              class: 'dormitory',
              isKey: false,
              isRemoved: false,
            },
            of: null,
          })
        }
      />
      <Suggestions of={empty.map(({ building }) => building)} onSaved={onSaved} />
      {places.areas.length === 0 ? (
        <p class={styles.soft}>{t('areas.none')}</p>
      ) : (
        <AreaTable places={places} onEdit={setDraft} />
      )}
      {draft !== null && <AreaForm initial={draft} onSaved={done} onClose={() => setDraft(null)} />}
    </section>
  );
}

function Suggestions(props: {
  of: readonly { id: string; name: string }[];
  onSaved: () => void;
}): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const add = (buildingId: string) =>
    void doing
      .run(() => api.createAreas({ buildingId, areas: [...USUAL] }))
      .then((saved) => saved !== null && props.onSaved());
  return (
    <>
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        {props.of.map(({ id, name }) => (
          <Button key={id} disabled={doing.isBusy} onClick={() => add(id)}>
            {t('areas.suggest', { building: name })}
          </Button>
        ))}
      </div>
    </>
  );
}

const draftOf = ({ area, version }: AreaEntry): Draft<AreaText> => {
  const { id, buildingId, name, class: areaClass, isKey } = area;
  return {
    body: { buildingId, name, class: areaClass, isKey, isRemoved: false },
    of: { id, version },
  };
};

function AreaTable(props: {
  places: Places;
  onEdit: (draft: Draft<AreaText>) => void;
}): JSX.Element {
  const { places, onEdit } = props;
  return (
    <Table
      caption={t('areas.title')}
      rows={places.areas}
      rowKey={({ area }) => area.id}
      columns={[
        { label: t('places.name'), look: 'name', cell: ({ area }) => area.name },
        { label: t('places.building'), cell: ({ area }) => buildingName(places, area.buildingId) },
        { label: t('areas.class.label'), cell: ({ area }) => t(`areas.class.${area.class}`) },
        { label: t('areas.isKey'), cell: ({ area }) => t(area.isKey ? 'areas.yes' : 'areas.no') },
        {
          label: t('actions'),
          look: 'actions',
          cell: (entry) => (
            <EditButton name={entry.area.name} onClick={() => onEdit(draftOf(entry))} />
          ),
        },
      ]}
    />
  );
}

function AreaForm(props: {
  initial: Draft<AreaText>;
  onSaved: () => void;
  onClose: () => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const [draft, setDraft] = useState(props.initial);
  const { body, of } = draft;
  const change = (part: Partial<AreaText>) => setDraft({ ...draft, body: { ...body, ...part } });
  return (
    <PlaceDialog
      title={t(of ? 'areas.edit' : 'areas.add')}
      draft={draft}
      save={({ buildingId, ...request }, saved) =>
        saved === null
          ? api.createAreas({ buildingId, areas: [fieldsOf(request)] })
          : api.changeArea(request, saved)
      }
      fieldText={areaFieldText}
      valueText={(value) => placeValueText(places.value, value)}
      onDraft={setDraft}
      onSaved={props.onSaved}
      onClose={props.onClose}
    >
      {of === null && (
        <Field label={t.both('places.building')}>
          <select
            value={body.buildingId}
            onChange={(event) => change({ buildingId: event.currentTarget.value })}
          >
            {(places.value?.buildings ?? []).map(({ building }) => (
              <option key={building.id} value={building.id}>
                {building.name}
              </option>
            ))}
          </select>
        </Field>
      )}
      <AreaFields body={body} isNew={of === null} onChange={change} />
    </PlaceDialog>
  );
}

const fieldsOf = ({ name, class: areaClass, isKey }: AreaRequest) => ({
  name,
  class: areaClass,
  isKey,
});

function AreaFields(props: {
  body: AreaText;
  isNew: boolean;
  onChange: (part: Partial<AreaText>) => void;
}): JSX.Element {
  const { body, isNew, onChange } = props;
  return (
    <>
      <Field label={t.both('places.name')}>
        <input
          required
          maxLength={100}
          autocomplete="off"
          value={body.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <Field label={t.both('areas.class.label')}>
        <select
          value={body.class}
          onChange={(event) =>
            onChange({
              class: CLASSES.find((one) => one === event.currentTarget.value) ?? 'public',
            })
          }
        >
          {CLASSES.map((one) => (
            <option key={one} value={one}>
              {t(`areas.class.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Check label={t('areas.isKey')} isOn={body.isKey} onChange={(isKey) => onChange({ isKey })} />
      {!isNew && (
        <Check
          label={t('areas.isRemoved')}
          isOn={body.isRemoved}
          onChange={(isRemoved) => onChange({ isRemoved })}
        />
      )}
    </>
  );
}

function Check(props: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}): JSX.Element {
  return (
    <label class={styles.check}>
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

const FIELDS = { name: 'places.name', class: 'areas.class.label', isKey: 'areas.isKey' } as const;

function areaFieldText(field: string): string {
  const key = Object.entries(FIELDS).find(([name]) => name === field)?.[1];
  return key === undefined ? field : t(key);
}
