import { boundsOfDay } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import { reportRulesOf } from '../../domain/default-report.ts';
import type { Day } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { aheadBy, isLateIn, windowOf } from '../../domain/report-session.ts';
import { foldSessions, type ReportEntry } from '../../domain/session-log.ts';
import { judgeTemperature } from '../../domain/temperature.ts';
import type { ReportRow, ReportsPage, ReportsQuery } from '../../protocol/office-reports.ts';
import { listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { readReportPeople, whoIsAsked } from './report-people.ts';
import { readToldOf } from './read-told.ts';

const PAGE = 100;

export type ReportsAsked = Omit<ReportsQuery, 'offset'>;

export async function readReportsPage(
  deps: Dependencies,
  people: PersonIndexCache,
  { offset, ...asked }: ReportsQuery,
): Promise<ReportsPage> {
  const day = dayAsked(deps, asked.day);
  const entries = await selectReports(deps, people, { ...asked, day });
  const from = Number(offset ?? 0);
  const rows = await describeReports(deps, entries.slice(from, from + PAGE));
  return { day, total: entries.length, rows };
}

/** Those that stand, newest first. */
export async function selectReports(
  { db, settings, now }: Dependencies,
  people: PersonIndexCache,
  { day, slot, buildingId, classId }: ReportsAsked & { day: Day },
): Promise<ReportEntry[]> {
  const { from } = boundsOfDay(day, settings.campusZone);
  const facts = await readToldOf(db, {
    types: ['self-report'],
    day,
    slot,
    from,
    now: instantOf(now()),
  });
  const isAsked = await whoIsAsked(people, { buildingId, classId });
  return foldSessions(facts)
    .reports.filter(
      ({ check: { personId, session } }) =>
        session.day === day && (slot === undefined || session.slot === slot) && isAsked(personId),
    )
    .reverse();
}

export async function describeReports(
  { db, settings }: Dependencies,
  entries: readonly ReportEntry[],
): Promise<ReportRow[]> {
  const [pack] = await listDocuments(db, 'policy');
  const policy = pack?.body ?? DEFAULT_POLICY;
  const names = await readReportPeople(
    db,
    entries.map(({ check }) => check.personId),
  );
  const clock = { rules: reportRulesOf(policy), zone: settings.campusZone };
  const isAhead = aheadBy(clock);
  return entries.map(({ id, at, current, check, versions, isContested }) => {
    const { personId, session, reading, onBehalfAs, amends: _, ...answers } = check;
    const window = windowOf(session, clock);
    return {
      id,
      at,
      person: names.person(personId),
      by: names.teller(current.by),
      slot: session.slot,
      isLate: window !== null && isLateIn(window, at),
      isAhead: isAhead(session, at),
      reading: reading === null ? null : judged(reading, policy),
      onBehalfAs,
      isAmended: versions.length > 1,
      isContested,
      ...answers,
    };
  });
}

const judged = (
  { tempC, site }: NonNullable<ReportEntry['check']['reading']>,
  { temperature }: PolicyPack,
): ReportRow['reading'] => ({
  tempC,
  site,
  verdict: judgeTemperature({ tempC, site }, temperature),
});
