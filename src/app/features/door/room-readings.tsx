import { useEffect } from 'preact/hooks';
import { allReadingsOf } from '../../../domain/all-readings.ts';
import { doorReadingsOf } from '../../../domain/remeasure-ladder.ts';
import { createRoundLog } from '../../../domain/round-log.ts';
import { followFacts } from '../../duty/followed-facts.ts';
import { useDuty } from './door-duty.ts';

/** Draws nothing: puts what rounds have measured on the door's ladder. */
export function RoomReadings(): null {
  const { app, readingsOf } = useDuty();
  useEffect(() => {
    const rounds = followFacts(app, createRoundLog);
    readingsOf.value = (doors, personId) =>
      allReadingsOf({ doors, rounds: rounds.read() }, personId);
    return () => {
      readingsOf.value = doorReadingsOf;
      rounds.stop();
    };
  }, [app, readingsOf]);
  return null;
}
