import hash from 'lucide-static/icons/hash.svg?raw';
import keyboard from 'lucide-static/icons/keyboard.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useSignal, type Signal } from '@preact/signals';
import { Button } from '../../ui/button.tsx';
import { t } from './door-strings.ts';
import { useKeysFor } from '../../duty/focus-on-key.ts';
import type { Found } from './people-finder.ts';
import { ResultList } from './result-list.tsx';
import styles from './find-person.module.css';

/** What the field and the list under it share: the list's name, and the marked row. */
export interface Finding {
  listId: string;
  marked: Signal<number>;
}

/** Another query marks its first result. */
export function useFinding(query: string): Finding {
  const listId = useId();
  const marked = useSignal(0);
  useEffect(() => {
    marked.value = 0;
  }, [query]);
  return { listId, marked };
}

interface FindProps {
  query: string;
  results: readonly Found[];
  finding: Finding;
  onPick: (found: Found) => void;
}

/** The results while somebody types; in their place, while nothing is typed, what else there is. */
export function FindMiddle(
  props: FindProps & { children: ComponentChildren; newcomers: JSX.Element },
): JSX.Element {
  const { query, results, finding, onPick, children, newcomers } = props;
  if (query.trim() === '') return <>{children}</>;
  return (
    <>
      <ResultList
        id={finding.listId}
        results={results}
        marked={finding.marked.value}
        onPick={onPick}
      />
      {results.length === 0 && newcomers}
    </>
  );
}

type Board = 'digits' | 'letters';

/** Enter takes the marked result, the first one unless the arrows moved. */
export function SearchBar(
  props: FindProps & {
    board: Board;
    onQuery: (query: string) => void;
    onBoard: (board: Board) => void;
  },
): JSX.Element {
  const { query, board, results, onQuery, onBoard, onPick, finding } = props;
  const { listId, marked } = finding;
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
