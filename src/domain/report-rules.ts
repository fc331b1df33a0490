import * as z from 'zod/mini';
import { ClockTime } from './disinfection-rules.ts';
import { Day } from './id.ts';
import { Whereabouts } from './person.ts';

/** Numbers of the rules outside of which a value is a slip of the keyboard. */
export const REPORT_RANGES = {
  identicalDays: { min: 2, max: 31, step: 1 },
  silentMinutes: { min: 5, max: 1440, step: 1 },
  clusterCount: { min: 2, max: 100, step: 1 },
  clusterDays: { min: 1, max: 14, step: 1 },
  clusterHours: { min: 1, max: 168, step: 1 },
} as const;

const whole = ({ min, max }: { min: number; max: number }) =>
  z.int().check(z.minimum(min), z.maximum(max));

/** The parts of a day in which everybody is asked once. */
export const Slot = z.enum(['am', 'pm', 'evening']);
export type Slot = z.infer<typeof Slot>;

/** By the campus's clock. A session runs from `from` until, not at, `to`, and what is told later is late. */
export const SlotRule = z
  .strictObject({
    slot: Slot,
    from: ClockTime,
    to: ClockTime,
    /** When whoever has not reported yet is reminded. */
    remindAt: ClockTime,
    /** Until when a class or unit is to hand its return in. */
    unitDeadline: ClockTime,
  })
  .check(
    z.refine(({ from, to }) => from < to, { path: ['to'] }),
    z.refine(({ from, to, remindAt }) => from <= remindAt && remindAt < to, {
      path: ['remindAt'],
    }),
    z.refine(({ from, unitDeadline }) => from < unitDeadline, { path: ['unitDeadline'] }),
  );
export type SlotRule = z.infer<typeof SlotRule>;

const SLOTS_MAX = 3;
/** The most that a pack names of what was asked before it. */
export const EARLIER_SLOTS_MAX = 100;

/** What was asked before, on the days until, not at, the one on which something else took its place. */
export const EarlierSlots = z.strictObject({
  until: Day,
  slots: z.array(SlotRule).check(z.maxLength(SLOTS_MAX), z.refine(areInOrder)),
});
export type EarlierSlots = z.infer<typeof EarlierSlots>;

/** A code of the policy's list. A symptom of a list that is no longer in force keeps its code. */
export const SymptomCode = z.string().check(z.minLength(1), z.maxLength(40));
export type SymptomCode = z.infer<typeof SymptomCode>;

/** Symptoms of one group are similar: several people with one of them in one place are a cluster. */
export const SymptomGroup = z.enum(['respiratory', 'intestinal', 'rash', 'eyes', 'other']);
export type SymptomGroup = z.infer<typeof SymptomGroup>;

const SymptomName = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
export const Symptom = z.strictObject({
  code: SymptomCode,
  zh: SymptomName,
  en: SymptomName,
  group: SymptomGroup,
});
export type Symptom = z.infer<typeof Symptom>;

/** So many people of one room or class, within so many days one after another, are told within the hours. */
export const ClusterRule = z.strictObject({
  count: whole(REPORT_RANGES.clusterCount),
  days: whole(REPORT_RANGES.clusterDays),
  hours: whole(REPORT_RANGES.clusterHours),
});
export type ClusterRule = z.infer<typeof ClusterRule>;

export const ReportRules = z.strictObject({
  /** The sessions of every day, one after another. What is not named here is not asked. */
  slots: z.array(SlotRule).check(z.minLength(1), z.maxLength(SLOTS_MAX), z.refine(areInOrder)),
  /** By when, on the next day, a college's numbers are closed. */
  rollupAt: ClockTime,
  /** Silence is not zero: a class or unit where nothing was found says so. */
  isZeroRequired: z.boolean(),
  symptoms: z.array(Symptom).check(z.minLength(1), z.maxLength(60), z.refine(haveOwnCodes)),
  /** Whether a report asks for contact with somebody who is ill. */
  askExposure: z.boolean(),
  /** The same answers on so many days one after another are shown to the auditor. */
  identicalDays: whole(REPORT_RANGES.identicalDays),
  clusters: z.array(ClusterRule).check(z.maxLength(10)),
  /** Whoever is registered there is in no session's expected list. */
  away: z.array(Whereabouts).check(z.maxLength(Whereabouts.options.length)),
  /** A phone that the server has not heard for so long may hold a report that nobody has seen. */
  silentMinutes: whole(REPORT_RANGES.silentMinutes),
});
export type ReportRules = z.infer<typeof ReportRules>;

/** Morning, afternoon, evening: each begins when the one before it is over. */
function areInOrder(slots: readonly SlotRule[]): boolean {
  const places = slots.map(({ slot }) => Slot.options.indexOf(slot));
  return slots.every(
    ({ from }, at) =>
      at === 0 || ((places[at - 1] ?? 0) < (places[at] ?? 0) && (slots[at - 1]?.to ?? '') <= from),
  );
}

function haveOwnCodes(symptoms: readonly Symptom[]): boolean {
  return new Set(symptoms.map(({ code }) => code)).size === symptoms.length;
}
