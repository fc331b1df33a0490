import { isAbnormalCheck, isAbnormalReport } from './abnormal-health.ts';
import type { Id, Instant } from './id.ts';
import type { PolicyPack } from './policy.ts';
import type { SymptomCode } from './report-rules.ts';
import type { CheckEntry, ReportEntry } from './session-log.ts';

/** What somebody last said of a person's health in a session: in a report, or having looked. */
export type HealthWord = { by: Id; at: Instant } & (
  | { source: 'report'; entry: ReportEntry }
  | { source: 'check'; entry: CheckEntry }
);

/**
 * Of one person and session, from what stands, by its newest word: the last word of each teller, for one's own second
 * thoughts take the place of the first, and nobody else's do. "Present" alone says nothing of health and clears nothing.
 */
export function healthWords(
  reports: readonly ReportEntry[],
  checks: readonly CheckEntry[],
): HealthWord[] {
  const told = lastReports(reports).map((entry): HealthWord => {
    return { source: 'report', by: tellerOf(entry), at: entry.current.correctedAt, entry };
  });
  return [...told, ...lastLooks(checks)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export const isAbnormalWord = (word: HealthWord, policy: PolicyPack): boolean =>
  word.source === 'report'
    ? isAbnormalReport(word.entry.check, policy)
    : isAbnormalCheck(word.entry.body, policy);

/** Some tellers call the person ill, and some do not. */
export function isHealthContested(words: readonly HealthWord[], policy: PolicyPack): boolean {
  const tellers = new Set(words.map(({ by }) => by));
  const abnormal = new Set(
    words.filter((word) => isAbnormalWord(word, policy)).map(({ by }) => by),
  );
  return abnormal.size > 0 && abnormal.size < tellers.size;
}

export const symptomsTold = (word: HealthWord): readonly SymptomCode[] =>
  word.source === 'report' ? word.entry.check.symptoms : word.entry.body.symptoms;

/** Somebody measured the person, or asked for symptoms and found some. */
export const hasValues = ({ body: { reading, symptoms } }: CheckEntry): boolean =>
  reading !== null || symptoms.length > 0;

/** The last one of each teller. Who corrects a report takes no word over: it stays with who first told it. */
export function lastReports(reports: readonly ReportEntry[]): ReportEntry[] {
  const byTeller = new Map(reports.map((entry) => [tellerOf(entry), entry]));
  return reports.filter((entry) => byTeller.get(tellerOf(entry)) === entry);
}

/** Whose word it is, whoever corrected it. */
export const tellerOf = ({ id, versions, current }: ReportEntry): Id =>
  (versions.find(({ fact }) => fact.id === id)?.fact ?? current).by;

/** What each measured last; and where the last look found the person away ill, that too. */
function lastLooks(checks: readonly CheckEntry[]): HealthWord[] {
  const valued = new Map(checks.filter(hasValues).map((entry) => [entry.by, entry]));
  const ill = [...new Map(checks.map((entry) => [entry.by, entry])).values()].filter(
    (entry) => entry.body.isIllness === true && !hasValues(entry),
  );
  return [...valued.values(), ...ill].map((entry) => ({
    source: 'check',
    by: entry.by,
    at: entry.at,
    entry,
  }));
}
