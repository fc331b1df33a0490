import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Direction, DoorCheck, Subject } from '../../../domain/door-check.ts';
import type { Reading } from '../../../domain/reading.ts';
import { judgeTemperature, readTyped } from '../../../domain/temperature.ts';
import { markDirty } from '../../dirty.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty, type DoorDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { PersonPicker } from './person-picker.tsx';
import { nameOf } from './subject-words.ts';
import { digitsOf, shownDigits } from '../../duty/typed-temperature.ts';
import { SiteSelect } from '../../duty/site-select.tsx';
import styles from './check-sheet.module.css';

/** The whole check again. `isMatch` asks for the person alone; `field` is the one at fault, to begin with. */
export function CorrectForm(props: {
  check: DoorCheck;
  isMatch: boolean;
  field?: string | null;
  onSave: (check: DoorCheck) => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const { isMatch, field = null, onSave, onCancel } = props;
  const form = useRef<HTMLFormElement>(null);
  const duty = useDuty();
  const draft = useSignal(draftOf(duty, props.check, isMatch));
  const isWrong = useSignal(false);
  useEffect(() => {
    if (field === null) return;
    const name = field.startsWith('body.reading') ? 'value' : 'person';
    form.current?.querySelector<HTMLInputElement>(`[name='${name}']`)?.focus();
  }, [field]);
  useEffect(() => {
    markDirty('door-correction', true);
    return () => markDirty('door-correction', false);
  }, []);
  const write = (part: Partial<Correction>): void => {
    draft.value = { ...draft.value, ...part };
    isWrong.value = false;
  };

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const check = correctedCheck(duty, props.check, draft.value);
    isWrong.value = check === null;
    if (check !== null) await onSave(check);
  }

  return (
    <form ref={form} class={styles.form} onSubmit={save} noValidate>
      <PersonPicker
        label={t.both(isMatch ? 'unknown.matchTitle' : 'correct.person')}
        query={draft.value.query}
        pickedId={draft.value.subject?.kind === 'person' ? draft.value.subject.personId : null}
        onQuery={(query) => write({ query, subject: null })}
        onPick={({ id, name }) => write({ query: name, subject: { kind: 'person', personId: id } })}
      />
      {!isMatch && <ReadingFields draft={draft.value} isWrong={isWrong.value} onWrite={write} />}
      <div class={styles.actions}>
        <Button onClick={onCancel}>
          <Text of={t.both('correct.cancel')} />
        </Button>
        <Button kind="primary" type="submit" disabled={draft.value.subject === null}>
          <Text of={t.both('correct.save')} />
        </Button>
      </div>
    </form>
  );
}

interface Correction {
  query: string;
  /** `null` while another person is looked for. */
  subject: Subject | null;
  direction: Direction;
  /** `null` where no reading was taken. */
  reading: Reading | null;
  typed: string;
}

function draftOf(duty: DoorDuty, check: DoorCheck, isMatch: boolean): Correction {
  const { subject, direction, reading } = check;
  return {
    query: isMatch ? '' : nameOf(duty, subject),
    subject: isMatch ? null : subject,
    direction,
    reading,
    typed: reading === null ? '' : digitsOf(reading.rawValue.toFixed(1)),
  };
}

/** `null` where the value is none that a body has. */
function correctedCheck(duty: DoorDuty, of: DoorCheck, draft: Correction): DoorCheck | null {
  const { subject, direction, reading } = draft;
  if (subject === null) return null;
  const check = { ...of, subject, direction };
  if (reading === null) return check;
  const typed = readTyped(draft.typed, reading.rawUnit);
  if (typed === null) return null;
  const corrected = { ...reading, ...typed };
  const verdict = judgeTemperature(corrected, duty.app.policy().temperature);
  return verdict === 'impossible' ? null : { ...check, reading: corrected };
}

function ReadingFields(props: {
  draft: Correction;
  isWrong: boolean;
  onWrite: (part: Partial<Correction>) => void;
}): JSX.Element {
  const { draft, isWrong, onWrite } = props;
  const { reading, typed, direction } = draft;
  return (
    <>
      {reading !== null && (
        <>
          <Field
            label={t.both('correct.value')}
            error={isWrong ? t.both('measure.unreadable') : null}
          >
            <input
              name="value"
              inputMode="numeric"
              autocomplete="off"
              aria-invalid={isWrong}
              value={shownDigits(typed, reading.rawUnit)}
              onInput={(event) => onWrite({ typed: digitsOf(event.currentTarget.value) })}
            />
          </Field>
          <Field label={t.both('correct.site')}>
            <SiteSelect
              value={reading.site}
              onChange={(site) => onWrite({ reading: { ...reading, site } })}
            />
          </Field>
        </>
      )}
      <SegmentedChoice
        legend={t.both('correct.direction')}
        value={direction}
        options={[
          { value: 'in', label: t.both('direction.in') },
          { value: 'out', label: t.both('direction.out') },
        ]}
        onChange={(next) => onWrite({ direction: next })}
      />
    </>
  );
}
