import type { Day, Id, Instant } from './id.ts';
import type { TakenReading } from './remeasure-ladder.ts';
import type { Session } from './report-session.ts';
import type { ReportEntry } from './session-log.ts';

/** A temperature of a report: the person's own word, or that of who reported for the person. */
export interface ToldReading extends TakenReading {
  source: 'self' | 'behalf';
  by: Id;
  /** Of its session. */
  day: Day;
}

/** What was told of one person's temperature; what was told before its session began is no reading of it. */
export function toldReadings(
  reports: readonly ReportEntry[],
  personId: Id,
  isAhead: (session: Session, at: Instant) => boolean,
): ToldReading[] {
  return reports.flatMap(({ id, at, current, check: { reading, session, onBehalfAs, ...of } }) => {
    if (of.personId !== personId || reading === null || isAhead(session, at)) return [];
    const source = onBehalfAs === null ? 'self' : 'behalf';
    return { id, at, reading, source, by: current.by, day: session.day };
  });
}
