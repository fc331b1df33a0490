import * as z from 'zod/mini';
import type { PolicyPack } from './policy.ts';

/** Where on the body a reading is taken. Each place has its own line in the policy. */
export const BodySite = z.enum([
  'forehead',
  'temporal',
  'ear',
  'axilla',
  'oral',
  'rectal',
  'wrist',
  'neck',
  'other',
  'unknown',
]);
export type BodySite = z.infer<typeof BodySite>;

export const TemperatureUnit = z.enum(['C', 'F']);
export type TemperatureUnit = z.infer<typeof TemperatureUnit>;

/** One reading: °C to one decimal, with the value and unit that the instrument showed. */
export const Reading = z.strictObject({
  tempC: z.number().check(z.minimum(25), z.maximum(50)),
  site: BodySite,
  thermometerId: z.nullable(z.uuid()),
  rawValue: z.number(),
  rawUnit: TemperatureUnit,
});
export type Reading = z.infer<typeof Reading>;

export type TemperatureVerdict = 'normal' | 'too-low' | 'high' | 'impossible';
type TemperatureRules = PolicyPack['temperature'];

/** Judges one reading. Too low is not a pass: it means cold skin or a faulty thermometer. */
export function judgeTemperature(
  reading: { tempC: number; site: BodySite },
  rules: TemperatureRules,
): TemperatureVerdict {
  const { tempC, site } = reading;
  if (tempC < rules.rejectBelowC || tempC > rules.rejectAboveC) return 'impossible';
  if (tempC < rules.lowBelowC) return 'too-low';
  const line = rules.thresholdC[site];
  const isHigh = rules.compare === 'gte' ? tempC >= line : tempC > line;
  return isHigh ? 'high' : 'normal';
}

/**
 * What the warden meant: "36.5", "36,5", "36。5" and "365" are all 36.5; in Fahrenheit "977", "1004"
 * and "97.7" are 97.7, 100.4 and 97.7. `null` if it is no number of that shape. Plausibility is the
 * policy's matter (`judgeTemperature`).
 */
export function readTyped(
  typed: string,
  unit: TemperatureUnit,
): { rawValue: number; tempC: number } | null {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/[,。・]/u, '.');
  const rawValue =
    /^\d{3,4}$/.test(text) && !isWhole(text, unit) ? Number(text) / 10 : Number(text);
  if (!/^\d{2,4}(\.\d?)?$/.test(text) || rawValue < 10) return null;
  const tempC = unit === 'F' ? roundTenth(((rawValue - 32) * 5) / 9) : roundTenth(rawValue);
  return { rawValue, tempC };
}

/** "100" on a Fahrenheit device is 100 °F once a warden stops there; "1004" is 100.4. */
function isWhole(text: string, unit: TemperatureUnit): boolean {
  return unit === 'F' && text.length === 3 && text.startsWith('1');
}

function roundTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
