import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { v7 } from 'uuid';
import type { Id, Instant } from '../../../domain/id.ts';
import { markDirty } from '../../dirty.ts';
import { createDraftKeeper } from '../../duty/draft-keeper.ts';
import { createLeftBehind } from './left-behind.ts';
import type { RoundDuty } from './round-duty.ts';
import { isUnderWay, readVisitDraft, type VisitDraft } from './visit-draft.ts';

/** The stay in a room, with what is half typed there. */
export interface Stay {
  /** `null` outside of any room. */
  draft: ReadonlySignal<VisitDraft | null>;
  /** Resolves when the disk has been asked for the stay in which the app was closed. */
  restored: Promise<void>;
  /** The room of this round in which one stands; `null` outside of any, also where one stood in it on another round. */
  roomNow: () => Id | null;
  /**
   * A new stay begins, unless this room is where one stands already on this round. What was half typed of this room
   * stands there again.
   */
  enter: (roomId: Id) => void;
  leave: () => void;
  /** It is recorded, wherever one stands by now. */
  forgetNote: (of: { roomId: Id; note: string }) => void;
  /** Changes what is half typed; kept on the disk within a quarter of a second. */
  change: (part: Partial<VisitDraft>) => void;
  stop: () => void;
}

const NOTHING_TYPED = {
  measuring: null,
  typed: '',
  site: null,
  complaintOf: null,
  complaints: {},
  note: '',
  noteSince: null,
  isInstructed: false,
  paperTime: '',
  lines: {},
} as const;

/**
 * Of another round only a sentence is of use to this one, and only to whoever reads it: digits and lines are not.
 */
function typedBefore(
  stay: VisitDraft | null,
  { goingOn, begunAt: now }: { goingOn: { has: (roundId: Id) => boolean }; begunAt: Instant },
): Partial<VisitDraft> {
  if (stay === null) return {};
  const { note, noteSince, isInstructed, complaints, paperTime, lines } = stay;
  return stay.roundId !== null && goingOn.has(stay.roundId)
    ? { note, noteSince, isInstructed, complaints, paperTime, lines }
    : { note, noteSince: note === '' ? null : (noteSince ?? stay.begunAt ?? now) };
}

/** The instruction is recorded, and the note where it is of this stay. */
const withoutTold = (stay: VisitDraft): VisitDraft => ({
  ...stay,
  note: stay.noteSince === null ? '' : stay.note,
  isInstructed: false,
});

export function createStay({ app, round, goingOn, nowInstant }: RoundDuty): Stay {
  const { journal, unlocked } = app;
  const key = `round:${unlocked.accountId}`;
  const keeper = createDraftKeeper(journal, key);
  const draft = signal<VisitDraft | null>(null);
  const behind = createLeftBehind(app);
  const stopMarking = effect(() => markDirty('round', isUnderWay(draft.value)));

  function put(next: VisitDraft | null): void {
    draft.value = next;
    keeper.keep(next);
  }

  async function restore(): Promise<void> {
    const kept = readVisitDraft(await journal.readDraft(key));
    await behind.restored;
    if (kept !== null && draft.peek() === null) draft.value = kept;
  }

  function leaveBehind(): void {
    const before = draft.peek();
    if (before !== null) behind.put(before);
  }

  const roundNow = (): Id | null => round.peek()?.id ?? null;
  function roomNow(): Id | null {
    const stay = draft.peek();
    return stay?.roundId === roundNow() ? stay.roomId : null;
  }

  return {
    draft,
    restored: restore(),
    roomNow,
    enter: (roomId) => {
      if (roomNow() === roomId) return;
      leaveBehind();
      const begun = { roundId: roundNow(), begunAt: nowInstant() };
      const typed = typedBefore(behind.in(roomId), { ...begun, goingOn: goingOn.peek() });
      put({ ...NOTHING_TYPED, ...typed, ...begun, roomId, visitId: v7() });
    },
    leave: () => {
      leaveBehind();
      put(null);
    },
    forgetNote: ({ roomId, note }) => {
      const now = draft.peek();
      if (now?.roomId === roomId && now.note === note) put(withoutTold(now));
      const left = behind.in(roomId);
      if (left?.note === note) behind.put(withoutTold(left));
    },
    change: (part) => {
      const before = draft.peek();
      // A note that somebody writes in is theirs, whoever began it.
      const read = part.note !== undefined && { noteSince: null };
      if (before !== null) put({ ...before, ...read, ...part });
    },
    stop: () => {
      keeper.stop();
      behind.stop();
      stopMarking();
      markDirty('round', false);
    },
  };
}
