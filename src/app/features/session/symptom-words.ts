import { reportRulesOf } from '../../../domain/default-report.ts';
import type { SymptomCode } from '../../../domain/report-rules.ts';
import type { AppContext } from '../../context.ts';
import { language } from '../../strings.ts';
import { t } from './session-strings.ts';

/** In the words of the rules; a code that they no longer have is shown as it is. */
export function symptomWords({ policy }: AppContext, codes: readonly SymptomCode[]): string {
  const { symptoms } = reportRulesOf(policy());
  return codes
    .map((code) => symptoms.find((one) => one.code === code)?.[language.value] ?? code)
    .join(t('comma'));
}
