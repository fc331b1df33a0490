import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Round } from '../../../domain/round.ts';
import type { RunningRound } from '../../../domain/shift.ts';
import { campusZone } from '../../campus-zone.ts';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { localText, readPaperTime, type PaperProblem } from './paper-time.ts';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';

type PaperTime = ReturnType<typeof usePaperChoice>;

/** Whether a round is typed in from a sheet of paper, and when it was walked: now, unless changed. */
export function usePaperChoice(current: RunningRound | null) {
  const { app, nowInstant } = useRound();
  const zone = campusZone(app);
  const before = current?.body.onPaperAt;
  const isOn = useSignal(before !== undefined);
  const text = useSignal(localText(before ?? nowInstant(), zone));
  const problem = useSignal<PaperProblem | null>(null);
  return {
    isOn,
    text,
    problem,
    /** For the round's record; `null` where the time cannot be. */
    read: (): Pick<Round, 'onPaperAt'> | null => {
      if (!isOn.value) return {};
      const read = readPaperTime(text.value, { now: nowInstant(), zone });
      problem.value = 'problem' in read ? read.problem : null;
      return 'at' in read ? { onPaperAt: read.at } : null;
    },
  };
}

export function PaperChoice({ choice }: { choice: PaperTime }): JSX.Element {
  const { isOn, text, problem } = choice;
  return (
    <>
      <Switch
        label={t.both('paper.switch')}
        hint={t.both('paper.switchHint')}
        on={isOn.value}
        onChange={(on) => (isOn.value = on)}
      />
      {isOn.value && (
        <Field
          label={t.both('paper.when')}
          hint={t.both('paper.whenHint')}
          error={problem.value && t.both(`paper.time.${problem.value}`)}
        >
          <input
            type="datetime-local"
            value={text.value}
            aria-invalid={problem.value !== null}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              problem.value = null;
            }}
          />
        </Field>
      )}
    </>
  );
}
