import { batch, signal, type Signal } from '@preact/signals';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import type { AppContext } from '../../context.ts';
import { afterFrame } from '../../device/after-frame.ts';
import type { DutyClock } from '../../duty/clock.ts';

/** What a tap kept. Its sentence is `saved.<kind>`. */
export type SavedKind =
  | 'checks'
  | 'check'
  | 'return'
  | 'zero'
  | 'reminders'
  | 'absence'
  | 'followUp'
  | 'contact'
  | 'taken'
  | 'takenBack';

/** What was saved just now, as long as it may be undone by a tap. */
export interface JustSaved {
  kind: SavedKind;
  factIds: readonly Id[];
  savedAtMs: number;
}

/** What others have read or been reminded of by then is never taken back: the next one follows it. */
const NEVER_UNDONE: ReadonlySet<SavedKind> = new Set([
  'return',
  'zero',
  'reminders',
  'taken',
  'takenBack',
]);

export const mayUndo = ({ kind }: JustSaved): boolean => !NEVER_UNDONE.has(kind);

export type Recordable = {
  [T in FactType]: { type: T; body: FactBody<T> };
}[FactType];

export interface SessionRecords {
  justSaved: Signal<JustSaved | null>;
  /** Why the last tap was not kept. */
  notSaved: Signal<StorageFailure['why'] | null>;
  /** All of them or none; resolves with whether they are on the disk. One tap at a time. */
  keep: (kind: SavedKind, records: readonly Recordable[]) => Promise<boolean>;
  /** What a form has kept may be undone too. */
  saved: (kind: SavedKind, facts: readonly Fact[]) => void;
  /** Takes back what the last tap kept. */
  undo: () => Promise<void>;
}

export function createRecords(of: {
  app: AppContext;
  clock: DutyClock;
  take: (facts: readonly Fact[]) => void;
}): SessionRecords {
  const { app, clock, take } = of;
  const justSaved = signal<JustSaved | null>(null);
  const notSaved = signal<StorageFailure['why'] | null>(null);
  let isBusy = false;

  async function record(records: readonly Recordable[]): Promise<Fact[]> {
    if (isBusy || records.length === 0) return [];
    isBusy = true;
    const kept: Fact[] = [];
    const parts = records.map((one) => ({ by: app.unlocked, shiftId: null, ...one }));
    await app.journal
      .recordAll(parts)
      .then((facts) => kept.push(...facts))
      .catch(onStorageFailure(({ why }) => (notSaved.value = why)))
      .finally(() => (isBusy = false));
    return kept;
  }

  function saved(kind: SavedKind, facts: readonly Fact[]): void {
    batch(() => {
      take(facts);
      notSaved.value = null;
      const factIds = facts.map(({ id }) => id);
      justSaved.value = { kind, factIds, savedAtMs: clock.nowMs.peek() };
    });
    afterFrame(app.touch);
  }

  return {
    justSaved,
    notSaved,
    saved,
    keep: async (kind, records) => {
      const facts = await record(records);
      if (facts.length > 0) saved(kind, facts);
      return facts.length > 0;
    },
    undo: async () => {
      const saved = justSaved.peek();
      if (saved === null || !mayUndo(saved)) return;
      const facts = await record(
        saved.factIds.map((voids) => ({
          type: 'void' as const,
          body: { voids, doorId: null, reason: 'undo' },
        })),
      );
      if (facts.length === 0) return;
      batch(() => {
        take(facts);
        notSaved.value = null;
        justSaved.value = null;
      });
      afterFrame(app.touch);
    },
  };
}
