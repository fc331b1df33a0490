import type { Id, Instant } from '../../../domain/id.ts';
import type { Session } from '../../../domain/report-session.ts';
import type { ReportEntry } from '../../../domain/session-log.ts';
import { isMineStill } from '../../duty/own-fact.ts';
import { NO_REPORT, type OnBehalfAs, type ReportDraft } from './report-draft.ts';
import type { ReportDuty } from './report-duty.ts';
import { reportsOfPerson } from './told-of.ts';

export type About = NonNullable<ReportDraft['about']>;

/** Opens the questions. Of earlier reports nothing is filled in but the thermometer's unit and place. */
export function openReport(duty: ReportDuty, about: About, session: Session): void {
  const last = lastReading(duty, about);
  duty.form.change({
    ...NO_REPORT,
    about,
    session: { day: session.day, slot: session.slot },
    unit: last?.rawUnit ?? NO_REPORT.unit,
    site: last?.site ?? NO_REPORT.site,
  });
}

/** The same report again, with all its answers: what is wrong is changed, and it takes the first one's place. */
export function openCorrection(duty: ReportDuty, about: About, entry: ReportEntry): void {
  const { session, reading, notMeasured, symptoms, whereabouts, city, exposure } = entry.check;
  duty.form.change({
    ...NO_REPORT,
    about,
    session,
    amends: entry.current.id,
    step: 'send',
    typed: reading === null ? '' : digitsFor(reading.rawValue),
    unit: reading?.rawUnit ?? NO_REPORT.unit,
    site: reading?.site ?? NO_REPORT.site,
    notMeasured,
    symptoms,
    whereabouts,
    city: city ?? '',
    exposure,
  });
}

/** Also when the session is over: whoever is told to measure again in its last minutes can do so. */
export const mayCorrect = ({ app }: ReportDuty, { current }: ReportEntry, at: Instant): boolean =>
  isMineStill(app, current, at);

export const aboutMe = ({ app }: Pick<ReportDuty, 'app'>): About => ({
  personId: app.unlocked.personId,
  name: app.unlocked.name,
  onBehalfAs: null,
});

export const aboutOther = (person: { id: Id; name: string }, as: OnBehalfAs): About => ({
  personId: person.id,
  name: person.name,
  onBehalfAs: as,
});

function lastReading(duty: ReportDuty, { personId, onBehalfAs }: About) {
  if (onBehalfAs !== null) return null;
  const readings = reportsOfPerson(duty.told(), personId)
    .filter(({ check }) => check.onBehalfAs === null)
    .map(({ check }) => check.reading);
  return readings.filter((reading) => reading !== null).at(-1) ?? null;
}

const digitsFor = (rawValue: number): string => String(Math.round(rawValue * 10));
