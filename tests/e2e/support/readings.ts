import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { FIXTURES } from './office.ts';

/** One passage as the outside ledger of a test holds it: what was typed, and for whom. */
export interface Passage {
  number: string;
  direction: 'in' | 'out';
  tempC: number;
}

interface LoggedPassage {
  studentNo: string;
  direction: 'in' | 'out';
  temperature: number | null;
  gate: string;
}

/**
 * Passages of `door-week.ndjson` at one gate, of that many different students, so that none is a
 * repeat of another; the high ones of the week come first.
 */
export function passagesOfWeek(gate: string, count: number): Passage[] {
  const lines = gunzipSync(readFileSync(`${FIXTURES}door-week.ndjson.gz`))
    .toString()
    .split('\n');
  const logged = lines.flatMap((line) => {
    const passage = parse(line);
    return passage !== null && passage.gate === gate ? [passage] : [];
  });
  const byHeat = [...logged.filter(isHigh).slice(0, 6), ...logged.filter((one) => !isHigh(one))];
  const taken = new Map<string, Passage>();
  for (const { studentNo, direction, temperature } of byHeat) {
    if (taken.size === count) break;
    if (temperature === null || temperature < 35 || temperature > 42 || taken.has(studentNo))
      continue;
    taken.set(studentNo, { number: studentNo, direction, tempC: temperature });
  }
  return [...taken.values()];
}

const isHigh = ({ temperature }: LoggedPassage): boolean =>
  temperature !== null && temperature >= 37.3 && temperature <= 42;

/** `null` for the lines that the fixture spoils on purpose. */
function parse(line: string): LoggedPassage | null {
  try {
    const passage = JSON.parse(line) as LoggedPassage;
    const isWhole =
      /^\d{12}$/.test(passage.studentNo) &&
      (passage.direction === 'in' || passage.direction === 'out') &&
      typeof passage.temperature === 'number';
    return isWhole ? passage : null;
  } catch {
    return null;
  }
}

export const digitsOf = (tempC: number): string => String(Math.round(tempC * 10));
