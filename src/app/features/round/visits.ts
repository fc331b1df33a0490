import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RoundDuty } from './round-duty.ts';
import { createStay, type Stay } from './stay.ts';
import { createRecords, type VisitRecords } from './visit-records.ts';

/** The stay in a room, and how each tap there is kept. */
export type Visits = Stay & VisitRecords;

export function createVisits(duty: RoundDuty): Visits {
  const stay = createStay(duty);
  return { ...stay, ...createRecords(duty, stay.draft) };
}

export const VisitsContext = createContext<Visits | null>(null);

export function useVisits(): Visits {
  const visits = useContext(VisitsContext);
  if (visits === null) throw new Error('useVisits is for screens of a round');
  return visits;
}
