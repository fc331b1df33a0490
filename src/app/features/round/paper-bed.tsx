import type { JSX } from 'preact';
import type { Bed } from '../../../domain/unit-rooms.ts';
import { isSurelyWhole } from '../../duty/surely-whole.ts';
import { digitsOf, shownDigits } from '../../duty/typed-temperature.ts';
import { awayOf } from './away.ts';
import { AwayLine } from './bed-card.tsx';
import { STATES, type LineProblem, type PaperLine } from './paper-draft.ts';
import styles from './paper-room.module.css';
import { shownTime } from './paper-time.ts';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';

interface LineProps {
  asksComplaint: boolean;
  problem: LineProblem | null;
  onChange: (part: Partial<PaperLine>) => void;
  onWhole: (field: HTMLInputElement) => void;
}

/** `line`: `null` where there is nobody to ask after, or all is typed in already. */
export function PaperBed(props: LineProps & { bed: Bed; line: PaperLine | null }): JSX.Element {
  const { bed, line } = props;
  const { person } = bed;
  const duty = useRound();
  const isInHospital = person !== null && awayOf(duty, person.id)?.why === 'hospital';
  const name = person?.name ?? t('room.emptyBed');
  return (
    <li class={styles.bed}>
      <span class={styles.number}>{bed.bed}</span>
      <span class={styles.who}>
        <span class={person === null ? styles.empty : styles.name}>{name}</span>
        {line === null && person !== null && !isInHospital && (
          <span class={styles.known}>{t('paper.known')}</span>
        )}
      </span>
      {line !== null && <LineFields {...props} name={name} line={line} />}
      {person !== null && (line !== null || isInHospital) && <AwayLine person={person} />}
    </li>
  );
}

type FieldsProps = LineProps & { name: string; line: PaperLine };

function LineFields(props: FieldsProps): JSX.Element {
  const { name, line, asksComplaint, problem, onChange, onWhole } = props;
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
        name="reading"
        inputMode="numeric"
        autocomplete="off"
        placeholder="––.–"
        aria-label={t('measure.label', { name })}
        aria-invalid={problem !== null && problem !== 'time' && problem !== 'complains'}
        value={shownDigits(line.digits, unit)}
        onInput={({ currentTarget: field }) => {
          const digits = digitsOf(field.value).slice(0, 4);
          onChange({ digits });
          if (isSurelyWhole(digits, unit)) onWhole(field);
        }}
      />
      <input
        class={styles.time}
        inputMode="numeric"
        autocomplete="off"
        placeholder="––:––"
        aria-label={t('paper.lineTime', { name })}
        aria-invalid={problem === 'time'}
        value={shownTime(line.time)}
        onInput={({ currentTarget: field }) =>
          onChange({ time: digitsOf(field.value).slice(0, 4) })
        }
      />
      {asksComplaint && <ComplaintField {...props} />}
      {problem !== null && (
        <p class={styles.problem} role="alert">
          {t(`paper.problem.${problem}`)}
        </p>
      )}
    </>
  );
}

function ComplaintField({ name, line, problem, onChange }: FieldsProps): JSX.Element {
  return (
    <input
      class={styles.complaint}
      autocomplete="off"
      maxLength={500}
      placeholder={t('complaint.label')}
      aria-label={t('person.complaint', { name })}
      aria-invalid={problem === 'complains'}
      value={line.complaint}
      onInput={({ currentTarget }) => onChange({ complaint: currentTarget.value })}
    />
  );
}
