import type { FactBody } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import type { BodySite, Reading, TemperatureUnit } from '../../../domain/reading.ts';
import type { ReportRules } from '../../../domain/report-rules.ts';
import type { Session } from '../../../domain/report-session.ts';
import { judgeTemperature, readTyped } from '../../../domain/temperature.ts';
import { isWhole } from '../../duty/typed-temperature.ts';

export type Report = FactBody<'self-report'>;
export type OnBehalfAs = NonNullable<Report['onBehalfAs']>;
export type NotMeasured = NonNullable<Report['notMeasured']>;
export type Exposure = NonNullable<Report['exposure']>;
export type Step = 'temperature' | 'symptoms' | 'where' | 'exposure' | 'send';

/** A report that is being made; `null` = not answered yet. It survives a killed app. */
export interface ReportDraft {
  /** Another number for every change of this shape. */
  shape: 1;
  photos: readonly [];
  /** Whom it is about; `null` = none is being made. */
  about: { personId: Id; name: string; onBehalfAs: OnBehalfAs | null } | null;
  session: Session | null;
  amends: Id | null;
  step: Step;
  /** The digits typed so far. */
  typed: string;
  unit: TemperatureUnit;
  site: BodySite;
  notMeasured: NotMeasured | null;
  symptoms: readonly string[] | null;
  whereabouts: Report['whereabouts'] | null;
  city: string;
  exposure: Exposure | null;
}

export const NO_REPORT: ReportDraft = {
  shape: 1,
  photos: [],
  about: null,
  session: null,
  amends: null,
  step: 'temperature',
  typed: '',
  unit: 'C',
  site: 'axilla',
  notMeasured: null,
  symptoms: null,
  whereabouts: null,
  city: '',
  exposure: null,
};

export const stepsOf = ({ askExposure }: Pick<ReportRules, 'askExposure'>): readonly Step[] =>
  askExposure
    ? ['temperature', 'symptoms', 'where', 'exposure', 'send']
    : ['temperature', 'symptoms', 'where', 'send'];

/** The first question that has no answer yet, or the last look before sending. */
export function nextStep(draft: ReportDraft, policy: PolicyPack, rules: ReportRules): Step {
  return stepsOf(rules).find((step) => !isAnswered(step, draft, policy)) ?? 'send';
}

function isAnswered(step: Step, draft: ReportDraft, policy: PolicyPack): boolean {
  switch (step) {
    case 'temperature':
      return draft.notMeasured !== null || readingOf(draft, policy) !== null;
    case 'symptoms':
      return draft.symptoms !== null;
    case 'where':
      return draft.whereabouts !== null;
    case 'exposure':
      return draft.exposure !== null;
    case 'send':
      return false;
  }
}

/** What the digits say; `null` where they are no reading that a body can have. */
export function readingOf(
  { typed, unit, site }: Pick<ReportDraft, 'typed' | 'unit' | 'site'>,
  { temperature }: Pick<PolicyPack, 'temperature'>,
): Reading | null {
  const read = isWhole(typed) ? readTyped(typed, unit) : null;
  if (read === null || judgeTemperature({ tempC: read.tempC, site }, temperature) === 'impossible')
    return null;
  return { tempC: read.tempC, site, thermometerId: null, rawValue: read.rawValue, rawUnit: unit };
}

/** What is recorded; `null` while something is not answered. */
export function reportOf(draft: ReportDraft, policy: PolicyPack): Report | null {
  const { about, session, notMeasured, symptoms, whereabouts, exposure } = draft;
  const reading = notMeasured === null ? readingOf(draft, policy) : null;
  if (about === null || session === null || symptoms === null || whereabouts === null) return null;
  if (reading === null && notMeasured === null) return null;
  return {
    personId: about.personId,
    session: { day: session.day, slot: session.slot },
    reading,
    notMeasured,
    symptoms: [...symptoms],
    whereabouts,
    city: isAway(whereabouts) ? draft.city.trim() || null : null,
    exposure,
    onBehalfAs: about.onBehalfAs,
    amends: draft.amends,
  };
}

/** Where only the person can say in which city. */
export const isAway = (whereabouts: Report['whereabouts'] | null): boolean =>
  whereabouts === 'china_outside_city' || whereabouts === 'abroad';
