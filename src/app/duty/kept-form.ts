import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { AttachmentRef } from '../../domain/attachment.ts';
import type { Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Attachment } from '../../store/attachments.ts';
import type { RecordParts } from '../../store/journal.ts';
import { onStorageFailure, type StorageFailure } from '../../store/storage-failure.ts';
import type { AppContext } from '../context.ts';
import type { PhotoRefusal } from '../device/take-photo.ts';
import { markDirty } from '../dirty.ts';
import { createPhotoDraft, withPhoto, type PhotoDraft } from '../photo-draft.ts';
import { keepEvenWithoutPhotos } from './keep-without-photos.ts';
import { readClock } from './clock.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';
import { putAside, written, type HalfWritten } from './half-written/half-written.ts';

interface AnyDraft extends HalfWritten {
  /** Another number for every change of the draft's shape. */
  shape: number;
  photos: readonly AttachmentRef[];
}

/** What the record of a form says of its photos and its copy on the disk. */
export interface FormRecord extends Pick<RecordParts, 'alsoClearDraft' | 'attachments'> {
  photos: AttachmentRef[];
}

export interface FormPhotos {
  isBusy: ReadonlySignal<boolean>;
  refusal: ReadonlySignal<PhotoRefusal | null>;
  add: (file: Blob, inPlaceOf: string | null) => Promise<void>;
  remove: (sha: string) => void;
  /** `null` where it is not here. */
  read: (sha: string) => Promise<Attachment['bytes'] | null>;
  /** The last record was kept without its photos: there was no room for them. */
  areLost: ReadonlySignal<boolean>;
}

/** A form that outlives the app: what is typed lies sealed on the disk, its photos beside it. */
export interface KeptForm<Draft extends AnyDraft> {
  draft: ReadonlySignal<Draft>;
  /** Why the last record was not kept; all stays as it was typed. */
  problem: ReadonlySignal<StorageFailure['why'] | null>;
  change: (part: Partial<Draft>) => void;
  /** The sheet closes over it; all stays as it was typed. */
  putAside: () => void;
  clear: () => void;
  photos: FormPhotos;
  /**
   * Frees the form when the record is durable; `null` where it was not kept, as while a photo is being made ready.
   * Where only the photos find no room it is recorded without them.
   */
  save: (record: (with_: FormRecord) => Promise<Fact>) => Promise<Fact | null>;
  stop: () => void;
}

/** Where the forms of that name lie on the disk. */
export const draftKeyOf = ({ unlocked }: Pick<AppContext, 'unlocked'>, name: string): string =>
  `${name}:${unlocked.accountId}`;

/** `isStale`: what was typed of something that is over is dropped, not shown. */
export function createKeptForm<Draft extends AnyDraft>(
  app: AppContext,
  of: { name: string; empty: Draft; isStale?: (kept: Draft) => boolean },
): KeptForm<Draft> {
  const { name, empty, isStale = () => false } = of;
  const { journal } = app;
  const key = draftKeyOf(app, name);
  const draft = signal(empty);
  const problem = signal<StorageFailure['why'] | null>(null);
  const keeper = createDraftKeeper(journal, key);
  const bytes = createPhotoDraft(journal, draftKeyOf(app, `${name}-photos`));
  let emptied = 0;
  const stopMarking = markWhileWritten(name, { draft, empty });
  void journal.readDraft(key).then((kept) => {
    if (draft.peek() !== empty || !isOfShape(kept, empty)) return;
    draft.value = kept;
    if (isStale(kept) || saysNothing(kept, empty)) clear();
  });

  function set(next: Draft): void {
    const before = draft.peek().photos.length;
    draft.value = saysNothing(next, empty) ? empty : next;
    if (next.photos.length < before) void bytes.keepOnly(next.photos);
    problem.value = null;
    keeper.keep(draft.peek() === empty ? null : next);
  }

  const nowInstant = (): Instant => new Date(readClock(app)).toISOString();
  const change = (part: Partial<Draft>): void => set(written(draft.peek(), part, nowInstant()));

  function free(): void {
    draft.value = empty;
    emptied += 1;
  }

  function clear(): void {
    const hadPhotos = draft.peek().photos.length > 0;
    free();
    problem.value = null;
    keeper.keep(null);
    if (hadPhotos) void bytes.keepOnly([]);
  }

  const { photos, areLost } = createFormPhotos(bytes, {
    refs: () => draft.peek().photos,
    set: (refs) => set({ ...written(draft.peek(), {}, nowInstant()), photos: refs }),
    readKept: (sha) => journal.readAttachment(sha),
    emptied: () => emptied,
  });

  return {
    draft,
    problem,
    change,
    putAside: () => {
      if (draft.peek() !== empty) set(putAside(draft.peek()));
    },
    clear,
    photos,
    save: createSaving({ bytes, key, draft, empty, problem, photos, areLost, keeper }, free),
    stop: () => {
      keeper.stop();
      stopMarking();
    },
  };
}

/** What lies aside is on the disk: a reload takes nothing of it away. */
function markWhileWritten(
  name: string,
  { draft, empty }: { draft: ReadonlySignal<AnyDraft>; empty: AnyDraft },
): () => void {
  const stop = effect(() => markDirty(name, draft.value !== empty && draft.value.isAside !== true));
  return () => {
    stop();
    markDirty(name, false);
  };
}

/** One record at a time. `free` empties the form. */
function createSaving(
  form: {
    bytes: PhotoDraft;
    key: string;
    draft: ReadonlySignal<AnyDraft>;
    empty: AnyDraft;
    problem: Signal<StorageFailure['why'] | null>;
    photos: Pick<FormPhotos, 'isBusy'>;
    areLost: Signal<boolean>;
    keeper: DraftKeeper;
  },
  free: () => void,
): KeptForm<AnyDraft>['save'] {
  const { bytes, key, draft, empty, problem, photos, areLost, keeper } = form;
  let isSaving = false;

  async function record(make: (parts: FormRecord) => Promise<Fact>): Promise<Fact> {
    const refs = [...draft.peek().photos];
    const alsoClearDraft = refs.length === 0 ? key : [key, bytes.key];
    areLost.value = false;
    keeper.forget();
    const attachments = await bytes.attachmentsOf(refs);
    const keep = (withPhotos: boolean): Promise<Fact> =>
      withPhotos
        ? make({ photos: refs, alsoClearDraft, attachments })
        : make({ photos: [], alsoClearDraft, attachments: [] });
    return keepEvenWithoutPhotos(refs.length > 0, keep, () => {
      areLost.value = true;
    });
  }

  return async (make) => {
    if (isSaving || photos.isBusy.peek()) return null;
    isSaving = true;
    const saved = draft.peek();
    const kept: Fact[] = [];
    await record(make)
      .then((fact) => kept.push(fact))
      .catch(onStorageFailure(({ why }) => (problem.value = why)))
      .finally(() => (isSaving = false));
    const [fact = null] = kept;
    const typed = draft.peek();
    if (fact === null) {
      keeper.keep(typed === empty ? null : typed);
      return null;
    }
    // What was typed meanwhile goes with the form, else it would be recorded once more.
    if (typed !== saved) keeper.keep(null);
    bytes.forget();
    problem.value = null;
    free();
    return fact;
  };
}

function isOfShape<Draft extends AnyDraft>(kept: unknown, empty: Draft): kept is Draft {
  return typeof kept === 'object' && kept !== null && 'shape' in kept && kept.shape === empty.shape;
}

/** Whatever was typed in it is deleted again. */
function saysNothing<Draft extends AnyDraft>(draft: Draft, empty: Draft): boolean {
  const fields = Object.keys(empty) as (keyof Draft)[];
  return fields.every((field) => JSON.stringify(draft[field]) === JSON.stringify(empty[field]));
}

function createFormPhotos(
  bytes: PhotoDraft,
  form: {
    refs: () => readonly AttachmentRef[];
    set: (refs: AttachmentRef[]) => void;
    readKept: FormPhotos['read'];
    /** How often the form was emptied. */
    emptied: () => number;
  },
) {
  const isBusy = signal(false);
  const refusal = signal<PhotoRefusal | null>(null);
  const areLost = signal(false);
  const others = (sha: string): AttachmentRef[] => form.refs().filter((ref) => ref.sha !== sha);
  const photos: FormPhotos = {
    isBusy,
    refusal,
    areLost,
    add: async (file, inPlaceOf) => {
      isBusy.value = true;
      refusal.value = null;
      const before = form.emptied();
      const added = await bytes.add(file, form.refs()).finally(() => (isBusy.value = false));
      // It was taken for what is gone: it belongs to nothing that is written next.
      if (form.emptied() !== before) return bytes.keepOnly(form.refs());
      if (typeof added === 'string') refusal.value = added;
      else form.set(withPhoto(form.refs(), added, inPlaceOf));
      if (inPlaceOf !== null) void bytes.keepOnly(form.refs());
    },
    remove: (sha) => form.set(others(sha)),
    read: async (sha) => (await bytes.read(sha)) ?? form.readKept(sha),
  };
  return { photos, areLost };
}
