import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PlacesImportRequest, type PlacesImportReply } from '../../../protocol/office-places.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FileDrop } from './file-drop.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { readBuildingLists } from './building-lists.ts';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';

type Lists = Readonly<Record<string, PlacesImportRequest>>;

/** A building list as a JSON file. A file with several lists asks which. */
export function PlacesImport({ onImported }: { onImported: () => void }): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const [lists, setLists] = useState<Lists | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const [result, setResult] = useState<PlacesImportReply | null>(null);

  async function open(file: File) {
    const read = readBuildingLists(await file.text());
    setResult(null);
    doing.clear();
    setUnreadable(read === null);
    setLists(read);
  }

  async function take(list: PlacesImportRequest) {
    const reply = await doing.run(() => api.importPlaces(list));
    if (reply === null) return;
    setLists(null);
    setResult(reply);
    onImported();
  }

  return (
    <details class={styles.details}>
      <summary>{t('places.import')}</summary>
      <div class={styles.form}>
        <p class={styles.soft}>{t('places.importLead')}</p>
        <FileDrop
          label={t('places.importFile')}
          accept=".json,application/json"
          share={null}
          onFile={(file) => void open(file)}
        />
        {isUnreadable && (
          <Banner tone="danger" role="alert">
            <p>{t('places.importUnreadable')}</p>
          </Banner>
        )}
        {lists && <ListChoice lists={lists} isBusy={doing.isBusy} onTake={(l) => void take(l)} />}
        <ProblemNote of={doing.problem} />
        {result && (
          <Banner tone="good" role="status">
            <p>
              {t('places.imported', {
                campuses: result.campusesCreated,
                buildings: result.buildingsCreated,
                units: result.unitsCreated,
              })}
            </p>
          </Banner>
        )}
      </div>
    </details>
  );
}

function ListChoice(props: {
  lists: Lists;
  isBusy: boolean;
  onTake: (list: PlacesImportRequest) => void;
}): JSX.Element {
  const names = Object.keys(props.lists);
  const [name, setName] = useState(names[0] ?? '');
  const list = props.lists[name] ?? [];
  return (
    <>
      {names.length > 1 && (
        <Field label={t.both('places.importWhich')}>
          <select value={name} onChange={(event) => setName(event.currentTarget.value)}>
            {names.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </Field>
      )}
      <p>
        {t('places.importHolds', {
          count: list.length,
          names: list
            .slice(0, 5)
            .map((building) => building.name)
            .join(t('comma')),
        })}
      </p>
      <Button
        kind="primary"
        disabled={props.isBusy || list.length === 0}
        onClick={() => props.onTake(list)}
      >
        {t('places.importAction')}
      </Button>
    </>
  );
}
