import { isAbnormalReport } from '../../domain/abnormal-health.ts';
import { boundsOfDay } from '../../domain/campus-day.ts';
import type { Day } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { aheadBy, isLateIn, windowOf, sessionClockOf } from '../../domain/report-session.ts';
import { foldSessions, type ReportEntry } from '../../domain/session-log.ts';
import { judgeTemperature } from '../../domain/temperature.ts';
import type { ReportRow, ReportsPage, ReportsQuery } from '../../protocol/office-reports.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { readPolicy } from './read-policy.ts';
import { readReportPeople, whoIsAsked } from './report-people.ts';
import { readToldOf } from './read-told.ts';

const PAGE = 100;

export type ReportsAsked = Omit<ReportsQuery, 'offset'>;

export async function readReportsPage(
  deps: Dependencies,
  people: PersonIndexCache,
  { offset, state, ...asked }: ReportsQuery,
): Promise<ReportsPage> {
  const day = dayAsked(deps, asked.day);
  const all = await selectReports(deps, people, { ...asked, day });
  const abnormal = await abnormalOf(deps.db, all);
  const entries = state === 'abnormal' ? abnormal : all;
  const from = Number(offset ?? 0);
  const rows = await describeReports(deps, entries.slice(from, from + PAGE));
  return { day, total: entries.length, abnormal: abnormal.length, rows };
}

async function abnormalOf(db: Reader, entries: readonly ReportEntry[]): Promise<ReportEntry[]> {
  const policy = await readPolicy(db);
  return entries.filter(({ check }) => isAbnormalReport(check, policy));
}

/** Those that stand, newest first, by when each was first told. */
export async function selectReports(
  { db, settings, now }: Dependencies,
  people: PersonIndexCache,
  { day, slot, buildingId, classId, state }: ReportsAsked & { day: Day },
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
  const entries = foldSessions(facts)
    .reports.filter(
      ({ check: { personId, session } }) =>
        session.day === day && (slot === undefined || session.slot === slot) && isAsked(personId),
    )
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return state === 'abnormal' ? abnormalOf(db, entries) : entries;
}

export async function describeReports(
  { db, settings }: Dependencies,
  entries: readonly ReportEntry[],
): Promise<ReportRow[]> {
  const policy = await readPolicy(db);
  const names = await readReportPeople(
    db,
    entries.map(({ check }) => check.personId),
  );
  const clock = sessionClockOf(policy, settings.campusZone);
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
