import type { PolicyPack } from './policy.ts';
import type { BodySite, TemperatureUnit } from './reading.ts';

export type TemperatureVerdict = 'normal' | 'too-low' | 'high' | 'impossible';
type TemperatureRules = PolicyPack['temperature'];

/**
 * Judges one reading. Too low is not a pass: it means cold skin or a faulty thermometer. What is no
 * number is impossible, never normal.
 */
export function judgeTemperature(
  reading: { tempC: number; site: BodySite },
  rules: TemperatureRules,
): TemperatureVerdict {
  const { tempC, site } = reading;
  const isPossible = tempC >= rules.rejectBelowC && tempC <= rules.rejectAboveC;
  if (!isPossible) return 'impossible';
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
    .replace(/[,。·・]/u, '.');
  if (!/^[1-9]\d{1,3}(\.\d?)?$/.test(text)) return null;
  const hasImpliedPoint = /^\d{3,4}$/.test(text) && !isWholeFahrenheit(text, unit);
  const rawValue = hasImpliedPoint ? Number(text) / 10 : Number(text);
  const tempC = unit === 'F' ? roundTenth(((rawValue - 32) * 5) / 9) : rawValue;
  return { rawValue, tempC };
}

/** "100" on a Fahrenheit device is 100 °F once a warden stops there; "1004" is 100.4. */
function isWholeFahrenheit(text: string, unit: TemperatureUnit): boolean {
  return unit === 'F' && text.length === 3 && text.startsWith('1');
}

function roundTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
