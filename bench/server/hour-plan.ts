import type { FactBody } from '../../src/domain/fact.ts';
import { Chance } from '../../src/server/demo/chance.ts';
import type { Reporter } from './hour-campus.ts';

export const HOUR_MINUTES = 60;
/** From here on half of all and more come, each minute more than the one before. */
export const RUSH_FROM_MINUTE = 50;
const RUSH_SHARE = 0.6;
const MINUTE_MS = 60_000;

export const SESSION = { day: '2026-05-20', slot: 'am' } as const;
/** Half past seven by the campus's clock. */
export const HOUR_FROM_MS = Date.UTC(2026, 4, 19, 23, 30);

/** One sending: a report, or a few minutes later its correction. */
export interface Telling {
  reporter: Reporter;
  atMs: number;
  answers: Answers;
  isAmending: boolean;
  /** Its first reply never arrives, and the phone sends the same again. */
  isReplyLost: boolean;
}

export interface Answers {
  tempC: number | null;
  symptoms: readonly string[];
}

/** Everybody reports once within the hour; a few correct themselves. By time. */
export function planHour(reporters: readonly Reporter[], seed: number): Telling[] {
  const chance = new Chance(seed);
  const tellings = reporters.flatMap((reporter): Telling[] => {
    const atMs = HOUR_FROM_MS + Math.floor(minuteOf(chance) * MINUTE_MS);
    const answers = answersOf(chance);
    const first = { reporter, atMs, answers, isAmending: false, isReplyLost: chance.happens(0.01) };
    const laterMs = atMs + chance.whole(20_000, 180_000);
    if (!chance.happens(0.01) || laterMs >= HOUR_FROM_MS + HOUR_MINUTES * MINUTE_MS) return [first];
    return [first, { ...first, atMs: laterMs, answers: answersOf(chance), isAmending: true }];
  });
  return tellings.sort((a, b) => a.atMs - b.atMs);
}

/** In the rush the more of them, the later it is. */
function minuteOf(chance: Chance): number {
  if (!chance.happens(RUSH_SHARE)) return chance.next() * RUSH_FROM_MINUTE;
  return RUSH_FROM_MINUTE + Math.sqrt(chance.next()) * (HOUR_MINUTES - RUSH_FROM_MINUTE);
}

function answersOf(chance: Chance): Answers {
  const symptoms = chance.happens(0.02) ? ['dry_cough'] : [];
  if (chance.happens(0.025)) return { tempC: null, symptoms };
  if (chance.happens(0.015)) return { tempC: 38 + chance.whole(0, 9) / 10, symptoms };
  return { tempC: 36 + chance.whole(0, 9) / 10, symptoms };
}

export function reportBody(
  { personId, isAway }: Reporter,
  { tempC, symptoms }: Answers,
  amends: string | null,
): FactBody<'self-report'> {
  return {
    personId,
    session: SESSION,
    reading:
      tempC === null
        ? null
        : { tempC, site: 'axilla', thermometerId: null, rawValue: tempC, rawUnit: 'C' },
    notMeasured: tempC === null ? 'no_thermometer' : null,
    symptoms: [...symptoms],
    whereabouts: isAway ? 'city_off_campus' : 'on_campus',
    city: null,
    exposure: null,
    onBehalfAs: null,
    amends,
  };
}
