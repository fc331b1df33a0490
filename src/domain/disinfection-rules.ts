import * as z from 'zod/mini';
import { Agent, DisinfectedObject, DisinfectionMethod, MgPerL } from './disinfection.ts';
import { AreaClass } from './place.ts';

/** Numbers of the rules outside of which a value is a slip of the keyboard. */
export const DISINFECTION_RANGES = {
  ventilationMinutes: { min: 0, max: 240, step: 1 },
  weakensAfterDays: { min: 1, max: 366, step: 1 },
  timesPerWeek: { min: 1, max: 7, step: 1 },
} as const;

const whole = ({ min, max }: { min: number; max: number }) =>
  z.int().check(z.minimum(min), z.maximum(max));

/** By the campus's clock; 24:00 is the day's end. */
export const ClockTime = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));

/** Within which a round is to be begun: from `from` until, not at, `to`. */
const Window = z.strictObject({ from: ClockTime, to: ClockTime });
export type Window = z.infer<typeof Window>;

/** How often: one round in each window of a day, or so many a week, each in its even share of Monday to Sunday. */
export const Frequency = z.discriminatedUnion('per', [
  z.strictObject({
    per: z.literal('day'),
    windows: z.array(Window).check(z.minLength(1), z.maxLength(24), z.refine(areOneAfterAnother)),
  }),
  z.strictObject({ per: z.literal('week'), times: whole(DISINFECTION_RANGES.timesPerWeek) }),
]);
export type Frequency = z.infer<typeof Frequency>;

/** What is used on what, how strong, and for how long. */
export const Recipe = z.strictObject({
  object: DisinfectedObject,
  agent: Agent,
  /** `null` = as it is bought. */
  mgPerL: z.nullable(z.strictObject({ min: MgPerL, max: MgPerL })),
  method: DisinfectionMethod,
  /** `null` = as the product's label says. */
  contactMinutes: z.nullable(z.int().check(z.nonnegative(), z.maximum(1440))),
});
export type Recipe = z.infer<typeof Recipe>;

export const DisinfectionRules = z.strictObject({
  /** How often an area of each class is disinfected. */
  rounds: z.record(AreaClass, Frequency),
  /** How often refuse is cleared from areas of the class `bins`. */
  refuse: Frequency,
  ventilationMinutes: whole(DISINFECTION_RANGES.ventilationMinutes),
  /** From so many days after opening on a chlorine product counts as weakened. */
  weakensAfterDays: whole(DISINFECTION_RANGES.weakensAfterDays),
  recipes: z.array(Recipe).check(z.maxLength(100)),
});
export type DisinfectionRules = z.infer<typeof DisinfectionRules>;

function areOneAfterAnother(windows: readonly Window[]): boolean {
  return windows.every(
    ({ from, to }, at) => from < to && (at === 0 || (windows[at - 1]?.to ?? '') <= from),
  );
}
