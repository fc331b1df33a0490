import x from 'lucide-static/icons/x.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Directory } from '../../../domain/person.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { useKeysFor } from '../../duty/focus-on-key.ts';
import { SiteSelect } from '../../duty/site-select.tsx';
import { isSurelyWhole } from '../../duty/surely-whole.ts';
import { digitsOf, shownDigits } from '../../duty/typed-temperature.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Keypad } from '../../ui/keypad.tsx';
import { Text } from '../../ui/text.tsx';
import { createEntry, type Entry, type EntryProblem } from './reading-entry.ts';
import styles from './measuring-panel.module.css';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { useVisits } from './visits.ts';

/** The keypad for one person. Three digits are saved by themselves, and the next person's turn comes. */
export function MeasuringPanel(props: { room: UnitRoom; person: Directory }): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  // From person to person the same: a key may still bounce when the next one's turn has come.
  const entry = useMemo(() => createEntry(duty, visits), [duty, visits]);
  return <Panel key={props.person.id} {...props} entry={entry} />;
}

function Panel(props: { room: UnitRoom; person: Directory; entry: Entry }): JSX.Element | null {
  const { room, person, entry } = props;
  const duty = useRound();
  const visits = useVisits();
  const problem = useSignal<EntryProblem | null>(null);
  const draft = visits.draft.value;
  const round = duty.round.value;
  if (draft === null || round === null) return null;
  const { thermometerUnit: unit, site } = round.body;
  const { typed } = draft;

  async function done(): Promise<void> {
    problem.value = await entry.save(room, person);
    if (problem.value !== null) signalRefusal();
  }
  /** After a value that cannot be right one types anew. */
  function type(next: string): void {
    const isMore = next.length > typed.length;
    // What is not taken does not stay in the field either.
    if (isMore && !entry.takes(next.slice(-1))) return visits.change({});
    const isAnew = problem.value?.kind === 'impossible' && isMore;
    const digits = (isAnew ? next.slice(typed.length) : next).slice(0, 4);
    problem.value = null;
    visits.change({ typed: digits });
    if (isSurelyWhole(digits, unit)) void done();
  }

  return (
    <form
      class={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        void done();
      }}
    >
      <p class={styles.name}>{person.name}</p>
      <div class={styles.top}>
        <Field
          name={person.name}
          isWrong={problem.value !== null}
          isSaving={entry.isSaving.value}
          onType={type}
        />
        <SiteSelect value={draft.site ?? site} onChange={(next) => visits.change({ site: next })} />
        <Button
          icon={x}
          label={t('measuring.close')}
          onClick={() => visits.change({ measuring: null, typed: '' })}
        />
      </div>
      {problem.value !== null && <Problem of={problem.value} />}
      <Keypad
        onDigit={(digit) => type(typed + digit)}
        onDelete={() => type(typed.slice(0, -1))}
        done={{ label: <Text of={t.both('keypad.done')} />, onPress: () => void done() }}
      />
    </form>
  );
}

function Field(props: {
  name: string;
  isWrong: boolean;
  isSaving: boolean;
  onType: (digits: string) => void;
}): JSX.Element {
  const { name, isWrong, isSaving, onType } = props;
  const visits = useVisits();
  const unit = useRound().round.value?.body.thermometerUnit ?? 'C';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useKeysFor(field);
  return (
    <label class={classes(styles.value, isWrong && styles.wrong)} aria-busy={isSaving}>
      <input
        ref={field}
        class={styles.field}
        inputMode="none"
        autocomplete="off"
        placeholder="––.–"
        aria-label={t('measure.label', { name })}
        aria-invalid={isWrong}
        value={shownDigits(visits.draft.value?.typed ?? '', unit)}
        onInput={(event) => onType(digitsOf(event.currentTarget.value))}
      />
      <span aria-hidden="true">°{unit}</span>
    </label>
  );
}

function Problem({ of }: { of: EntryProblem }): JSX.Element {
  return (
    <p class={styles.problem} role="alert">
      <Text
        of={
          of.kind === 'impossible'
            ? t.both('measure.impossible', { value: of.shown })
            : t.both('measure.unreadable')
        }
      />
    </p>
  );
}
