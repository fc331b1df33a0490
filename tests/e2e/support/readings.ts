import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
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
  temperature: number;
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
    if (taken.has(studentNo)) continue;
    taken.set(studentNo, { number: studentNo, direction, tempC: temperature });
  }
  return [...taken.values()];
}

const isHigh = ({ temperature }: LoggedPassage): boolean => temperature >= 37.3;

const Line = z.object({
  studentNo: z.string().check(z.regex(/^\d{12}$/)),
  direction: z.enum(['in', 'out']),
  temperature: z.number().check(z.minimum(35), z.maximum(42)),
  gate: z.string(),
});

/** `null` for the lines that the fixture spoils on purpose, and for readings that no warden would pass. */
function parse(line: string): LoggedPassage | null {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export const digitsOf = (tempC: number): string => String(Math.round(tempC * 10));
