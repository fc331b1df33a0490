import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../context.ts';
import { useBackButton } from '../../ui/back-button.ts';
import type { BoardRow } from './board-rows.ts';
import { BoardScreen } from './board-screen.tsx';
import { watchContactTimes } from './contact-alarm.ts';
import { createDisinfectionDuty, DisinfectionDutyContext } from './disinfection-duty.ts';
import { SlotSheet } from './slot-sheet.tsx';
import { createStartForm } from './start-draft.ts';
import { StartSheet } from './start-sheet.tsx';

/** Which slot's sheet is open. */
export type OpenSlot = Pick<BoardRow['slot'], 'areaId' | 'duty' | 'day' | 'slot'>;

/** Disinfection and refuse: the board of today, and what is recorded from it. */
export function DisinfectionFront(): JSX.Element {
  const app = useApp();
  const [{ duty, form }] = useState(() => {
    const made = createDisinfectionDuty(app);
    return { duty: made, form: createStartForm(made) };
  });
  useEffect(() => {
    const unwatch = watchContactTimes(duty);
    return () => {
      unwatch();
      form.stop();
      duty.stop();
    };
  }, [duty, form]);

  const open = useSignal<OpenSlot | null>(null);
  const isWithin = open.value !== null || form.draft.value !== null;
  useBackButton(isWithin, () => {
    if (form.draft.peek() === null) open.value = null;
    else form.close();
  });

  return (
    <DisinfectionDutyContext.Provider value={duty}>
      <BoardScreen onStart={form.open} onOpen={(slot) => (open.value = slot)} />
      <SlotSheet open={open.value} onStart={form.open} onClose={() => (open.value = null)} />
      <StartSheet form={form} onSaved={() => (open.value = null)} />
    </DisinfectionDutyContext.Provider>
  );
}
