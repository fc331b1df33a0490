import { nightWindowOf, retentionOf, roundRulesOf } from '../../../domain/default-policy.ts';
import { POLICY_RANGES, PolicyPack } from '../../../domain/policy.ts';
import { reportFieldAt, reportIn, textOfReport, type ReportField } from './rules-report.ts';
import {
  formSpotAt,
  hygieneIn,
  textOfHygiene,
  type FormField,
  type FormSpot,
} from './rules-hygiene.ts';
import { roundFieldAt, roundsIn, textOfRounds, type RoundField } from './rules-rounds.ts';
import { BodySite } from '../../../domain/reading.ts';

export const RULE_NUMBERS = {
  lowBelowC: 'degrees',
  rejectBelowC: 'degrees',
  rejectAboveC: 'degrees',
  restMinutes: 'minutes',
  repeatSeconds: 'seconds',
  undoSeconds: 'seconds',
  unlockGraceMinutes: 'minutes',
  shiftHours: 'hours',
  disagreeDeltaC: 'degrees',
  fixByDays: 'days',
  ventilationMinutes: 'minutes',
  weakensAfterDays: 'days',
  identicalDays: 'days',
  silentMinutes: 'minutes',
  doorDays: 'days',
  roomDays: 'days',
  leaveDays: 'days',
  reportDays: 'days',
  upkeepDays: 'days',
  dutyDays: 'days',
  parkedDays: 'days',
  auditDays: 'days',
} as const;
export type RuleNumber = keyof typeof RULE_NUMBERS;
export type RuleLine = `thresholdC.${BodySite}`;
type RuleWords =
  | 'name'
  | 'version'
  | 'issuer'
  | 'source'
  | 'validFrom'
  | 'validTo'
  | 'compare'
  | 'confirmSites'
  | 'formInUse'
  | 'nightFrom'
  | 'nightTo';
export type RuleField = RuleWords | RuleNumber | RuleLine | RoundField | ReportField;
/** Where something is wrong: a field, a place in an inspection form, or that there are too many of those. */
export type RuleSpot = RuleField | FormSpot | 'forms';

/** The rules as they are typed: one text per field and per form. `confirmSites` are parted by commas. */
export type RulesText = Record<RuleField | FormField, string>;

export const lineOf = (site: BodySite): RuleLine => `thresholdC.${site}`;

/** The site, where the field is the line of one. */
export const siteOf = (field: string): BodySite | null =>
  BodySite.safeParse(field.split('.')[1]).data ?? null;

export function rangeOf(field: RuleNumber | RuleLine): { min: number; max: number; step: number } {
  return field in RULE_NUMBERS ? POLICY_RANGES[field as RuleNumber] : POLICY_RANGES.thresholdC;
}

export function textOfRules(policy: PolicyPack): RulesText {
  const { temperature, door, phone, validTo, ...words } = policy;
  const { thresholdC, remeasure } = temperature;
  const kept = retentionOf(policy);
  const lines = BodySite.options.map((site) => [lineOf(site), thresholdC[site].toFixed(1)]);
  return {
    name: words.name,
    version: words.version,
    issuer: words.issuer,
    source: words.source,
    validFrom: words.validFrom,
    validTo: validTo ?? '',
    compare: temperature.compare,
    confirmSites: remeasure.confirmSites.join(','),
    lowBelowC: temperature.lowBelowC.toFixed(1),
    rejectBelowC: temperature.rejectBelowC.toFixed(1),
    rejectAboveC: temperature.rejectAboveC.toFixed(1),
    restMinutes: String(remeasure.restMinutes),
    repeatSeconds: String(door.repeatSeconds),
    undoSeconds: String(door.undoSeconds),
    unlockGraceMinutes: String(phone.unlockGraceMinutes),
    shiftHours: String(phone.shiftHours),
    disagreeDeltaC: roundRulesOf(policy).disagreeDeltaC.toFixed(1),
    nightFrom: nightWindowOf(policy).from,
    nightTo: nightWindowOf(policy).to,
    ...textOfHygiene(policy),
    ...textOfRounds(policy),
    ...textOfReport(policy),
    doorDays: String(kept.doorDays),
    roomDays: String(kept.roomDays),
    leaveDays: String(kept.leaveDays),
    reportDays: String(kept.reportDays),
    upkeepDays: String(kept.upkeepDays),
    dutyDays: String(kept.dutyDays),
    parkedDays: String(kept.parkedDays),
    auditDays: String(kept.auditDays),
    ...(Object.fromEntries(lines) as Record<RuleLine, string>),
  };
}

export type ReadRules =
  | { ok: true; policy: PolicyPack }
  /** The fields at fault; `isOrder`: each is in its range, but the lines do not rise. */
  | { ok: false; wrong: ReadonlySet<RuleSpot>; isOrder: boolean };

/** What is typed, over the rules that it began from: those hold what the form does not show. */
export function readRules(text: RulesText, base: PolicyPack): ReadRules {
  const { name, version, issuer, source, validFrom, validTo, compare } = text;
  const number = (field: RuleNumber | RuleLine) => numberIn(text[field]);
  const hygiene = hygieneIn(text, base, numberIn);
  const read = PolicyPack.safeParse({
    ...base,
    name,
    version,
    issuer,
    source,
    validFrom,
    validTo: validTo === '' ? null : validTo,
    temperature: {
      compare,
      thresholdC: Object.fromEntries(BodySite.options.map((site) => [site, number(lineOf(site))])),
      lowBelowC: number('lowBelowC'),
      rejectBelowC: number('rejectBelowC'),
      rejectAboveC: number('rejectAboveC'),
      remeasure: {
        restMinutes: number('restMinutes'),
        confirmSites: text.confirmSites.split(',').filter((site) => site !== ''),
      },
    },
    door: { repeatSeconds: number('repeatSeconds'), undoSeconds: number('undoSeconds') },
    phone: {
      ...base.phone,
      unlockGraceMinutes: number('unlockGraceMinutes'),
      shiftHours: number('shiftHours'),
    },
    retention: {
      doorDays: number('doorDays'),
      roomDays: number('roomDays'),
      leaveDays: number('leaveDays'),
      reportDays: number('reportDays'),
      upkeepDays: number('upkeepDays'),
      dutyDays: number('dutyDays'),
      parkedDays: number('parkedDays'),
      auditDays: number('auditDays'),
    },
    round: { disagreeDeltaC: number('disagreeDeltaC') },
    ...hygiene,
    ...roundsIn(text, base, numberIn),
    ...reportIn(text, base, numberIn),
    ...nightIn(text, base),
  });
  if (read.success) return { ok: true, policy: read.data };
  const { issues } = read.error;
  return {
    ok: false,
    wrong: new Set(issues.map(({ path }) => formSpotAt(path, hygiene) ?? fieldAt(path, text))),
    isOrder:
      issues.length === 1 &&
      isInRange(number('lowBelowC')) &&
      fieldAt(issues[0]?.path ?? [], text) === 'lowBelowC',
  };
}

/** A school that sets no night of its own keeps to the default. */
function nightIn(text: RulesText, base: PolicyPack): Pick<PolicyPack, 'nightCheck'> {
  const before = nightWindowOf(base);
  const nightCheck = { from: text.nightFrom, to: text.nightTo };
  const isAsBefore = before.from === nightCheck.from && before.to === nightCheck.to;
  return isAsBefore ? {} : { nightCheck };
}

function isInRange(value: number): boolean {
  const { min, max } = POLICY_RANGES.lowBelowC;
  return value >= min && value <= max && Number(value.toFixed(1)) === value;
}

function fieldAt(path: readonly PropertyKey[], text: RulesText): RuleField | 'forms' {
  if (path.includes('nightCheck')) return path.at(-1) === 'from' ? 'nightFrom' : 'nightTo';
  const round = path.includes('disinfection') ? roundFieldAt(path) : null;
  if (round !== null) return round;
  const report = ['report', 'calls', 'languages'].includes(String(path[0]))
    ? reportFieldAt(path, text)
    : null;
  if (report !== null) return report;
  const last = String(path.at(-1));
  return (path.includes('thresholdC') ? `thresholdC.${last}` : last) as RuleField;
}

function numberIn(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}
