import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Saved } from './api.ts';
import type { Answer } from './call.ts';
import { ConflictChoice, conflictIn } from './conflict-choice.tsx';
import { useDoing } from './loaded.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

/** What the dialog saves: the fields as typed, and which version they change. */
export interface Draft<Body> {
  body: Body;
  of: Saved;
}

/**
 * Adds or edits one document. If somebody else was faster, both versions are shown field by field,
 * and what is chosen is saved over theirs.
 */
export function PlaceDialog<Body extends object>(props: {
  title: string;
  draft: Draft<Body>;
  save: (body: Body, of: Saved) => Promise<Answer<unknown>>;
  fieldText: (field: string) => string;
  valueText: (value: unknown) => string;
  onDraft: (draft: Draft<Body>) => void;
  onSaved: () => void;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { title, draft, onDraft, onSaved, onClose } = props;
  const doing = useDoing();
  useUnfinished('place');
  const [isAsking, setAsking] = useState(true);
  const conflict = isAsking ? conflictIn(doing.problem) : null;

  async function save(next: Draft<Body>) {
    setAsking(true);
    const saved = await doing.run(() => props.save(next.body, next.of));
    if (saved !== null) onSaved();
  }

  function take(theirs: Record<string, unknown>, version: number) {
    if (draft.of === null) return;
    const next = { body: { ...draft.body, ...theirs }, of: { ...draft.of, version } };
    onDraft(next);
    void save(next);
  }

  return (
    <Dialog open title={title} onClose={onClose}>
      {conflict ? (
        <ConflictChoice
          details={conflict}
          fieldText={props.fieldText}
          valueText={props.valueText}
          onChoose={(theirs) => take(theirs, conflict.version)}
          onBack={() => setAsking(false)}
        />
      ) : (
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void save(draft);
          }}
        >
          {props.children}
          <ProblemNote of={doing.problem} />
          <div class={styles.row}>
            <Button kind="primary" type="submit" disabled={doing.isBusy}>
              {t('save')}
            </Button>
            <Button onClick={onClose}>{t('cancel')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
