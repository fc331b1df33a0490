import { addDays } from './campus-day.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Day, Id } from './id.ts';
import type { Slot } from './report-rules.ts';
import { aheadBy, type SessionClock } from './report-session.ts';
import type { ReportEntry, SessionLog } from './session-log.ts';

/** Somebody told the same in the same session of so many days one after another. */
export interface IdenticalRun {
  personId: Id;
  slot: Slot;
  from: Day;
  to: Day;
  days: number;
  tempC: number;
}

/**
 * Runs of at least as many days as the rules say, the longest first: no proof, but what a machine that repeats yesterday's answers
 * would leave. Only what people tell of themselves, with a temperature and not ahead of the session; of several
 * reports of one session the last.
 */
export function identicalRuns(log: SessionLog, clock: SessionClock): IdenticalRun[] {
  const isAhead = aheadBy(clock);
  const lastBySession = new Map<string, { report: ReportEntry['check']; tempC: number }>();
  for (const entry of log.reports) {
    const { personId, session, reading, onBehalfAs } = entry.check;
    if (reading === null || onBehalfAs !== null || isAhead(session, entry.at)) continue;
    const key = `${personId} ${session.slot} ${session.day}`;
    lastBySession.set(key, { report: entry.check, tempC: reading.tempC });
  }
  const runs: IdenticalRun[] = [];
  let before = '';
  for (const [, { report, tempC }] of [...lastBySession].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { personId, session } = report;
    const said = answersIn(report);
    const run = runs.at(-1);
    const goesOn =
      run?.personId === personId &&
      run.slot === session.slot &&
      addDays(run.to, 1) === session.day &&
      said === before;
    if (goesOn) {
      run.to = session.day;
      run.days += 1;
    } else {
      const { slot, day } = session;
      runs.push({ personId, slot, from: day, to: day, days: 1, tempC });
    }
    before = said;
  }
  return runs
    .filter(({ days }) => days >= clock.rules.identicalDays)
    .sort((a, b) => b.days - a.days);
}

/** What a person chooses anew each time, as one text. */
function answersIn({ reading, symptoms, whereabouts, city }: ReportEntry['check']): string {
  const temperature = reading && { tempC: reading.tempC, site: reading.site };
  return canonicalJson({ temperature, symptoms: [...symptoms].sort(), whereabouts, city });
}
