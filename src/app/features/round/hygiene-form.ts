import { effect, signal } from '@preact/signals';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { addDays } from '../../../domain/campus-day.ts';
import { hygieneOf } from '../../../domain/default-hygiene.ts';
import type { FoundItem } from '../../../domain/hygiene.ts';
import type { FormItem } from '../../../domain/hygiene-form.ts';
import type { Day, Id } from '../../../domain/id.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import type { PhotoRefusal } from '../../device/take-photo.ts';
import { markDirty } from '../../dirty.ts';
import { dayOf } from '../../duty/campus-time.ts';
import { createDraftKeeper } from '../../duty/draft-keeper.ts';
import { putAside, written } from '../../duty/half-written/half-written.ts';
import { createPhotoDraft, withPhoto, type PhotoDraft } from '../../photo-draft.ts';
import {
  newFinding,
  newRight,
  readHygieneDraft,
  type FindingDraft,
  type HygieneDraft,
} from './hygiene-draft.ts';
import { recordFinding, recordPutRight, type HygieneRecording } from './hygiene-record.ts';
import type { HygieneDuty, HygieneVisit } from './hygiene-visit.ts';

export type HygieneForm = ReturnType<typeof createHygieneForm>;

/** Why something was not recorded, or was without its photos. */
export type HygieneProblem = StorageFailure['why'] | 'photos-lost' | Missing;

/** What a form must have before it is saved. */
type Missing = 'whose' | 'photo';

/** Until when what is found now is to be put right, as the policy proposes. */
export const proposedDay = (duty: HygieneDuty): Day =>
  addDays(dayOf(duty, duty.nowInstant()), hygieneOf(duty.app.policy()).fixByDays);

/** What is written of the open form, and its copy on the disk until it is recorded. */
function createKeptDraft(duty: HygieneDuty, key: string, roomId: Id) {
  const { journal } = duty.app;
  const draft = signal<HygieneDraft | null>(null);
  const problem = signal<HygieneProblem | null>(null);
  const keeper = createDraftKeeper(journal, key);
  // What lies aside is on the disk: a reload takes nothing of it away.
  const stopMarking = effect(() =>
    markDirty('hygiene', draft.value !== null && draft.value.isAside !== true),
  );
  void journal.readDraft(key).then((kept) => {
    draft.value ??= readHygieneDraft(kept, roomId);
  });

  function set(next: HygieneDraft | null): void {
    draft.value = next;
    problem.value = null;
    keeper.keep(next);
  }

  return {
    draft,
    problem,
    keeper,
    set,
    change: (part: Partial<Omit<FindingDraft, 'kind' | 'shape'>>): void => {
      const before = draft.peek();
      if (before !== null) set({ ...written(before, {}, duty.nowInstant()), ...part });
    },
    putAside: (): void => {
      const before = draft.peek();
      if (before !== null) set(putAside(before));
    },
    stop: (): void => {
      keeper.stop();
      stopMarking();
      markDirty('hygiene', false);
    },
  };
}

/** The one form that is open in a room: each room has its own, with its photos. */
export function createHygieneForm(duty: HygieneDuty, roomId: Id) {
  const { journal, unlocked } = duty.app;
  const of = `${unlocked.accountId}:${roomId}`;
  const key = `hygiene:${of}`;
  const kept = createKeptDraft(duty, key, roomId);
  const { draft, problem, keeper, change } = kept;
  const isSaving = signal(false);
  let opened = 0;
  const photos = createPhotoDraft(journal, `hygiene-photos:${of}`);
  const taking = createPhotoTaking(photos, {
    read: () => draft.peek()?.photos ?? [],
    write: (refs) => change({ photos: refs }),
    opened: () => opened,
  });

  function open(next: HygieneDraft | null): void {
    opened += 1;
    kept.set(next && written(next, {}, duty.nowInstant()));
    taking.refusal.value = null;
    void photos.keepOnly([]);
  }

  async function save(visit: HygieneVisit): Promise<void> {
    const now = draft.peek();
    if (now === null || isSaving.peek()) return;
    const missing = whatIsMissing(now, {
      isFromPaper: visit.onPaperAt !== undefined,
      isPhoneFull: taking.refusal.peek() === 'full',
    });
    if (missing !== null) {
      problem.value = missing;
      return;
    }
    isSaving.value = true;
    keeper.forget();
    const whenKept = (): void => {
      photos.forget();
      // What was typed meanwhile goes with the form, else it would be recorded once more.
      if (draft.peek() !== now) keeper.keep(null);
      draft.value = null;
    };
    const saving = keepDraft({ duty, visit }, now, { photos, clears: [key], whenKept });
    problem.value = await saving.finally(() => (isSaving.value = false));
    if (draft.peek() !== null) keeper.keep(draft.peek());
  }

  return {
    draft,
    problem,
    taking,
    change,
    isSaving,
    /** With the time on the sheet as it is now: it may have been typed since the room was entered. */
    save,
    find: (item: FormItem, visit: HygieneVisit): void =>
      open(newFinding(item, { ...visit, fixBy: proposedDay(duty) })),
    putRight: ({ id }: FoundItem): void => open(newRight(id, roomId)),
    /** Forgets what was written. */
    cancel: (): void => open(null),
    putAside: kept.putAside,
    stop: kept.stop,
  };
}

/** A photo of after shows what was put right; paper has none, and a full phone takes none. */
function whatIsMissing(
  draft: HygieneDraft,
  { isFromPaper, isPhoneFull }: { isFromPaper: boolean; isPhoneFull: boolean },
): Missing | null {
  if (draft.kind === 'finding') return draft.isWhoseSaid ? null : 'whose';
  const isShown = draft.photos.length > 0 || isFromPaper || isPhoneFull;
  return isShown ? null : 'photo';
}

/** The photos of the open form: `refs` are those that it names, `opened` says how many were opened before it. */
function createPhotoTaking(
  photos: PhotoDraft,
  refs: {
    read: () => readonly AttachmentRef[];
    write: (refs: AttachmentRef[]) => void;
    opened: () => number;
  },
) {
  const refusal = signal<PhotoRefusal | null>(null);
  const isBusy = signal(false);
  const others = (sha: string) => refs.read().filter((ref) => ref.sha !== sha);
  return {
    refusal,
    isBusy,
    read: photos.read,
    add: async (file: Blob, inPlaceOf: string | null): Promise<void> => {
      isBusy.value = true;
      refusal.value = null;
      const before = refs.opened();
      const added = await photos.add(file, refs.read()).finally(() => (isBusy.value = false));
      // It was taken for what is gone: it belongs to nothing that is written next.
      if (refs.opened() !== before) return photos.keepOnly(refs.read());
      if (typeof added === 'string') refusal.value = added;
      else refs.write(withPhoto(refs.read(), added, inPlaceOf));
      if (inPlaceOf !== null) void photos.keepOnly(refs.read());
    },
    remove: (sha: string): void => {
      refs.write(others(sha));
      void photos.keepOnly(refs.read());
    },
  };
}

/** Resolves to why it was not recorded, or not with its photos; `null` where all is well. */
async function keepDraft(
  where: { duty: HygieneDuty; visit: HygieneVisit },
  draft: HygieneDraft,
  { photos, clears, whenKept }: { photos: PhotoDraft; clears: string[]; whenKept: () => void },
): Promise<HygieneProblem | null> {
  const attachments = await photos.attachmentsOf(draft.photos);
  const alsoClearDraft = [...clears, photos.key];
  let problem: HygieneProblem | null = null;
  const whenPhotosLost = (): void => {
    problem = 'photos-lost';
  };
  const options = { alsoClearDraft, attachments, whenKept, whenPhotosLost };
  await recordDraft(where, draft, options).catch(onStorageFailure(({ why }) => (problem = why)));
  return problem;
}

function recordDraft(
  { duty, visit }: { duty: HygieneDuty; visit: HygieneVisit },
  draft: HygieneDraft,
  options: HygieneRecording,
): Promise<unknown> {
  const note = draft.note.trim() || null;
  const { photos } = draft;
  if (draft.kind === 'right') {
    const { findingId } = draft;
    return recordPutRight(duty, visit, { right: { findingId, note, photos }, ...options });
  }
  const { itemId, personId, points, fixBy } = draft;
  const finding = { itemId, personId, points, note, fixBy, photos };
  return recordFinding(duty, visit, { finding, ...options });
}
