import type { FactBody } from './fact.ts';
import type { PolicyPack } from './policy.ts';
import type { Reading } from './reading.ts';
import type { SymptomCode, SymptomGroup } from './report-rules.ts';
import { reportRulesOf } from './default-report.ts';
import { judgeTemperature } from './temperature.ts';

/** A reading that is too low is no illness: it is measured again. */
export const isHigh = (reading: Reading | null, { temperature }: PolicyPack): boolean =>
  reading !== null && judgeTemperature(reading, temperature) === 'high';

/** What a report tells is not as it should be: somebody looks after it. */
export function isAbnormalReport(
  { reading, symptoms, exposure }: FactBody<'self-report'>,
  policy: PolicyPack,
): boolean {
  return isHigh(reading, policy) || symptoms.length > 0 || exposure === 'yes';
}

export function isAbnormalCheck(
  { state, isIllness, reading, symptoms }: FactBody<'session-check'>,
  policy: PolicyPack,
): boolean {
  const isIll = state === 'absent' && isIllness === true;
  return isIll || isHigh(reading, policy) || symptoms.length > 0;
}

/** The groups in which somebody is ill; a high reading is a fever. A code that the list no longer has is `other`. */
export function symptomGroups(
  { reading, symptoms }: { reading: Reading | null; symptoms: readonly SymptomCode[] },
  policy: PolicyPack,
): Set<SymptomGroup> {
  const { symptoms: list } = reportRulesOf(policy);
  const groupOf = (code: SymptomCode): SymptomGroup =>
    list.find((one) => one.code === code)?.group ?? 'other';
  const groups = new Set(symptoms.map(groupOf));
  if (isHigh(reading, policy)) groups.add('respiratory');
  return groups;
}
