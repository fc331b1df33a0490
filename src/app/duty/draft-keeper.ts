import type { Journal } from '../../store/journal.ts';
import { onStorageFailure } from '../../store/storage-failure.ts';

const KEEP_AFTER_MS = 250;

export interface DraftKeeper {
  /** Kept within a quarter of a second, or at once when the page goes away. */
  keep: (value: unknown) => void;
  /** Forgets what is not kept yet: the record that is being made clears the rest. */
  forget: () => void;
  stop: () => void;
}

/** Writes a form's latest state under one key, sealed, a moment after the last key press. */
export function createDraftKeeper(journal: Journal, key: string): DraftKeeper {
  let waiting: { value: unknown } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    clearTimeout(timer);
    const next = waiting;
    waiting = null;
    if (next === null) return;
    const writing =
      next.value === null ? journal.clearDraft(key) : journal.saveDraft(key, next.value);
    // A copy that finds no room leaves what is typed on the screen; the record itself will say so.
    void writing.catch(onStorageFailure(() => undefined));
  }

  const leave = (): void => write();
  document.addEventListener('visibilitychange', leave);
  window.addEventListener('pagehide', leave);

  return {
    keep: (value) => {
      waiting = { value };
      clearTimeout(timer);
      timer = setTimeout(write, KEEP_AFTER_MS);
    },
    forget: () => {
      clearTimeout(timer);
      waiting = null;
    },
    stop: () => {
      write();
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', leave);
    },
  };
}
