import type { Id } from '../../../domain/id.ts';
import type { Begun, ReportEntry, SessionLog } from '../../../domain/session-log.ts';

/** What was told of one person in one session. */
export interface Told {
  /** What counts. */
  latest: ReportEntry;
  /** The last one on the person's own word. */
  own: ReportEntry | null;
  /** Told by somebody else too. */
  besides: readonly ReportEntry[];
}

export function toldOf(log: SessionLog, personId: Id, window: Begun): Told | null {
  const entries = log.reportsOf(personId, window);
  const latest = entries.at(-1);
  if (latest === undefined) return null;
  const own = entries.filter(({ check }) => check.onBehalfAs === null).at(-1) ?? null;
  return { latest, own, besides: entries.slice(0, -1) };
}

/** All reports of one person, by their newest word. */
export const reportsOfPerson = (log: SessionLog, personId: Id): ReportEntry[] =>
  log.reports.filter(({ check }) => check.personId === personId);
