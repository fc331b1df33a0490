import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { mayOffice } from '../../../domain/permission.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import { PolicyPack } from '../../../domain/policy.ts';
import type { PreconditionDetails } from '../../../protocol/office-places.ts';
import type { PolicyEntry } from '../../../protocol/office-policy.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { OfficeProblem } from './call.ts';
import { ConflictChoice, conflictIn } from './conflict-choice.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { RecipeList } from './rules-disinfection.tsx';
import { ruleFieldText, RulesFields, ruleValueText } from './rules-fields.tsx';
import { readRules, textOfRules, type RulesText } from './rules-text.ts';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

interface RulesFormProps {
  entry: PolicyEntry;
  onTyping: () => void;
  onSaved: () => void;
}

/** Saves over the version that was read; where somebody was faster, both sides are shown field by field. */
export function RulesForm(props: RulesFormProps): JSX.Element {
  const rules = useRules(props);
  const { text, saved, read, doing, tries, isTouched, save, change } = rules;
  const mayChange = useMayChange();
  const conflict = readConflict(doing.problem);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirstWrong(form.current), [tries]);

  if (conflict !== null)
    return (
      <ConflictChoice
        details={conflict}
        fieldText={ruleFieldText}
        valueText={ruleValueText}
        onChoose={(theirs) => save({ ...text, ...theirs }, conflict)}
        onBack={doing.clear}
      />
    );
  return (
    <form
      ref={form}
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(text, props.entry);
      }}
    >
      <RulesFields
        text={text}
        saved={saved}
        wrong={tries > 0 && !read.ok ? read.wrong : new Set()}
        isLocked={!mayChange}
        onText={change}
      />
      <RecipeList policy={props.entry.policy} />
      {tries > 0 && !read.ok && <WrongNote isOrder={read.isOrder} />}
      <ProblemNote of={doing.problem} />
      {mayChange && (
        <SaveRow
          disabled={doing.isBusy || !isTouched}
          onDefaults={() => change({ ...text, ...textOfRules(DEFAULT_POLICY) })}
        />
      )}
    </form>
  );
}

/** What is typed, and how it is saved. */
function useRules({ entry, onTyping, onSaved }: RulesFormProps) {
  const { api } = useOffice();
  const doing = useDoing();
  const [text, setText] = useState(() => textOfRules(entry.policy));
  const [tries, setTries] = useState(0);
  const saved = useMemo(() => textOfRules(entry.policy), [entry]);
  const isTouched = !isSameText(text, saved);
  useUnfinished('rules', isTouched);

  /** Over that version: what the page does not show stays as it is there. */
  function save(next: RulesText, over: PolicyEntry) {
    setText(next);
    const rules = readRules(next, over.policy);
    if (!rules.ok) setTries((before) => before + 1);
    else
      void doing
        .run(() => api.savePolicy(rules.policy, over.version))
        .then((done) => done !== null && onSaved());
  }

  function change(next: RulesText) {
    setText(next);
    onTyping();
  }

  const read = readRules(text, entry.policy);
  return { text, saved, read, doing, tries, isTouched, save, change };
}

function useMayChange(): boolean {
  const { me } = useOffice();
  const ask = { area: 'documents', action: 'W' } as const;
  return mayOffice(me.assignments, ask, new Date().toISOString());
}

function WrongNote({ isOrder }: { isOrder: boolean }): JSX.Element {
  return (
    <Banner tone="danger" role="alert">
      <p>{t(isOrder ? 'rules.wrongOrder' : 'rules.wrongSome')}</p>
    </Banner>
  );
}

function focusFirstWrong(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

const isSameText = (a: RulesText, b: RulesText): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  (Object.keys(a) as (keyof RulesText)[]).every((field) => a[field] === b[field]);

function SaveRow(props: { disabled: boolean; onDefaults: () => void }): JSX.Element {
  return (
    <div class={styles.row}>
      <Button kind="primary" type="submit" disabled={props.disabled}>
        {t('save')}
      </Button>
      <Button onClick={props.onDefaults}>{t('rules.defaults')}</Button>
    </div>
  );
}

interface RulesConflict extends PreconditionDetails, PolicyEntry {}

/** Both sides as the form shows them: one line per field and per inspection form that both have. */
function readConflict(problem: OfficeProblem | null): RulesConflict | null {
  const conflict = conflictIn(problem);
  const theirs = PolicyPack.safeParse(conflict?.theirs);
  const yours = PolicyPack.safeParse(conflict?.yours);
  if (conflict === null || !theirs.success || !yours.success) return null;
  const sides = { theirs: textOfRules(theirs.data), yours: textOfRules(yours.data) };
  const fields = (Object.keys(sides.yours) as (keyof RulesText)[]).filter(
    (field) => sides.theirs[field] !== undefined && sides.theirs[field] !== sides.yours[field],
  );
  return { version: conflict.version, policy: theirs.data, ...sides, fields };
}
