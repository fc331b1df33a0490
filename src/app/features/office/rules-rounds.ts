import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import type { DisinfectionRules, Frequency } from '../../../domain/disinfection-rules.ts';
import type { PolicyPack } from '../../../domain/policy.ts';

/** How often, as it is typed: `06:00-12:00, 12:00-20:00` a day, or `1/7` for once a week. */
export const ROUND_FIELDS = [
  'rounds-dormitory',
  'rounds-public',
  'rounds-bins',
  'rounds-family',
  'refuse',
] as const;
export type RoundField = (typeof ROUND_FIELDS)[number];

type RoundsText = Record<RoundField | 'ventilationMinutes' | 'weakensAfterDays', string>;

export function textOfRounds(policy: PolicyPack): RoundsText {
  const { rounds, refuse, ...rules } = disinfectionRulesOf(policy);
  return {
    'rounds-dormitory': textOf(rounds.dormitory),
    'rounds-public': textOf(rounds.public),
    'rounds-bins': textOf(rounds.bins),
    'rounds-family': textOf(rounds.family),
    refuse: textOf(refuse),
    ventilationMinutes: String(rules.ventilationMinutes),
    weakensAfterDays: String(rules.weakensAfterDays),
  };
}

/** A school that sets nothing of its own keeps to the defaults, whatever they become. */
export function roundsIn(
  text: RoundsText,
  base: PolicyPack,
  numberIn: (typed: string) => number,
): { disinfection?: DisinfectionRules } {
  const before = textOfRounds(base);
  const fields = [...ROUND_FIELDS, 'ventilationMinutes', 'weakensAfterDays'] as const;
  if (fields.every((field) => before[field] === text[field])) return {};
  return {
    disinfection: {
      ...disinfectionRulesOf(base),
      rounds: {
        dormitory: frequencyIn(text['rounds-dormitory']),
        public: frequencyIn(text['rounds-public']),
        bins: frequencyIn(text['rounds-bins']),
        family: frequencyIn(text['rounds-family']),
      },
      refuse: frequencyIn(text.refuse),
      ventilationMinutes: numberIn(text.ventilationMinutes),
      weakensAfterDays: numberIn(text.weakensAfterDays),
    },
  };
}

/** The field at which a schema found fault; `null` where it is none of these. */
export function roundFieldAt(path: readonly PropertyKey[]): RoundField | null {
  if (path.includes('refuse')) return 'refuse';
  const areaClass = path[path.indexOf('rounds') + 1];
  return ROUND_FIELDS.find((field) => field === `rounds-${String(areaClass)}`) ?? null;
}

function textOf(frequency: Frequency): string {
  if (frequency.per === 'week') return `${frequency.times}/7`;
  return frequency.windows.map(({ from, to }) => `${from}-${to}`).join(', ');
}

/** What cannot be read becomes no window at all, which the schema refuses. */
function frequencyIn(typed: string): Frequency {
  const week = /^\s*([1-7])\s*[/／]\s*7\s*$/.exec(typed);
  if (week !== null) return { per: 'week', times: Number(week[1]) };
  const parts = typed.split(/[,，、;；]/).map((part) => windowIn(part));
  const windows = parts.flatMap((window) => window ?? []);
  return { per: 'day', windows: windows.length === parts.length ? windows : [] };
}

function windowIn(typed: string): { from: string; to: string } | null {
  const found = /^\s*(\d{1,2})[:：](\d\d)\s*[-–—~～]\s*(\d{1,2})[:：](\d\d)\s*$/.exec(typed);
  if (found === null) return null;
  const [, fromHour = '', fromMinute, toHour = '', toMinute] = found;
  return {
    from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
    to: `${toHour.padStart(2, '0')}:${toMinute}`,
  };
}
