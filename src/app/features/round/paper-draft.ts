import type { Id } from '../../../domain/id.ts';
import type { PresenceState } from '../../../domain/room-visit.ts';
import type { Reading, TemperatureUnit } from '../../../domain/reading.ts';
import { judgeTemperature, readTyped } from '../../../domain/temperature.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { isWhole } from '../../duty/typed-temperature.ts';

/** What one line of the sheet says of somebody. */
export interface PaperLine {
  state: PresenceState;
  /** As typed: 365. Empty: not measured. */
  digits: string;
  /** As typed: 1235. Empty: at the time of the room. */
  time: string;
  /** What they complain of. Empty: the sheet says nothing of it. */
  complaint: string;
}

/** Everybody is there unless the sheet says otherwise. */
export const PRESENT: PaperLine = { state: 'present', digits: '', time: '', complaint: '' };

/** Whoever is on leave is away unless the sheet says otherwise. */
export const AWAY: PaperLine = { ...PRESENT, state: 'on_leave' };

export const STATES: readonly PresenceState[] = ['present', 'on_leave', 'absent', 'not_in'];

export type LineProblem = 'unreadable' | 'impossible' | 'not-here' | 'complains' | 'time';

/** How the round measures. */
export interface PaperMeasuring {
  unit: TemperatureUnit;
  site: Reading['site'];
  thermometerId: Id | null;
  policy: PolicyPack['temperature'];
}

/** What the disk kept of the lines, by person; what does not fit is left out. */
export function readLines(kept: unknown): Record<Id, PaperLine> {
  if (typeof kept !== 'object' || kept === null) return {};
  const lines: Record<Id, PaperLine> = {};
  for (const [id, line] of Object.entries(kept)) {
    const {
      state,
      digits,
      time,
      complaint = '',
    } = Object(line) as Partial<Record<keyof PaperLine, unknown>>;
    const known = STATES.find((one) => one === state);
    if (known !== undefined && isText(digits) && isText(time) && isText(complaint))
      lines[id] = { state: known, digits, time, complaint };
  }
  return lines;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The reading of a line, `null` where none was taken; or why it cannot be one. Only who is there complains. */
export function readLine(
  { state, digits, complaint }: PaperLine,
  { unit, site, thermometerId, policy }: PaperMeasuring,
): { reading: Reading | null } | { problem: LineProblem } {
  if (complaint.trim() !== '' && state !== 'present') return { problem: 'complains' };
  if (digits === '') return { reading: null };
  if (state !== 'present') return { problem: 'not-here' };
  const typed = isWhole(digits) ? readTyped(digits, unit) : null;
  if (typed === null) return { problem: 'unreadable' };
  const { tempC, rawValue } = typed;
  const reading: Reading = { tempC, site, thermometerId, rawValue, rawUnit: unit };
  return judgeTemperature(reading, policy) === 'impossible'
    ? { problem: 'impossible' }
    : { reading };
}
