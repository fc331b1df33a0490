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
import { StartSheet } from './start-sheet.tsx';

/** Which slot's sheet is open. */
export type OpenSlot = Pick<BoardRow['slot'], 'areaId' | 'duty' | 'day' | 'slot' | 'window'>;

/** Disinfection and refuse: the board of today, and what is recorded from it. */
export function DisinfectionFront(): JSX.Element {
  const app = useApp();
  const [duty] = useState(() => createDisinfectionDuty(app));
  useEffect(() => {
    const unwatch = watchContactTimes(duty);
    return () => {
      unwatch();
      duty.stop();
    };
  }, [duty]);

  const open = useSignal<OpenSlot | null>(null);
  const starting = useSignal<OpenSlot | null>(null);
  const start = (slot: OpenSlot | null): void => {
    starting.value = slot;
  };
  useBackButton(open.value !== null || starting.value !== null, () => {
    if (starting.peek() === null) open.value = null;
    else start(null);
  });

  return (
    <DisinfectionDutyContext.Provider value={duty}>
      <BoardScreen onStart={start} onOpen={(slot) => (open.value = slot)} />
      <SlotSheet open={open.value} onStart={start} onClose={() => (open.value = null)} />
      <StartSheet
        slot={starting.value}
        onClose={() => start(null)}
        onSaved={() => {
          start(null);
          open.value = null;
        }}
      />
    </DisinfectionDutyContext.Provider>
  );
}
