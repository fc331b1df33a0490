import * as z from 'zod/mini';
import { CALL_LINES_MAX, CallLine } from './call-line.ts';
import { InspectionForm } from './hygiene-form.ts';
import { ClockTime, DISINFECTION_RANGES, DisinfectionRules } from './disinfection-rules.ts';
import { Day } from './id.ts';
import { BodySite } from './reading.ts';
import { ConfirmedLanguage, ExtraLanguage } from './report-languages.ts';
import { EARLIER_SLOTS_MAX, EarlierSlots, ReportRules, REPORT_RANGES } from './report-rules.ts';

/**
 * Between which values the school may set a number; outside them it is a slip of the keyboard. `step` is
 * the smallest difference. A body is between 34 and 42 °C where a thermometer has been read right.
 */
export const POLICY_RANGES = {
  thresholdC: { min: 34, max: 42, step: 0.1 },
  lowBelowC: { min: 30, max: 37, step: 0.1 },
  rejectBelowC: { min: 25, max: 35, step: 0.1 },
  rejectAboveC: { min: 40, max: 50, step: 0.1 },
  restMinutes: { min: 0, max: 120, step: 1 },
  repeatSeconds: { min: 0, max: 3600, step: 1 },
  undoSeconds: { min: 0, max: 60, step: 1 },
  unlockGraceMinutes: { min: 0, max: 60, step: 1 },
  shiftHours: { min: 1, max: 24, step: 1 },
  acknowledgedDays: { min: 1, max: 365, step: 1 },
  doorFactDays: { min: 1, max: 31, step: 1 },
  upkeepFactDays: { min: 7, max: 366, step: 1 },
  doorDays: { min: 7, max: 366, step: 1 },
  roomDays: { min: 7, max: 366, step: 1 },
  upkeepDays: { min: 30, max: 3660, step: 1 },
  leaveDays: { min: 14, max: 3660, step: 1 },
  reportDays: { min: 7, max: 366, step: 1 },
  dutyDays: { min: 30, max: 3660, step: 1 },
  parkedDays: { min: 30, max: 3660, step: 1 },
  auditDays: { min: 180, max: 3660, step: 1 },
  ventilationMinutes: DISINFECTION_RANGES.ventilationMinutes,
  weakensAfterDays: DISINFECTION_RANGES.weakensAfterDays,
  fixByDays: { min: 0, max: 60, step: 1 },
  disagreeDeltaC: { min: 0.1, max: 5, step: 0.1 },
  identicalDays: REPORT_RANGES.identicalDays,
  silentMinutes: REPORT_RANGES.silentMinutes,
} as const satisfies Record<string, PolicyRange>;
interface PolicyRange {
  min: number;
  max: number;
  step: 1 | 0.1;
}

const within = ({ min, max, step }: PolicyRange) =>
  z.number().check(
    z.minimum(min),
    z.maximum(max),
    z.refine((value) => Number(value.toFixed(step === 1 ? 0 : 1)) === value),
  );
const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

/** How many days the server keeps what, counted by the UTC date of `correctedAt`. */
const Retention = z.strictObject({
  /** Temperatures, wherever they were taken; visitors. */
  doorDays: within(POLICY_RANGES.doorDays),
  /** Rooms: who was in, hygiene, visits. Absent, like the three after it, in packs of before their duty. */
  roomDays: z.optional(within(POLICY_RANGES.roomDays)),
  /** Seals, disinfection, refuse: nothing of anybody's health. */
  upkeepDays: z.optional(within(POLICY_RANGES.upkeepDays)),
  /** Leave, and what became of a case. */
  leaveDays: z.optional(within(POLICY_RANGES.leaveDays)),
  /** Self-reports, sessions, absence through illness, calls. */
  reportDays: z.optional(within(POLICY_RANGES.reportDays)),
  /** Shifts: who was on duty, without health data. */
  dutyDays: within(POLICY_RANGES.dutyDays),
  /** What was set aside and nobody decided on. */
  parkedDays: within(POLICY_RANGES.parkedDays),
  auditDays: within(POLICY_RANGES.auditDays),
});
/** Every limit, those that the pack leaves to the defaults included. */
export type Retention = Record<keyof z.infer<typeof Retention>, number>;

const RoundRules = z.strictObject({
  /** A second check in the room that differs by more °C from the door's of the same day goes to the auditor. */
  disagreeDeltaC: within(POLICY_RANGES.disagreeDeltaC),
});
export type RoundRules = z.infer<typeof RoundRules>;

/** Forms and their earlier versions together. */
export const FORM_VERSIONS_MAX = 100;

/** By what rooms are looked over, and until when what was found is to be put right. */
const HygienePolicy = z
  .strictObject({
    /** Those that were in use too, so that what was found by them keeps its meaning. */
    forms: z.array(InspectionForm).check(z.minLength(1), z.maxLength(FORM_VERSIONS_MAX)),
    formInUse: z.string(),
    fixByDays: within(POLICY_RANGES.fixByDays),
  })
  .check(
    z.refine(({ forms, formInUse }) => forms.some(({ id }) => id === formInUse), {
      path: ['formInUse'],
    }),
    z.refine(
      ({ forms }) =>
        new Set(forms.map(({ id, version }) => `${id} ${version}`)).size === forms.length,
      { path: ['forms'] },
    ),
  );
export type HygienePolicy = z.infer<typeof HygienePolicy>;

/** What is told of the rooms in this time counts for the night; it may go over midnight. */
const NightWindow = z
  .strictObject({ from: ClockTime, to: ClockTime })
  .check(z.refine(({ from, to }) => from !== to && from !== '24:00', { path: ['to'] }));
export type NightWindow = z.infer<typeof NightWindow>;

/**
 * One versioned set of rules that the school has set. Thresholds live here and nowhere else.
 * Durations carry their unit in the name; temperatures are °C.
 */
export const PolicyPack = z.strictObject({
  name: Text,
  version: Text,
  issuer: Text,
  /** Where the rules come from: the notice and its clause. */
  source: z.string().check(z.trim(), z.maxLength(1000)),
  validFrom: Day,
  validTo: z.nullable(Day),
  temperature: z
    .strictObject({
      thresholdC: z.record(BodySite, within(POLICY_RANGES.thresholdC)),
      compare: z.enum(['gte', 'gt']),
      lowBelowC: within(POLICY_RANGES.lowBelowC),
      rejectBelowC: within(POLICY_RANGES.rejectBelowC),
      rejectAboveC: within(POLICY_RANGES.rejectAboveC),
      remeasure: z.strictObject({
        restMinutes: within(POLICY_RANGES.restMinutes),
        confirmSites: z.array(BodySite).check(z.maxLength(10)),
      }),
    })
    .check(z.refine(areLinesInOrder, { path: ['lowBelowC'] })),
  door: z.strictObject({
    /** The same person within this time is "already logged". */
    repeatSeconds: within(POLICY_RANGES.repeatSeconds),
    undoSeconds: within(POLICY_RANGES.undoSeconds),
  }),
  phone: z.strictObject({
    /** 0 switches the grace off: every return to the app asks for the PIN. */
    unlockGraceMinutes: within(POLICY_RANGES.unlockGraceMinutes),
    shiftHours: within(POLICY_RANGES.shiftHours),
    acknowledgedDays: within(POLICY_RANGES.acknowledgedDays),
    doorFactDays: within(POLICY_RANGES.doorFactDays),
    /** What a phone keeps of seals, disinfection and refuse. Absent in packs of before there were rounds. */
    upkeepFactDays: z.optional(within(POLICY_RANGES.upkeepFactDays)),
  }),
  /** Absent in packs of before there was retention: the defaults then hold. */
  retention: z.optional(Retention),
  /** Absent in packs of before rooms were looked over: the default forms then hold. */
  hygiene: z.optional(HygienePolicy),
  /** Absent in packs of before there were rounds: the defaults then hold. */
  round: z.optional(RoundRules),
  /** Absent in packs of before there was disinfection. */
  disinfection: z.optional(DisinfectionRules),
  /** Absent in packs of before there were night checks. */
  nightCheck: z.optional(NightWindow),
  /** Absent in packs of before people reported their health. */
  report: z.optional(ReportRules),
  /** When people were asked before these rules, in the order of the days; the server writes it at each change. */
  earlierSlots: z.optional(z.array(EarlierSlots).check(z.maxLength(EARLIER_SLOTS_MAX))),
  /** Languages of the reporter's front that somebody has read and let people use; absent: none. */
  languages: z.optional(
    z.array(ConfirmedLanguage).check(z.maxLength(ExtraLanguage.options.length)),
  ),
  /** Whom to call; absent: nobody is named. */
  calls: z.optional(z.array(CallLine).check(z.maxLength(CALL_LINES_MAX))),
});
export type PolicyPack = z.infer<typeof PolicyPack>;

/** Impossible below, too low, normal, high, impossible above: each line lies over the one before. */
function areLinesInOrder(lines: {
  thresholdC: Record<BodySite, number>;
  lowBelowC: number;
  rejectBelowC: number;
  rejectAboveC: number;
}): boolean {
  const { thresholdC, lowBelowC, rejectBelowC, rejectAboveC } = lines;
  const highs = Object.values(thresholdC);
  return (
    rejectBelowC < lowBelowC && lowBelowC < Math.min(...highs) && Math.max(...highs) < rejectAboveC
  );
}
