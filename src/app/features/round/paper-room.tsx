import notebook from 'lucide-static/icons/notebook-pen.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { personStanding } from '../../../domain/round-progress.ts';
import type { Bed, UnitRoom } from '../../../domain/unit-rooms.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { digitsOf, shownDigits } from '../../duty/typed-temperature.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { PRESENT, readLine, STATES, type LineProblem, type PaperLine } from './paper-draft.ts';
import styles from './paper-room.module.css';
import { isSurelyWhole } from './reading-entry.ts';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';
import { useVisits } from './visits.ts';

/** The lines of one room as the sheet has them: all present, then the exceptions and the digits; one tap keeps them. */
export function PaperRoom({ room, onKept }: { room: UnitRoom; onKept: () => void }): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const lines = useSignal<ReadonlyMap<string, PaperLine>>(new Map());
  const problems = useSignal<ReadonlyMap<string, LineProblem>>(new Map());
  const form = useRef<HTMLFormElement>(null);
  const isSaving = useRef(false);
  const round = duty.round.value;
  const { rounds } = duty.log();
  const ofThis = new Set([round?.id ?? '']);
  const left = room.residentIds.filter((id) => personStanding(rounds, id, ofThis) === null);
  const lineOf = (id: string): PaperLine => lines.value.get(id) ?? PRESENT;

  function change(personId: string, part: Partial<PaperLine>): void {
    lines.value = new Map(lines.value).set(personId, { ...lineOf(personId), ...part });
    problems.value = new Map([...problems.value].filter(([id]) => id !== personId));
  }
  /** As with the keypad: a whole reading needs no "next". */
  function turnOn(field: HTMLInputElement): void {
    const fields = [...(form.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
    fields[fields.indexOf(field) + 1]?.focus();
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (round === null || isSaving.current) return;
    const { thermometerUnit: unit, site, thermometerId } = round.body;
    const measuring = { unit, site, thermometerId, policy: duty.app.policy().temperature };
    const read = left.map((id) => ({ id, line: lineOf(id), ...readLine(lineOf(id), measuring) }));
    problems.value = new Map(
      read.flatMap((one) => ('problem' in one ? [[one.id, one.problem] as const] : [])),
    );
    if (problems.value.size > 0) return signalRefusal();
    isSaving.current = true;
    const told = read.map((one) => ({
      personId: one.id,
      state: one.line.state,
      reading: 'reading' in one ? one.reading : null,
    }));
    const isKept = await visits.paper(room.code, told).finally(() => (isSaving.current = false));
    if (isKept) onKept();
  }

  return (
    <form ref={form} class={styles.form} onSubmit={save} noValidate>
      <ul class={styles.beds}>
        {room.beds.map((bed) => (
          <PaperBed
            key={bed.person?.id ?? bed.bed}
            bed={bed}
            line={bed.person && left.includes(bed.person.id) ? lineOf(bed.person.id) : null}
            problem={problems.value.get(bed.person?.id ?? '') ?? null}
            onChange={(part) => bed.person && change(bed.person.id, part)}
            onWhole={turnOn}
          />
        ))}
      </ul>
      <Button kind="primary" type="submit" wide icon={notebook}>
        <Text of={t.both(left.length === 0 ? 'room.goOn' : 'paper.save')} />
      </Button>
    </form>
  );
}

interface LineProps {
  problem: LineProblem | null;
  onChange: (part: Partial<PaperLine>) => void;
  onWhole: (field: HTMLInputElement) => void;
}

/** `line`: `null` where there is nobody to ask after, or all is typed in already. */
function PaperBed(props: LineProps & { bed: Bed; line: PaperLine | null }): JSX.Element {
  const { bed, line } = props;
  const name = bed.person?.name ?? t('room.emptyBed');
  return (
    <li class={styles.bed}>
      <span class={styles.number}>{bed.bed}</span>
      <span class={styles.who}>
        <span class={bed.person === null ? styles.empty : styles.name}>{name}</span>
        {line === null && bed.person !== null && (
          <span class={styles.known}>{t('paper.known')}</span>
        )}
      </span>
      {line !== null && <LineFields {...props} name={name} line={line} />}
    </li>
  );
}

function LineFields(props: LineProps & { name: string; line: PaperLine }): JSX.Element {
  const { name, line, problem, onChange, onWhole } = props;
  const unit = useRound().round.value?.body.thermometerUnit ?? 'C';
  return (
    <>
      <select
        class={styles.state}
        aria-label={t('person.states', { name })}
        value={line.state}
        onChange={({ currentTarget }) =>
          onChange({
            state: STATES.find((state) => state === currentTarget.value) ?? 'present',
          })
        }
      >
        {STATES.map((state) => (
          <option key={state} value={state}>
            {t(`presence.${state}`)}
          </option>
        ))}
      </select>
      <input
        class={styles.digits}
        inputMode="numeric"
        autocomplete="off"
        placeholder="––.–"
        aria-label={t('measure.label', { name })}
        aria-invalid={problem !== null}
        value={shownDigits(line.digits, unit)}
        onInput={({ currentTarget: field }) => {
          const digits = digitsOf(field.value).slice(0, 4);
          onChange({ digits });
          if (isSurelyWhole(digits, unit)) onWhole(field);
        }}
      />
      {problem !== null && (
        <p class={styles.problem} role="alert">
          {t(`paper.problem.${problem}`)}
        </p>
      )}
    </>
  );
}
