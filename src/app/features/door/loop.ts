import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { DoorCheck, Subject } from '../../../domain/door-check.ts';
import { subjectKey } from '../../../domain/door-log.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { leaveField } from '../../device/leave-field.ts';
import { signalOutcome, type OutcomeKind } from '../../duty/outcome-kind.ts';
import { checkOf, type Problem } from './check-of.ts';
import type { DoorDuty } from './door-duty.ts';
import { forNextPerson, isUnderWay, type LoopDraft } from './loop-draft.ts';
import { createForm } from './loop-form.ts';
import { createLoopPhotos, type LoopPhotos } from './loop-photos.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { recordCheck, recordVoid } from './record-check.ts';
import { nextReading } from './second-reading.ts';
import { standingOf, type Standing } from './standing.ts';

/** The loop at the door: find, three digits, done, next. */
export interface Loop {
  draft: ReadonlySignal<LoopDraft>;
  /** Whoever stands there; `null` while somebody is looked for. */
  standing: ReadonlySignal<Standing | null>;
  problem: ReadonlySignal<Problem | null>;
  outcome: ReadonlySignal<Outcome | null>;
  /** Changes what is half typed; kept on the disk within a quarter of a second. */
  change: (part: Partial<LoopDraft>) => void;
  /** The digits of the reading; those pressed while a check is being saved are the next person's. */
  type: (digits: string) => void;
  pick: (subject: Subject) => void;
  photos: LoopPhotos;
  /** Nobody stands there after all. */
  leave: () => void;
  flip: () => void;
  /** Resolves when the check is durable, or refused (`problem`). */
  done: () => Promise<void>;
  /** A visitor leaves by one tap: no reading. */
  letOut: (visitorId: Id) => Promise<void>;
  undo: () => Promise<void>;
  setSeen: () => void;
  stop: () => void;
}

export function createLoop(duty: DoorDuty): Loop {
  const form = createForm(duty);
  const { draft, problem, change, type, stop } = form;
  const { outcome, show } = createVerdict(duty);
  const photos = createLoopPhotos(duty, form);
  const standing = computed(() => standingOf(duty, draft.value));

  function pick(subject: Subject, taken = draft.peek().photos): void {
    change({ ...forNextPerson(draft.peek(), subject, taken), ...nextReading(duty, subject) });
    if (!isSameSubject(outcome.peek()?.subject ?? null, subject)) outcome.value = null;
  }

  async function record(check: DoorCheck): Promise<void> {
    const whenKept = ({ id }: Fact): void => {
      leaveField();
      const kind = show(check, id);
      const isStaying = kind === 'too-low' || kind === 'unsettled';
      if (isStaying && !isUnderWay(draft.peek())) pick(check.subject);
    };
    await form.saveWith((options) => photos.record(check, options), whenKept);
  }

  async function done(): Promise<void> {
    const now = standing.peek();
    if (now === null || form.isSaving()) return;
    const answer = checkOf(duty, { draft: draft.peek(), standing: now });
    if ('check' in answer) return record(answer.check);
    problem.value = answer.problem;
    signalRefusal();
  }

  async function letOut(visitorId: Id): Promise<void> {
    const doorId = duty.shift.peek()?.body.doorId;
    if (doorId === undefined) return;
    const check = leavingOf(visitorId, doorId);
    await recordCheck(duty, check, { whenKept: ({ id }) => void show(check, id) });
  }

  async function undo(): Promise<void> {
    const last = outcome.peek();
    const doorId = duty.shift.peek()?.body.doorId;
    if (last === null || doorId === undefined) return;
    outcome.value = null;
    const taken = duty.log().entry(last.checkId)?.check.photos;
    await recordVoid(duty, { id: last.checkId, doorId }, { reason: 'undo' });
    if (last.reading !== null && !isUnderWay(draft.peek())) pick(last.subject, taken);
  }

  return {
    draft,
    standing,
    problem,
    outcome,
    change,
    type,
    pick: (subject) => pick(subject),
    photos,
    done,
    letOut,
    undo,
    leave: () => change(forNextPerson(draft.peek())),
    flip: () => change({ direction: standing.peek()?.direction === 'in' ? 'out' : 'in' }),
    setSeen: () => (outcome.value = null),
    stop,
  };
}

function leavingOf(visitorId: Id, doorId: Id): DoorCheck {
  const about = { subject: { kind: 'visitor', visitorId }, doorId, direction: 'out' } as const;
  return { ...about, reading: null, repeats: null, amends: null };
}

/** What became of the last check. */
function createVerdict(duty: DoorDuty) {
  const outcome = signal<Outcome | null>(null);
  return {
    outcome,
    show: (check: DoorCheck, checkId: Id): OutcomeKind => {
      const made = outcomeOf(duty, { check, checkId });
      outcome.value = made;
      afterFrame(() => signalOutcome(made.kind));
      return made.kind;
    },
  };
}

function isSameSubject(a: Subject | null, b: Subject): boolean {
  return a !== null && subjectKey(a) !== null && subjectKey(a) === subjectKey(b);
}
