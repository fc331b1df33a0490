import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { BoardSlot } from '../../../domain/disinfection-board.ts';
import type { Day, Id, Instant } from '../../../domain/id.ts';
import type { AppContext } from '../../context.ts';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';
import { draftKeyOf } from '../../duty/kept-form.ts';

/** One sheet in which work is written. */
export interface WorkSheet {
  name: string;
  /** What was typed in it on another one is not of this slot; `null`: it is of one work, on whichever day. */
  day: Day | null;
}

type Slot = Pick<BoardSlot, 'areaId' | 'day' | 'slot'>;

export const startSheetOf = ({ areaId, day, slot }: Slot): WorkSheet => ({
  name: `disinfection-start-${areaId}-${slot}`,
  day,
});

export const clearingSheetOf = ({ areaId, day, slot }: Slot): WorkSheet => ({
  name: `refuse-${areaId}-${slot}`,
  day,
});

export const endSheetOf = ({ id }: { id: Id }): WorkSheet => ({
  name: `disinfection-end-${id}`,
  day: null,
});

/** What is written in the sheets of the board and not saved. */
export interface HalfWrittenWork {
  /** When the first of it was written; `null`: nothing. Reading it renders again when that changes. */
  begunAt: (slot: BoardSlot) => Instant | null;
  begunIn: (sheet: WorkSheet) => Instant | null;
  /** The sheet's form, from now on, until the answer is called. */
  follow: (sheet: WorkSheet, draft: ReadonlySignal<HalfWritten>) => () => void;
}

export function createHalfWrittenWork(app: AppContext): HalfWrittenWork {
  const known = new Map<string, Signal<Instant | null>>();

  function signalOf(sheet: WorkSheet): Signal<Instant | null> {
    const key = `${sheet.name} ${sheet.day}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const begun = signal<Instant | null>(null);
    known.set(key, begun);
    void app.journal.readDraft(draftKeyOf(app, sheet.name)).then((kept) => {
      begun.value ??= begunAtIn(kept, sheet);
    });
    return begun;
  }

  return {
    begunAt: (slot) => {
      const times = sheetsOf(slot).map((sheet) => signalOf(sheet).value);
      return times.find((at) => at !== null) ?? null;
    },
    begunIn: (sheet) => signalOf(sheet).value,
    follow: (sheet, draft) => {
      const begun = signalOf(sheet);
      // Until it is read from the disk the form is empty, whatever lies there.
      let isRead = false;
      return draft.subscribe(({ begunAt }) => {
        if (isRead) begun.value = begunAt ?? null;
        isRead = true;
      });
    },
  };
}

function sheetsOf(slot: BoardSlot): readonly WorkSheet[] {
  if (slot.duty === 'refuse') return [clearingSheetOf(slot)];
  const running = slot.works.filter(({ ends }) => ends.length === 0);
  return [startSheetOf(slot), ...running.map(endSheetOf)];
}

function begunAtIn(kept: unknown, { day }: WorkSheet): Instant | null {
  const { begunAt = null, ...draft } = (kept ?? {}) as HalfWritten & { day?: Day };
  return day === null || draft.day === day ? begunAt : null;
}
