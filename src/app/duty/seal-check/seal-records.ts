import { signal, type ReadonlySignal } from '@preact/signals';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Seal, SealCheck } from '../../../domain/seal.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import type { AppContext } from '../../context.ts';
import type { DutyClock } from '../clock.ts';
import { createOnce, SECOND_TAP_MS } from '../second-tap.ts';
import type { FormRecord, KeptForm } from '../kept-form.ts';
import type { FollowedSeals } from './followed-seals.ts';
import type { HalfTold } from './half-told.ts';
import type { ApplyDraft } from './seal-drafts.ts';

/** What was recorded last and may still be undone. */
export interface Undoable {
  fact: Fact;
  untilMs: number;
}

/** On which room visit a seal is looked at, if on any; and when that was, where it is typed in from paper. */
export type SealVisit = Pick<SealCheck, 'visitId' | 'onPaperAt'>;
/** Outside of any room. */
export const ON_NO_VISIT: SealVisit = { visitId: null };

/** What may be recorded of seals; each resolves when it is durable, or when `problem` says why it is not. */
export interface SealRecords {
  undoable: ReadonlySignal<Undoable | null>;
  /** Why the last tap was not kept. */
  problem: ReadonlySignal<StorageFailure['why'] | null>;
  /** Whether it was kept. */
  recordIntact: (sealId: Id, visit: SealVisit) => Promise<boolean>;
  /** The seal that was found intact a moment ago: until a finger is off it, a tap is meant for no other one. */
  justIntact: ReadonlySignal<Id | null>;
  /** The last form was kept without its photos: there was no room for them. */
  arePhotosLost: ReadonlySignal<boolean>;
  /** What is typed of the seal, with its photos. Whether it was kept. */
  recordCheck: (check: Omit<SealCheck, 'photos'>) => Promise<boolean>;
  /** What is typed in `applying`, with its photos. */
  recordSeal: (seal: Omit<Seal, 'photos'>) => Promise<void>;
  acknowledge: (checkId: Id, note: string | null) => Promise<void>;
  takeBack: (factId: Id, reason: string) => Promise<void>;
  undo: () => Promise<void>;
}

type AnyForm = Pick<KeptForm<ApplyDraft>, 'save' | 'photos'>;

interface Parts {
  app: AppContext;
  clock: DutyClock;
  seals: FollowedSeals;
  shiftId: () => Id | null;
  checkingOf: HalfTold['checkingOf'];
  tell: HalfTold['tell'];
  applying: KeptForm<ApplyDraft>;
}

export function createSealRecords({ app, clock, seals, shiftId, ...forms }: Parts): SealRecords {
  const { undoable, mayUndo } = createUndoable(app, clock);
  const { problem, tap } = createTaps();
  const { held: justIntact, hold } = createHold();

  async function record<T extends FactType>(
    type: T,
    body: FactBody<T>,
    options: Omit<FormRecord, 'photos'> = {},
  ): Promise<Fact> {
    const by = app.unlocked;
    const fact = await app.journal.record({ by, shiftId: shiftId(), type, body, ...options });
    seals.take([fact]);
    app.touch();
    return fact;
  }
  const arePhotosLost = signal(false);
  const saveForm = async (form: AnyForm, make: Parameters<AnyForm['save']>[0]) => {
    const fact = await form.save(make);
    arePhotosLost.value = form.photos.areLost.peek();
    return mayUndo(fact);
  };
  const takeBack = async (voids: Id, reason: string): Promise<void> => {
    const fact = await tap(voids, () => record('void', { voids, doorId: null, reason }));
    if (fact !== null && undoable.peek()?.fact.id === voids) undoable.value = null;
  };

  return {
    undoable,
    problem,
    justIntact,
    recordIntact: (sealId, visit) =>
      hold(sealId, async () =>
        mayUndo(await tap(sealId, () => record('seal-check', { ...INTACT, sealId, ...visit }))),
      ),
    arePhotosLost,
    recordCheck: async (check) => {
      const isKept = await saveForm(forms.checkingOf(check.sealId), ({ photos, ...kept }) =>
        record('seal-check', { ...check, photos }, kept),
      );
      if (isKept) forms.tell(null);
      return isKept;
    },
    recordSeal: async (seal) => {
      await saveForm(forms.applying, ({ photos, ...kept }) =>
        record('seal', { ...seal, photos }, kept),
      );
    },
    acknowledge: async (of, note) => {
      await tap(of, () => record('acknowledgement', { of, note }));
    },
    takeBack,
    undo: async () => {
      const last = undoable.peek();
      if (last !== null) await takeBack(last.fact.id, 'undo');
    },
  };
}

/** What was kept last; answers whether it was. */
function createUndoable(app: AppContext, clock: DutyClock) {
  const undoable = signal<Undoable | null>(null);
  const mayUndo = (fact: Fact | null): boolean => {
    const untilMs = clock.nowMs.peek() + app.policy().door.undoSeconds * 1000;
    if (fact !== null) undoable.value = { fact, untilMs };
    return fact !== null;
  };
  return { undoable, mayUndo };
}

/**
 * Records without a form, of one thing (`aboutId`) once, also for a finger that taps twice: what finds no room on the
 * disk says so, and gives `null`.
 */
function createTaps() {
  const problem = signal<StorageFailure['why'] | null>(null);
  const once = createOnce<Fact | null>();
  const refuse = onStorageFailure(({ why }): null => {
    problem.value = why;
    return null;
  });
  const tap = (aboutId: Id, work: () => Promise<Fact>): Promise<Fact | null> =>
    once(aboutId, () => {
      problem.value = null;
      return work().catch(refuse);
    });
  return { problem, tap };
}

/** From a tap on one until the finger is off it the others are not touched: their rows may have moved beneath it. */
function createHold() {
  const held = signal<Id | null>(null);
  const free = (): void => {
    held.value = null;
  };
  const hold = async (id: Id, work: () => Promise<boolean>): Promise<boolean> => {
    if (held.peek() !== null && held.peek() !== id) return false;
    held.value = id;
    const isKept = await work();
    if (isKept) setTimeout(free, SECOND_TAP_MS);
    else free();
    return isKept;
  };
  return { held, hold };
}

const INTACT: Omit<SealCheck, 'sealId' | keyof SealVisit> = {
  state: 'intact',
  newNumber: null,
  authorisedBy: null,
  note: null,
  photos: [],
};
