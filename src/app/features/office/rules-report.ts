import type { CallLine } from '../../../domain/call-line.ts';
import { reportRulesOf } from '../../../domain/default-report.ts';
import { Whereabouts } from '../../../domain/person.ts';
import {
  confirmedLanguages,
  DRAFT_VERSIONS,
  ExtraLanguage,
  type ConfirmedLanguage,
} from '../../../domain/report-languages.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import {
  Slot,
  SymptomGroup,
  type ClusterRule,
  type ReportRules,
  type SlotRule,
  type Symptom,
} from '../../../domain/report-rules.ts';

/** When everybody is asked, as it is typed: `06:00-12:00, 09:00, 12:00`, or nothing where nobody is asked. */
export const SLOT_FIELDS = ['slot-am', 'slot-pm', 'slot-evening'] as const;
export type SlotField = (typeof SLOT_FIELDS)[number];

/** Who has confirmed a language, and when, as it is typed: `name, 2026-11-22`, or nothing where nobody has. */
export const LANGUAGE_FIELDS = ['lang-fr', 'lang-ar', 'lang-ru'] as const;

export const REPORT_FIELDS = [
  ...SLOT_FIELDS,
  'rollupAt',
  'isZeroRequired',
  'askExposure',
  'symptoms',
  'clusters',
  'away',
  'calls',
  ...LANGUAGE_FIELDS,
] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];

type ReportText = Record<ReportField | 'identicalDays' | 'silentMinutes', string>;

/** What is no rule of reports: a change of it leaves those to the defaults. */
const BESIDE: ReadonlySet<ReportField> = new Set(['calls', ...LANGUAGE_FIELDS]);

export function textOfReport(policy: PolicyPack): ReportText {
  const rules = reportRulesOf(policy);
  const slot = (name: Slot): string => {
    const rule = rules.slots.find((one) => one.slot === name);
    if (rule === undefined) return '';
    return `${rule.from}-${rule.to}, ${rule.remindAt}, ${rule.unitDeadline}`;
  };
  return {
    'slot-am': slot('am'),
    'slot-pm': slot('pm'),
    'slot-evening': slot('evening'),
    rollupAt: rules.rollupAt,
    isZeroRequired: rules.isZeroRequired ? 'yes' : 'no',
    askExposure: rules.askExposure ? 'yes' : 'no',
    symptoms: rules.symptoms.map((one) => lineOfSymptom(one)).join('\n'),
    clusters: rules.clusters
      .map(({ count, days, hours }) => `${count}/${days}/${hours}`)
      .join(', '),
    away: rules.away.join(','),
    ...textOfLanguages(policy),
    calls: (policy.calls ?? []).map((one) => lineOfCall(one)).join('\n'),
    identicalDays: String(rules.identicalDays),
    silentMinutes: String(rules.silentMinutes),
  };
}

/** A school that sets nothing of its own keeps to the defaults, whatever they become. */
export function reportIn(
  text: ReportText,
  base: PolicyPack,
  numberIn: (typed: string) => number,
): Pick<PolicyPack, 'report' | 'calls' | 'languages'> {
  const before = textOfReport(base);
  const rules = REPORT_FIELDS.filter((field) => !BESIDE.has(field));
  const isOther = (field: keyof ReportText): boolean => before[field] !== text[field];
  const isChanged = [...rules, 'identicalDays' as const, 'silentMinutes' as const].some(isOther);
  return {
    ...(isChanged && rulesIn(text, numberIn)),
    ...(isOther('calls') && { calls: callsIn(text.calls) }),
    ...(LANGUAGE_FIELDS.some(isOther) && { languages: languagesIn(text) }),
  };
}

function rulesIn(text: ReportText, numberIn: (typed: string) => number): { report: ReportRules } {
  return {
    report: {
      slots: Slot.options.flatMap((slot) => slotIn(slot, text[`slot-${slot}`]) ?? []),
      rollupAt: text.rollupAt,
      isZeroRequired: text.isZeroRequired === 'yes',
      askExposure: text.askExposure === 'yes',
      symptoms: text.symptoms.split('\n').flatMap((line) => symptomIn(line) ?? []),
      clusters: partsOf(text.clusters).map((part) => clusterIn(part)),
      away: Whereabouts.options.filter((code) => text.away.split(',').includes(code)),
      identicalDays: numberIn(text.identicalDays),
      silentMinutes: numberIn(text.silentMinutes),
    },
  };
}

/** The field at which the schema found fault; `null` where it is none of these. */
export function reportFieldAt(path: readonly PropertyKey[], text: ReportText): ReportField | null {
  const [section, key, index] = path;
  if (section === 'calls') return 'calls';
  if (section === 'languages')
    return LANGUAGE_FIELDS.filter((field) => text[field].trim() !== '')[Number(key)] ?? 'lang-fr';
  if (key !== 'slots') return REPORT_FIELDS.find((field) => field === key) ?? null;
  const asked = SLOT_FIELDS.filter((field) => text[field].trim() !== '');
  return (typeof index === 'number' ? asked[index] : asked.at(-1)) ?? 'slot-am';
}

const UNREADABLE = '?';
const TIME = String.raw`(\d{1,2})\s*[:：]\s*(\d\d)`;
const SLOT = new RegExp(
  String.raw`^\s*${TIME}\s*[-–—~～]\s*${TIME}\s*[,，、;；]\s*${TIME}\s*[,，、;；]\s*${TIME}\s*$`,
);

/** What cannot be read becomes no time at all, which the schema refuses. */
function slotIn(slot: Slot, typed: string): SlotRule | null {
  if (typed.trim() === '') return null;
  const found = SLOT.exec(typed);
  const time = (at: number): string =>
    found === null ? UNREADABLE : `${(found[at] ?? '').padStart(2, '0')}:${found[at + 1] ?? ''}`;
  return { slot, from: time(1), to: time(3), remindAt: time(5), unitDeadline: time(7) };
}

function clusterIn(typed: string): ClusterRule {
  const [count, days, hours] = typed
    .split(/[/／]/)
    .map((part) => Number(part.trim() || Number.NaN));
  return { count: count ?? Number.NaN, days: days ?? Number.NaN, hours: hours ?? Number.NaN };
}

const lineOfSymptom = ({ code, zh, en, group }: Symptom): string =>
  [code, zh, en, group].join(' | ');

function symptomIn(line: string): Symptom | null {
  if (line.trim() === '') return null;
  const [code = '', zh = '', en = '', group = ''] = line.split(/[|｜]/).map((part) => part.trim());
  return {
    code,
    zh,
    en,
    group: SymptomGroup.safeParse(group).data ?? (UNREADABLE as SymptomGroup),
  };
}

const lineOfCall = ({ zh, en, number }: CallLine): string => [zh, en, number].join(' | ');

function callsIn(typed: string): CallLine[] {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [zh = '', en = '', number = ''] = line.split(/[|｜]/).map((part) => part.trim());
    return { zh, en, number };
  });
}

/** A confirmation of another version of the draft is none. */
function textOfLanguages(policy: PolicyPack): Record<(typeof LANGUAGE_FIELDS)[number], string> {
  const confirmed = confirmedLanguages(policy);
  const text = (code: ExtraLanguage): string => {
    const found = confirmed.find((one) => one.code === code);
    return found === undefined ? '' : `${found.by}, ${found.on}`;
  };
  return { 'lang-fr': text('fr'), 'lang-ar': text('ar'), 'lang-ru': text('ru') };
}

function languagesIn(text: ReportText): ConfirmedLanguage[] {
  return ExtraLanguage.options.flatMap((code) => {
    const typed = text[`lang-${code}`].trim();
    if (typed === '') return [];
    const [, by = '', on = ''] = /^(.+?)\s*[,，、;；]\s*([\d-]+)$/.exec(typed) ?? [];
    return { code, version: DRAFT_VERSIONS[code], by, on };
  });
}

const partsOf = (typed: string): string[] =>
  typed.split(/[,，、;；]/).filter((part) => part.trim() !== '');
