import { effect, signal } from '@preact/signals';
import type { Fact } from '../../../domain/operation.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { markDirty } from '../../dirty.ts';
import { createPhotoDraft } from '../../photo-draft.ts';
import type { Problem } from './check-of.ts';
import type { DoorDuty } from './door-duty.ts';
import { createDraftKeeper, type DraftKeeper } from '../../duty/draft-keeper.ts';
import {
  EMPTY_DRAFT,
  forNextPerson,
  isUnderWay,
  readLoopDraft,
  type LoopDraft,
} from './loop-draft.ts';
import type { RecordOptions } from './record-check.ts';
import { digitsOfReading } from '../../duty/typed-temperature.ts';

export type LoopForm = ReturnType<typeof createForm>;

/** What is half typed, and its copy on the disk. */
export function createForm(duty: DoorDuty) {
  const { journal, unlocked } = duty.app;
  const key = `door:${unlocked.accountId}`;
  const draft = signal<LoopDraft>(EMPTY_DRAFT);
  const problem = signal<Problem | null>(null);
  let isSaving = false;
  const keeper = createDraftKeeper(journal, key);
  const photos = createPhotoDraft(journal, `door-photos:${unlocked.accountId}`);
  const stopMarking = effect(() => markDirty('door', isUnderWay(draft.value)));
  void restore();

  async function restore(): Promise<void> {
    const kept = await journal.readDraft(key);
    if (draft.peek() === EMPTY_DRAFT) draft.value = readLoopDraft(kept);
  }

  function change(part: Partial<LoopDraft>): void {
    const before = draft.peek().photos;
    if (part.photos && part.photos.length < before.length) void photos.keepOnly(part.photos);
    draft.value = { ...draft.peek(), ...part };
    problem.value = null;
    keeper.keep(draft.peek());
  }

  function refuse(why: StorageFailure['why'], typed: string): void {
    change({ typed });
    problem.value = { kind: 'not-saved', why };
    signalRefusal();
  }

  return {
    draft,
    problem,
    change,
    photos,
    type: (digits: string): void => change({ typed: isSaving ? digits : digitsOfReading(digits) }),
    isSaving: () => isSaving,
    /**
     * Frees the field for the next person when the record is durable. One redraw then shows both: two would
     * stand in each other's way. Digits pressed meanwhile were meant for the next person. Where this phone
     * has no room for it all stays as it was typed, and "done" tries again.
     */
    saveWith: (
      record: (options: RecordOptions) => Promise<Fact>,
      thenShow: (fact: Fact) => void,
    ): Promise<unknown> => {
      const before = draft.peek();
      const keys = before.photos.length === 0 ? key : [key, photos.key];
      isSaving = true;
      keeper.forget();
      const whenKept = (fact: Fact): void => {
        const ahead = draft.peek().typed.slice(before.typed.length);
        if (before.photos.length > 0) photos.forget();
        draft.value = { ...forNextPerson(draft.peek()), query: ahead };
        problem.value = null;
        keepIfWorth(keeper, draft.peek());
        thenShow(fact);
      };
      return record({ alsoClearDraft: keys, whenKept })
        .catch(onStorageFailure(({ why }) => refuse(why, before.typed)))
        .finally(() => (isSaving = false));
    },
    stop: (): void => {
      keeper.stop();
      stopMarking();
      markDirty('door', false);
    },
  };
}

/** Rush mode and the way to type outlive a check, whose record cleared the copy on the disk. */
function keepIfWorth(keeper: DraftKeeper, draft: LoopDraft): void {
  const { query, rush, board } = draft;
  if (query !== '' || rush !== null || board !== EMPTY_DRAFT.board) keeper.keep(draft);
  else keeper.forget();
}
