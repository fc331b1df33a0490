import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { DoorCheck, Subject } from '../../../domain/door-check.ts';
import { subjectKey } from '../../../domain/door-log.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { markDirty } from '../../dirty.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { beep, vibrate } from '../../device/feedback.ts';
import { leaveField } from '../../device/leave-field.ts';
import { checkOf, type Problem } from './check-of.ts';
import type { DoorDuty } from './door-duty.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import {
  EMPTY_DRAFT,
  forNextPerson,
  isUnderWay,
  readLoopDraft,
  type LoopDraft,
} from './loop-draft.ts';
import { outcomeOf, signalOutcome, type Outcome } from './outcome.ts';
import { recordCheck, recordVoid, type RecordOptions } from './record-check.ts';
import { nextReading, type OutcomeKind } from './second-reading.ts';
import { standingOf, type Standing } from './standing.ts';
import { digitsOfReading } from './typed-temperature.ts';

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
  const { draft, problem, change } = form;
  const { outcome, show } = createVerdict(duty);
  const standing = computed(() => standingOf(duty, draft.value));

  function pick(subject: Subject): void {
    change({ ...forNextPerson(draft.peek()), subject, ...nextReading(duty, subject) });
    if (!isSameSubject(outcome.peek()?.subject ?? null, subject)) outcome.value = null;
  }

  async function record(check: DoorCheck): Promise<void> {
    const whenKept = ({ id }: Fact): void => {
      leaveField();
      const kind = show(check, id);
      const isStaying = kind === 'too-low' || kind === 'unsettled';
      if (isStaying && !isUnderWay(draft.peek())) pick(check.subject);
    };
    await form.saveWith((options) => recordCheck(duty, check, options), whenKept);
  }

  async function done(): Promise<void> {
    const now = standing.peek();
    if (now === null || form.isSaving()) return;
    const answer = checkOf(duty, { draft: draft.peek(), standing: now });
    if ('check' in answer) return record(answer.check);
    problem.value = answer.problem;
    beep('impossible');
    vibrate('impossible');
  }

  async function letOut(visitorId: Id): Promise<void> {
    const doorId = duty.shift.peek()?.body.doorId;
    if (doorId === undefined) return;
    const about = { subject: { kind: 'visitor', visitorId }, doorId, direction: 'out' } as const;
    const check = { ...about, reading: null, repeats: null, amends: null };
    await recordCheck(duty, check, { whenKept: ({ id }) => void show(check, id) });
  }

  async function undo(): Promise<void> {
    const last = outcome.peek();
    const doorId = duty.shift.peek()?.body.doorId;
    if (last === null || doorId === undefined) return;
    outcome.value = null;
    await recordVoid(duty, { id: last.checkId, doorId }, 'undo');
    if (last.reading !== null && !isUnderWay(draft.peek())) pick(last.subject);
  }

  return {
    draft,
    standing,
    problem,
    outcome,
    change,
    type: form.type,
    pick,
    done,
    letOut,
    undo,
    leave: () => change(forNextPerson(draft.peek())),
    flip: () => change({ direction: standing.peek()?.direction === 'in' ? 'out' : 'in' }),
    setSeen: () => (outcome.value = null),
    stop: form.stop,
  };
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

/** What is half typed, and its copy on the disk. */
function createForm(duty: DoorDuty) {
  const { journal, unlocked } = duty.app;
  const key = `door:${unlocked.accountId}`;
  const draft = signal<LoopDraft>(EMPTY_DRAFT);
  const problem = signal<Problem | null>(null);
  let isSaving = false;
  const keeper = createDraftKeeper(journal, key);
  const stopMarking = effect(() => markDirty('door', isUnderWay(draft.value)));
  void restore();

  async function restore(): Promise<void> {
    const kept = await journal.readDraft(key);
    if (draft.peek() === EMPTY_DRAFT) draft.value = readLoopDraft(kept);
  }

  function change(part: Partial<LoopDraft>): void {
    draft.value = { ...draft.peek(), ...part };
    problem.value = null;
    keeper.keep(draft.peek());
  }

  return {
    key,
    draft,
    problem,
    change,
    type: (digits: string): void => change({ typed: isSaving ? digits : digitsOfReading(digits) }),
    isSaving: () => isSaving,
    /**
     * Frees the field for the next person when the record is durable. One redraw then shows both: two would
     * stand in each other's way. Digits pressed meanwhile were meant for the next person.
     */
    saveWith: (
      record: (options: RecordOptions) => Promise<Fact>,
      thenShow: (fact: Fact) => void,
    ): Promise<Fact> => {
      const before = draft.peek();
      isSaving = true;
      keeper.forget();
      const whenKept = (fact: Fact): void => {
        const ahead = draft.peek().typed.slice(before.typed.length);
        draft.value = { ...forNextPerson(draft.peek()), query: ahead };
        problem.value = null;
        if (isWorthKeeping(draft.peek())) keeper.keep(draft.peek());
        else keeper.forget();
        thenShow(fact);
      };
      return record({ alsoClearDraft: key, whenKept }).finally(() => (isSaving = false));
    },
    stop: (): void => {
      keeper.stop();
      stopMarking();
      markDirty('door', false);
    },
  };
}

/** Rush mode and the way to type outlive a check, whose record cleared the copy on the disk. */
function isWorthKeeping({ query, rush, board }: LoopDraft): boolean {
  return query !== '' || rush !== null || board !== EMPTY_DRAFT.board;
}
