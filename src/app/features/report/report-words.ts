import type { FactBody } from '../../../domain/fact.ts';
import type { Reading } from '../../../domain/reading.ts';
import type { Symptom } from '../../../domain/report-rules.ts';
import { spokenWords } from '../../duty/policy-words.ts';
import type { Spoken } from '../../strings.ts';
import { inDraft } from './extra-language.ts';
import type { Report } from './report-draft.ts';
import type { ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';

/** "36.5 °C · Armpit". */
export function readingText({ tempC, site, rawValue, rawUnit }: Reading): string {
  const value = rawValue.toFixed(1);
  const where = t(`site.${site}`);
  if (rawUnit === 'F') return t('reading.F', { value, tempC: tempC.toFixed(1), site: where });
  return t('reading', { value, unit: rawUnit, site: where });
}

export const temperatureText = ({ reading, notMeasured }: Report): string =>
  reading === null ? t(`notMeasured.${notMeasured ?? 'other'}`) : readingText(reading);

/** A symptom of the rules, in their words; in a further language where its draft knows the code. */
export const symptomWords = (symptom: Symptom): Spoken => {
  const spoken = spokenWords(symptom);
  return { ...spoken, ...inDraft(['symptoms'], symptom.code), second: spoken.second };
};

/** Symptoms in the words of the rules; a code that they do not know any more shows itself. */
export function symptomsText(
  { rules }: Pick<ReportDuty, 'rules'>,
  codes: readonly string[],
): string {
  if (codes.length === 0) return t('send.none');
  const known = rules().symptoms;
  return codes
    .map((code) => {
      const symptom = known.find((one) => one.code === code);
      return symptom === undefined ? code : symptomWords(symptom).text;
    })
    .join(t('list'));
}

export const whereText = ({ whereabouts, city }: Pick<Report, 'whereabouts' | 'city'>): string =>
  [t(`whereabouts.${whereabouts}`), city].filter(Boolean).join(' · ');

/** What staff saw, and that they saw it. */
export function checkText(
  duty: Pick<ReportDuty, 'rules'>,
  { reading, symptoms }: FactBody<'session-check'>,
): string {
  return [
    t('words.seen'),
    ...(reading === null ? [] : [readingText(reading)]),
    ...(symptoms.length === 0 ? [] : [symptomsText(duty, symptoms)]),
  ].join(' · ');
}

/** The whole report in one line. */
export function reportText(duty: Pick<ReportDuty, 'rules'>, report: Report): string {
  const { symptoms, exposure } = report;
  return [
    temperatureText(report),
    symptoms.length > 0 ? symptomsText(duty, symptoms) : t('words.noSymptoms'),
    whereText(report),
    ...(exposure === null || exposure === 'no' ? [] : [t(`words.exposure.${exposure}`)]),
  ].join(' · ');
}
