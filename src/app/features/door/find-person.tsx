import hash from 'lucide-static/icons/hash.svg?raw';
import keyboard from 'lucide-static/icons/keyboard.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useSignal, type Signal } from '@preact/signals';
import { Button } from '../../ui/button.tsx';
import { Keypad } from '../../ui/keypad.tsx';
import { t } from './door-strings.ts';
import { useKeysFor } from './focus-on-key.ts';
import type { Found } from './people-finder.ts';
import { ResultList } from './result-list.tsx';
import styles from './find-person.module.css';

export interface FindPersonProps {
  query: string;
  board: 'digits' | 'letters';
  results: readonly Found[];
  onQuery: (query: string) => void;
  onBoard: (board: 'digits' | 'letters') => void;
  onPick: (found: Found) => void;
  /** In place of results while nothing is typed. */
  children: JSX.Element;
  /** Under "nobody found". */
  newcomers: JSX.Element;
}

/** One field, results while typing, and the digits under the thumb. */
export function FindPerson(props: FindPersonProps): JSX.Element {
  const { query, board, results, onQuery, onPick, children, newcomers } = props;
  const listId = useId();
  const marked = useSignal(0);
  useEffect(() => {
    marked.value = 0;
  }, [query]);
  return (
    <div class={styles.find}>
      <SearchBar {...props} listId={listId} marked={marked} />
      <div class={styles.middle}>
        {query.trim() === '' ? (
          children
        ) : (
          <>
            <ResultList id={listId} results={results} marked={marked.value} onPick={onPick} />
            {results.length === 0 && newcomers}
          </>
        )}
      </div>
      {board === 'digits' && (
        <div class={styles.pad}>
          <Keypad
            onDigit={(digit) => onQuery(query + digit)}
            onDelete={() => onQuery(query.slice(0, -1))}
            extra={{ label: '–', onPress: () => onQuery(`${query}-`) }}
          />
        </div>
      )}
    </div>
  );
}

/** Enter takes the marked result, the first one unless the arrows moved. */
function SearchBar(
  props: FindPersonProps & { listId: string; marked: Signal<number> },
): JSX.Element {
  const { query, board, results, onQuery, onBoard, onPick, listId, marked } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, [board]);
  useKeysFor(field);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape') onQuery('');
    else if (step === 0) return;
    marked.value = Math.max(0, Math.min(marked.value + step, results.length - 1));
    event.preventDefault();
  }

  function pickMarked(event: SubmitEvent): void {
    event.preventDefault();
    const found = results[marked.value];
    if (found !== undefined) onPick(found);
  }

  return (
    <form class={styles.bar} role="search" onSubmit={pickMarked}>
      <input
        ref={field}
        class={styles.field}
        type="text"
        inputMode={board === 'digits' ? 'none' : 'search'}
        enterkeyhint="go"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        role="combobox"
        aria-label={t('find.label')}
        aria-expanded={results.length > 0}
        aria-controls={listId}
        aria-activedescendant={results.length > 0 ? `${listId}-${marked.value}` : undefined}
        placeholder={t('find.placeholder')}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button
        icon={board === 'digits' ? keyboard : hash}
        label={t(board === 'digits' ? 'find.letters' : 'find.digits')}
        onClick={() => onBoard(board === 'digits' ? 'letters' : 'digits')}
      />
    </form>
  );
}
