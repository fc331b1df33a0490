import type { TemperatureUnit } from '../../domain/reading.ts';

/** No further digit can belong to it: 365, or 1004 on a Fahrenheit device, where 977 is whole too. */
export function isSurelyWhole(digits: string, unit: TemperatureUnit): boolean {
  if (unit === 'C') return digits.length >= 3;
  return digits.length >= 4 || (digits.length === 3 && !digits.startsWith('1'));
}
