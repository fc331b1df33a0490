import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { mayOffice } from '../../../domain/permission.ts';
import { formsOf, hygieneOf } from '../../../domain/default-hygiene.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import { PolicyPack } from '../../../domain/policy.ts';
import type { PreconditionDetails } from '../../../protocol/office-places.ts';
import type { PolicyEntry } from '../../../protocol/office-policy.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConflictChoice, conflictIn } from './conflict-choice.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { RecipeList } from './rules-disinfection.tsx';
import { ruleFieldText, RulesFields, ruleValueText } from './rules-fields.tsx';
import { readRules, textOfRules, type RuleField, type RulesText } from './rules-text.ts';
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
  const { text, read, doing, wasTried, isTouched, save, change } = rules;
  const mayChange = useMayChange();
  const conflict = flatten(conflictIn(doing.problem));

  if (conflict !== null)
    return (
      <ConflictChoice
        details={conflict}
        fieldText={ruleFieldText}
        valueText={ruleValueText}
        onChoose={(theirs) => save({ ...text, ...theirs }, conflict.version)}
        onBack={doing.clear}
      />
    );
  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(text, props.entry.version);
      }}
    >
      <RulesFields
        text={text}
        forms={formsOf(hygieneOf(props.entry.policy))}
        wrong={wasTried && !read.ok ? read.wrong : new Set()}
        isLocked={!mayChange}
        onText={change}
      />
      <RecipeList policy={props.entry.policy} />
      {wasTried && !read.ok && read.isOrder && <OrderNote />}
      <ProblemNote of={doing.problem} />
      {mayChange && (
        <SaveRow
          disabled={doing.isBusy || !isTouched}
          onDefaults={() => change(textOfRules(DEFAULT_POLICY))}
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
  const [wasTried, setTried] = useState(false);
  const isTouched = JSON.stringify(text) !== JSON.stringify(textOfRules(entry.policy));
  useUnfinished('rules', isTouched);

  function save(next: RulesText, version: number) {
    setText(next);
    setTried(true);
    const rules = readRules(next, entry.policy);
    if (!rules.ok) return;
    void doing
      .run(() => api.savePolicy(rules.policy, version))
      .then((saved) => saved !== null && onSaved());
  }

  function change(next: RulesText) {
    setText(next);
    onTyping();
  }

  return { text, read: readRules(text, entry.policy), doing, wasTried, isTouched, save, change };
}

function useMayChange(): boolean {
  const { me } = useOffice();
  const ask = { area: 'documents', action: 'W' } as const;
  return mayOffice(me.assignments, ask, new Date().toISOString());
}

function OrderNote(): JSX.Element {
  return (
    <Banner tone="danger" role="alert">
      <p>{t('rules.wrongOrder')}</p>
    </Banner>
  );
}

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

/** Both sides as the form shows them: one line per field, not one for the whole of the temperatures. */
function flatten(conflict: PreconditionDetails | null): PreconditionDetails | null {
  if (conflict === null) return null;
  const theirs = PolicyPack.safeParse(conflict.theirs);
  const yours = PolicyPack.safeParse(conflict.yours);
  if (!theirs.success || !yours.success) return null;
  const sides = { theirs: textOfRules(theirs.data), yours: textOfRules(yours.data) };
  const fields = Object.keys(sides.yours) as RuleField[];
  return {
    version: conflict.version,
    ...sides,
    fields: fields.filter((field) => sides.theirs[field] !== sides.yours[field]),
  };
}
