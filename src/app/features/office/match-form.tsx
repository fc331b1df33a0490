import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Directory } from '../../../domain/person.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CheckPhotos } from './check-photos.tsx';
import { useFactId, type CheckFormProps } from './check-form.ts';
import { useDoing, useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { roomText } from './people-screen.tsx';
import { buildingName } from './place-text.ts';
import { ProblemNote } from './problem-note.tsx';
import { SearchField } from './search-field.tsx';
import { useUnfinished } from './use-unfinished.ts';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const SHOWN = 8;

/** Names the person whom the door did not know. */
export function MatchForm({ row, onDone, onBack }: CheckFormProps): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const factId = useFactId();
  useUnfinished('match');
  const [query, setQuery] = useState('');
  const [person, setPerson] = useState<Directory | null>(null);

  async function match(personId: string) {
    const next = await doing.run(() => api.matchCheck(row.id, { factId, personId }));
    if (next !== null) onDone(next);
  }

  return (
    <div class={styles.form}>
      <p>{t('log.matchLead', { text: row.subject.name })}</p>
      <CheckPhotos row={row} />
      <SearchField
        label={t.both('log.matchSearch')}
        hint={t.both('people.searchHint')}
        onQuery={(next) => {
          setQuery(next);
          setPerson(null);
        }}
      />
      {query !== '' && <Found query={query} chosen={person} onChoose={setPerson} />}
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        {person !== null && (
          <Button kind="primary" disabled={doing.isBusy} onClick={() => void match(person.id)}>
            {t('log.matchAction', { name: person.name })}
          </Button>
        )}
        <Button onClick={onBack}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

function Found(props: {
  query: string;
  chosen: Directory | null;
  onChoose: (person: Directory) => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const { query, chosen, onChoose } = props;
  const page = useLoaded(() => api.people({ query, offset: 0 }), query);
  return (
    <WhenLoaded of={page}>
      {({ people }) =>
        people.length === 0 ? (
          <EmptyState title={t('noMatch')} />
        ) : (
          <fieldset>
            <legend class={styles.hidden}>{t('log.matchSearch')}</legend>
            {people.slice(0, SHOWN).map((person) => (
              <label key={person.id} class={styles.check}>
                <input
                  type="radio"
                  name="match"
                  checked={person.id === chosen?.id}
                  onChange={() => onChoose(person)}
                />
                <span>
                  {person.name}
                  <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
                    {[
                      buildingName(places.value, person.home?.buildingId ?? null),
                      roomText(person),
                      person.className ?? '',
                      person.number ?? '',
                    ]
                      .filter((part) => part !== '' && part !== '–')
                      .join(' · ')}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        )
      }
    </WhenLoaded>
  );
}
