import notebook from 'lucide-static/icons/notebook-pen.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { personStanding } from '../../../domain/round-progress.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { digitsOf } from '../../duty/typed-temperature.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { awayOf } from './away.ts';
import { useMeant } from './meant.ts';
import { momentOf } from './paper-at.ts';
import { PaperBed } from './paper-bed.tsx';
import { AWAY, PRESENT, readLine, type LineProblem, type PaperLine } from './paper-draft.ts';
import styles from './paper-room.module.css';
import { shownTime } from './paper-time.ts';
import { useRound, type RoundDuty } from './round-duty.ts';
import { t } from './round-strings.ts';
import type { VisitDraft } from './visit-draft.ts';
import type { TypedLine } from './visit-records.ts';
import { useVisits } from './visits.ts';

interface PaperRoomProps {
  room: UnitRoom;
  draft: VisitDraft;
  /** `wereLinesLeft`: it kept lines, and did not only go on. */
  onKept: (wereLinesLeft: boolean) => void;
}

/**
 * The lines of one room as the sheet has them: all present, then the exceptions and the digits; one tap keeps them.
 * What is typed before it lies on the disk.
 */
export function PaperRoom({ room, draft, onKept }: PaperRoomProps): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const problems = useSignal<ReadonlyMap<Id, LineProblem>>(new Map());
  const form = useRef<HTMLFormElement>(null);
  const isSaving = useRef(false);
  const isMeant = useMeant(room.id);
  // Few sheets name any: the fields come when they are asked for.
  const isComplaining = useSignal(false);
  const asksComplaints =
    isComplaining.value || Object.values(draft.lines).some(({ complaint }) => complaint !== '');
  const left = linesLeft(duty, room);
  // Not as drawn: two keys may come before the next frame.
  const typed = (): VisitDraft['lines'] => visits.draft.peek()?.lines ?? {};
  const lineOf = (id: Id): PaperLine => typed()[id] ?? usualLine(duty, id);

  function change(personId: Id, part: Partial<PaperLine>): void {
    visits.change({ lines: { ...typed(), [personId]: { ...lineOf(personId), ...part } } });
    problems.value = new Map([...problems.value].filter(([id]) => id !== personId));
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isSaving.current || !isMeant) return;
    const read = left.map((id) => ({ id, told: readTold(duty, id, lineOf(id)) }));
    problems.value = new Map(
      read.flatMap(({ id, told }) => (typeof told === 'string' ? [[id, told] as const] : [])),
    );
    const told = read.flatMap((one) => (typeof one.told === 'string' ? [] : [one.told]));
    if (told.length < read.length || isWrong(duty, draft.paperTime)) return refuse(form.current);
    isSaving.current = true;
    const isKept = await visits.paper(room.code, told).finally(() => (isSaving.current = false));
    if (isKept) visits.change({ lines: {} });
    if (isKept) onKept(told.length > 0);
  }

  return (
    <form ref={form} class={styles.form} onSubmit={save} noValidate>
      <RoomTime draft={draft} />
      <ul class={styles.beds}>
        {room.beds.map((bed) => (
          <PaperBed
            key={bed.person?.id ?? bed.bed}
            bed={bed}
            line={bed.person && left.includes(bed.person.id) ? lineOf(bed.person.id) : null}
            asksComplaint={asksComplaints}
            problem={problems.value.get(bed.person?.id ?? '') ?? null}
            onChange={(part) => bed.person && change(bed.person.id, part)}
            onWhole={(field) => turnOn(form.current, field)}
          />
        ))}
      </ul>
      {!asksComplaints && left.length > 0 && (
        <Button wide onClick={() => (isComplaining.value = true)}>
          <Text of={t.both('paper.complaints')} />
        </Button>
      )}
      <div role="group" aria-disabled={!isMeant}>
        <Button kind="primary" type="submit" wide icon={notebook}>
          <Text of={t.both(left.length === 0 ? 'room.goOn' : 'paper.save')} />
        </Button>
      </div>
    </form>
  );
}

/** The first line that is wrong may stand out of sight. */
function refuse(form: HTMLFormElement | null): void {
  signalRefusal();
  afterFrame(() => form?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus());
}

/** As with the keypad: a whole reading needs no "next". */
function turnOn(form: HTMLFormElement | null, field: HTMLInputElement): void {
  const readings = form?.querySelectorAll<HTMLInputElement>('input[name=reading]');
  const fields = [...(readings ?? [])];
  fields[fields.indexOf(field) + 1]?.focus();
}

/** When the room was walked, where the sheet says so; else it was at the time of the walk. */
function RoomTime({ draft }: { draft: VisitDraft }): JSX.Element {
  const duty = useRound();
  const visits = useVisits();
  const { paperTime } = draft;
  const isBad = paperTime.length > 2 && isWrong(duty, paperTime);
  return (
    <Field
      label={t.both('paper.roomTime')}
      hint={t.both('paper.roomTimeHint')}
      error={isBad ? t.both('paper.problem.time') : null}
    >
      <input
        inputMode="numeric"
        autocomplete="off"
        aria-invalid={isBad}
        value={shownTime(paperTime)}
        onInput={({ currentTarget }) =>
          visits.change({ paperTime: digitsOf(currentTarget.value).slice(0, 4) })
        }
      />
    </Field>
  );
}

const isWrong = (duty: RoundDuty, time: string): boolean =>
  time !== '' && momentOf(duty, time) === null;

/**
 * Those of whom nothing of this sheet is kept yet, whatever thermometer it names by now; under another time they are
 * asked after again. Nobody looked for who was in hospital.
 */
function linesLeft(duty: RoundDuty, room: UnitRoom): Id[] {
  const at = duty.round.value?.body.onPaperAt;
  const same = [...duty.goingOn.value].filter(([, { onPaperAt }]) => onPaperAt === at);
  const ofThis = new Set(same.map(([id]) => id));
  const { rounds } = duty.log();
  return room.residentIds.filter(
    (id) => personStanding(rounds, id, ofThis) === null && awayOf(duty, id)?.why !== 'hospital',
  );
}

/** Everybody is there unless the sheet says otherwise, or leave was approved for then. */
const usualLine = (duty: RoundDuty, personId: Id): PaperLine =>
  awayOf(duty, personId)?.why === 'leave' ? AWAY : PRESENT;

/** What one line tells, or why it cannot be. */
function readTold(duty: RoundDuty, personId: Id, line: PaperLine): TypedLine | LineProblem {
  const {
    thermometerUnit: unit = 'C',
    site = 'forehead',
    thermometerId = null,
  } = duty.round.value?.body ?? {};
  const measuring = { unit, site, thermometerId, policy: duty.app.policy().temperature };
  const read = readLine(line, measuring);
  if ('problem' in read) return read.problem;
  if (isWrong(duty, line.time)) return 'time';
  return {
    personId,
    state: line.state,
    reading: read.reading,
    complaint: line.complaint.trim() || null,
    at: momentOf(duty, line.time),
  };
}
