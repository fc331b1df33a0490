import { addDays, dayOf } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import type { FactBody, FactType } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Reading } from '../../domain/reading.ts';
import { windowsOfDay, type SessionWindow, sessionClockOf } from '../../domain/report-session.ts';
import type { Chance } from './chance.ts';
import { draftOf, signed, type Draft, type Signer } from './demo-week.ts';

const MINUTE_MS = 60_000;
const SESSIONS = 5;

/** What a demo resident's phone tells of its holder. */
export interface DemoReporter {
  personId: Id;
  phone: Signer;
  /** What is wrong in the session that runs. */
  illness: { tempC: number; symptoms: string[] } | null;
  /** Reports the session before last when it is over. */
  isLate: boolean;
  /** Has no thermometer in the session that runs. */
  isUnmeasured: boolean;
  /** Asks for a correction of the last report. */
  asks: string | null;
}

/** The sessions that have begun, oldest first; the last one is the one that is asked for now. */
export function demoSessions(nowMs: number, zone: string): SessionWindow[] {
  const now = new Date(nowMs).toISOString();
  const today = dayOf(now, zone);
  const clock = sessionClockOf(DEFAULT_POLICY, zone);
  return [-3, -2, -1, 0]
    .flatMap((days) => windowsOfDay(addDays(today, days), clock))
    .filter(({ from }) => from < now)
    .slice(-SESSIONS);
}

/** Consent, then a report of each session until `untilMs`, as the phone of this resident would sign them. */
export function demoReports(
  { personId, phone, ...of }: DemoReporter,
  { sessions, untilMs }: { sessions: readonly SessionWindow[]; untilMs: number },
  chance: Chance,
): Omit<Operation, 'seq'>[] {
  const [first] = sessions;
  if (first === undefined) return [];
  const consent = tell('consent', Date.parse(first.from) + MINUTE_MS, {
    personId,
    noticeVersion: 'demo',
    isGiven: true,
  });
  const reports = sessions.map((session, index) => {
    const isNow = index === sessions.length - 1;
    const isLate = of.isLate && index === sessions.length - 2;
    return tell(
      'self-report',
      isLate ? afterIts(session, untilMs) : withinIts(session, untilMs, chance.next()),
      {
        ...demoReport({ personId, session }, chance.whole(361, 369) / 10),
        ...(isNow && of.illness !== null && illOf(of.illness)),
        ...(isNow && of.isUnmeasured && UNMEASURED),
      },
    );
  });
  const last = reports.at(-1);
  const drafts = [consent, ...reports];
  if (last !== undefined && of.asks !== null)
    drafts.push(
      tell('correction-request', last.atMs + MINUTE_MS, {
        personId,
        of: last.id,
        text: of.asks,
      }),
    );
  if (last !== undefined && chance.happens(0.4)) drafts.push(secondReport(personId, last));
  return drafts
    .filter(({ atMs }) => atMs < untilMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map((draft) => signed(draft, phone));
}

/** Well, at home, told by the person. */
export const demoReport = (
  { personId, session: { day, slot } }: { personId: Id; session: SessionWindow },
  tempC: number,
): FactBody<'self-report'> => ({
  personId,
  session: { day, slot },
  reading: readingOf(tempC),
  notMeasured: null,
  symptoms: [],
  whereabouts: 'on_campus',
  city: null,
  exposure: null,
  onBehalfAs: null,
  amends: null,
});

export const readingOf = (tempC: number): Reading => ({
  tempC,
  site: 'axilla',
  thermometerId: null,
  rawValue: tempC,
  rawUnit: 'C',
});

/** In the session, before its return and before now; `share` of 1 of the time that there is. */
export function withinIts({ from, deadline }: SessionWindow, nowMs: number, share: number): number {
  const fromMs = Date.parse(from);
  return Math.floor(fromMs + (Math.min(Date.parse(deadline), nowMs) - fromMs) * share * 0.9);
}

/** When it is over, and before now. */
const afterIts = ({ to }: SessionWindow, nowMs: number): number =>
  Math.floor(Date.parse(to) + Math.min(20 * MINUTE_MS, (nowMs - Date.parse(to)) / 2));

/** A fact outside any shift. */
export const tell = <T extends FactType>(type: T, atMs: number, body: FactBody<T>): Draft =>
  draftOf({ type, shiftId: null, atMs, body });

const illOf = ({ tempC, symptoms }: NonNullable<DemoReporter['illness']>) => ({
  reading: readingOf(tempC),
  symptoms,
});

const UNMEASURED = { reading: null, notMeasured: 'no_thermometer' } as const;

function secondReport(personId: Id, { atMs }: Draft): Draft {
  const doneMs = atMs + 3 * MINUTE_MS;
  const doneAt = new Date(doneMs).toISOString();
  const day = dayOf(doneAt, 'Asia/Shanghai');
  return tell('second-report', doneMs, { personId, day, doneAt });
}
