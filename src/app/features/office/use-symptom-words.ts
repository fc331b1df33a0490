import { reportRulesOf } from '../../../domain/default-report.ts';
import type { SymptomCode } from '../../../domain/report-rules.ts';
import { language } from '../../strings.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';

export type SymptomWords = (codes: readonly SymptomCode[]) => string;

/** Symptoms by the words of the rules in force; a code that they do not know any more as it is. */
export function useSymptomWords(): SymptomWords {
  const { api } = useOffice();
  const rules = useLoaded(() => api.policy(), 'policy');
  const words = new Map(
    rules.value === null
      ? []
      : reportRulesOf(rules.value.policy).symptoms.map((one) => [one.code, one[language.value]]),
  );
  return (codes) => codes.map((code) => words.get(code) ?? code).join(t('comma'));
}
