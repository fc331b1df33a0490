import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RoundDuty } from './round-duty.ts';
import { createStay, type Stay } from './stay.ts';
import { createRecords, type VisitRecords } from './visit-records.ts';

/** The stay in a room, and how each tap there is kept. */
export type Visits = Stay & VisitRecords;

export function createVisits(duty: RoundDuty): Visits {
  const stay = createStay(duty);
  const records = createRecords(duty, stay.draft);

  /**
   * What was ticked or written of the visit is recorded with it, whether or not "Save" was tapped. A note of another
   * round lies there until somebody saves it.
   */
  async function tellNote(): Promise<void> {
    const roomId = stay.roomNow();
    const { note = '', noteSince = null, isInstructed = false } = stay.draft.peek() ?? {};
    const text = noteSince === null ? note.trim() || null : null;
    if (roomId === null || (text === null && !isInstructed)) return;
    const code = duty.rooms.peek().byId.get(roomId)?.code ?? '';
    if (await records.noteAside(code, { isInstructed, text })) stay.forgetNote({ roomId, note });
  }

  return {
    ...stay,
    ...records,
    enter: (roomId) => {
      if (stay.roomNow() !== roomId) void tellNote();
      stay.enter(roomId);
    },
    leave: () => {
      void tellNote();
      stay.leave();
    },
  };
}

export const VisitsContext = createContext<Visits | null>(null);

export function useVisits(): Visits {
  const visits = useContext(VisitsContext);
  if (visits === null) throw new Error('useVisits is for screens of a round');
  return visits;
}
