import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RosterPreview } from '../../../protocol/office-roster.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { OfficeApi } from './api.ts';
import type { Answer } from './call.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { namesIn } from './place-text.ts';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

/** A name in fewer rows than this is more likely a slip than a building: it is not ticked beforehand. */
const LIKELY_ROWS = 5;

interface Place {
  name: string;
  rowCount: number;
  isWanted: boolean;
  campus: string;
  units: string;
}

/** Buildings of the file that are not registered: tick, complete, create; then the file is read again. */
export function CreatePlacesForm(props: {
  preview: RosterPreview;
  onPreview: (preview: RosterPreview) => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const { preview, onPreview } = props;
  const doing = useDoing();
  const campuses = (places.value?.campuses ?? []).map(({ campus }) => campus.name);
  const [list, setList] = useState(() => placesOf(preview, campuses[0] ?? ''));
  const wanted = list.filter((place) => place.isWanted);
  const change = (name: string, part: Partial<Place>) =>
    setList(list.map((place) => (place.name === name ? { ...place, ...part } : place)));

  async function create() {
    const read = await doing.run(() => createByCampus(api, preview.id, wanted));
    if (read !== null) onPreview(read);
  }

  return (
    <section class={styles.card} aria-labelledby="create-places">
      <h2 id="create-places">{t('create.title', { count: list.length })}</h2>
      <p>{t('create.lead')}</p>
      <datalist id="campus-names">
        {campuses.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <form
        class={styles.page}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <ul class={rosterStyles.places}>
          {list.map((place) => (
            <PlaceItem key={place.name} place={place} change={(part) => change(place.name, part)} />
          ))}
        </ul>
        <ProblemNote of={doing.problem} />
        <div class={styles.row}>
          <Button kind="primary" type="submit" disabled={doing.isBusy || wanted.length === 0}>
            {doing.isBusy ? t('create.busy') : t('create.action', { count: wanted.length })}
          </Button>
        </div>
      </form>
    </section>
  );
}

function placesOf(preview: RosterPreview, campus: string): Place[] {
  return [...preview.unknownBuildings]
    .sort((a, b) => b.rowCount - a.rowCount)
    .map((building) => ({
      name: building.name,
      rowCount: building.rowCount,
      isWanted: building.rowCount >= LIKELY_ROWS,
      campus: building.campus ?? campus,
      units: building.units.join(t('comma')),
    }));
}

/** One request names one campus; each answers with the file read again, the last one with all of it. */
async function createByCampus(
  api: OfficeApi,
  previewId: string,
  places: readonly Place[],
): Promise<Answer<RosterPreview>> {
  let answer: Answer<RosterPreview> | null = null;
  let id = previewId;
  for (const campusName of new Set(places.map((place) => place.campus.trim()))) {
    const buildings = places
      .filter((place) => place.campus.trim() === campusName)
      .map(({ name, units }) => ({ name, units: namesIn(units) }));
    answer = await api.createPlaces(id, { campusName, buildings });
    if (!answer.ok) return answer;
    id = answer.value.id;
  }
  return answer ?? { ok: false, problem: { code: 'bad-request', details: null } };
}

function PlaceItem(props: { place: Place; change: (part: Partial<Place>) => void }): JSX.Element {
  const { place, change } = props;
  return (
    <li>
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={place.isWanted}
          onChange={(event) => change({ isWanted: event.currentTarget.checked })}
        />
        <span>
          <strong>{place.name}</strong> {t('remark.rows', { count: place.rowCount })}
          {place.rowCount < LIKELY_ROWS && (
            <span class={styles.soft}> · {t('create.maybeSlip')}</span>
          )}
        </span>
      </label>
      {place.isWanted && (
        <div class={rosterStyles.placeFields}>
          <Field label={t.both('places.campus')}>
            <input
              required
              maxLength={100}
              list="campus-names"
              autocomplete="off"
              value={place.campus}
              onInput={(event) => change({ campus: event.currentTarget.value })}
            />
          </Field>
          <Field label={t.both('places.units')} hint={t.both('places.unitsHint')}>
            <input
              autocomplete="off"
              value={place.units}
              onInput={(event) => change({ units: event.currentTarget.value })}
            />
          </Field>
        </div>
      )}
    </li>
  );
}
