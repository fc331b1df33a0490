import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { v7 } from 'uuid';
import type { Id } from '../../../domain/id.ts';
import { markDirty } from '../../dirty.ts';
import { createDraftKeeper } from '../../duty/draft-keeper.ts';
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
  /** A new stay begins, unless this room is where one stands already on this round. */
  enter: (roomId: Id) => void;
  leave: () => void;
  /** Changes what is half typed; kept on the disk within a quarter of a second. */
  change: (part: Partial<VisitDraft>) => void;
  stop: () => void;
}

const NOTHING_TYPED = {
  measuring: null,
  typed: '',
  site: null,
  complaintOf: null,
  complaint: '',
  note: '',
  isInstructed: false,
  paperTime: '',
  lines: {},
} as const;

export function createStay({ app: { journal, unlocked }, round }: RoundDuty): Stay {
  const key = `round:${unlocked.accountId}`;
  const keeper = createDraftKeeper(journal, key);
  const draft = signal<VisitDraft | null>(null);
  const stopMarking = effect(() => markDirty('round', isUnderWay(draft.value)));

  function put(next: VisitDraft | null): void {
    draft.value = next;
    keeper.keep(next);
  }

  async function restore(): Promise<void> {
    const kept = readVisitDraft(await journal.readDraft(key));
    if (kept !== null && draft.peek() === null) draft.value = kept;
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
      const before = draft.peek();
      // Digits of another round are of no use to this one; a sentence that was begun there may be.
      const note = before?.roomId === roomId ? before.note : '';
      put({ ...NOTHING_TYPED, note, roundId: roundNow(), roomId, visitId: v7() });
    },
    leave: () => put(null),
    change: (part) => {
      const before = draft.peek();
      if (before !== null) put({ ...before, ...part });
    },
    stop: () => {
      keeper.stop();
      stopMarking();
      markDirty('round', false);
    },
  };
}
