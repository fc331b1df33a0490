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
  /** The room in which the app was closed; resolves when the disk has been asked. */
  restored: Promise<Id | null>;
  /** A new stay begins, unless this room is where one stands already. */
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

export function createStay({ app: { journal, unlocked } }: RoundDuty): Stay {
  const key = `round:${unlocked.accountId}`;
  const keeper = createDraftKeeper(journal, key);
  const draft = signal<VisitDraft | null>(null);
  const stopMarking = effect(() => markDirty('round', isUnderWay(draft.value)));

  function put(next: VisitDraft | null): void {
    draft.value = next;
    keeper.keep(next);
  }

  async function restore(): Promise<Id | null> {
    const kept = readVisitDraft(await journal.readDraft(key));
    if (kept !== null && draft.peek() === null) draft.value = kept;
    return kept?.roomId ?? null;
  }

  return {
    draft,
    restored: restore(),
    enter: (roomId) => {
      if (draft.peek()?.roomId !== roomId) put({ ...NOTHING_TYPED, roomId, visitId: v7() });
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
