import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CampaignRequest } from '../../../protocol/office-night.ts';
import { Field } from '../../ui/field.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { PlaceDialog, type Draft } from './place-dialog.tsx';
import styles from './office.module.css';

/** A new campaign, or a change to one. */
export function CampaignForm(props: {
  initial: Draft<CampaignRequest>;
  onSaved: () => void;
  onClose: () => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const [draft, setDraft] = useState(props.initial);
  const { body } = draft;
  const change = (part: Partial<CampaignRequest>) =>
    setDraft({ ...draft, body: { ...body, ...part } });
  const nameOf = (id: unknown): string =>
    places.value?.buildings.find(({ building }) => building.id === id)?.building.name ?? String(id);
  return (
    <PlaceDialog
      title={t(draft.of === null ? 'campaigns.add' : 'campaigns.edit')}
      draft={draft}
      save={(next, of) => api.saveCampaign(next, of)}
      fieldText={(field) => t(`campaigns.field.${field as keyof CampaignRequest}`)}
      valueText={(value) =>
        Array.isArray(value)
          ? value.map(nameOf).join(t('comma'))
          : typeof value === 'string'
            ? value
            : t('none')
      }
      onDraft={setDraft}
      onSaved={props.onSaved}
      onClose={props.onClose}
    >
      <Field label={t.both('campaigns.field.name')}>
        <input
          type="text"
          required
          maxLength={100}
          autocomplete="off"
          value={body.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </Field>
      <Field label={t.both('campaigns.field.purpose')} hint={t.both('campaigns.purposeHint')}>
        <input
          type="text"
          maxLength={500}
          autocomplete="off"
          value={body.purpose ?? ''}
          onInput={({ currentTarget: { value } }) =>
            change({ purpose: value.trim() === '' ? null : value })
          }
        />
      </Field>
      <Days body={body} onDay={change} />
      <BuildingsOf body={body} onBuildings={(buildingIds) => change({ buildingIds })} />
    </PlaceDialog>
  );
}

function Days(props: {
  body: CampaignRequest;
  onDay: (part: Partial<CampaignRequest>) => void;
}): JSX.Element {
  const { body, onDay } = props;
  return (
    <div class={styles.filters}>
      {(['from', 'to'] as const).map((key) => (
        <Field key={key} label={t.both(`campaigns.field.${key}`)}>
          <input
            type="date"
            required
            min={key === 'to' ? body.from : undefined}
            value={body[key]}
            onInput={(event) => onDay({ [key]: event.currentTarget.value })}
          />
        </Field>
      ))}
    </div>
  );
}

function BuildingsOf(props: {
  body: CampaignRequest;
  onBuildings: (buildingIds: string[]) => void;
}): JSX.Element {
  const { places } = useOffice();
  const { buildingIds } = props.body;
  return (
    <fieldset>
      <legend>{t('campaigns.field.buildingIds')}</legend>
      {(places.value?.buildings ?? []).map(({ building: { id, name } }) => (
        <label key={id} class={styles.check}>
          <input
            type="checkbox"
            checked={buildingIds.includes(id)}
            onChange={({ currentTarget: { checked } }) => {
              const others = buildingIds.filter((one) => one !== id);
              props.onBuildings(checked ? [...others, id] : others);
            }}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
