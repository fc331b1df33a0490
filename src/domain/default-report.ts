import type { PolicyPack } from './policy.ts';
import type { ReportRules, Symptom, SymptomGroup } from './report-rules.ts';

/** Rules in use in 2020–2022 (`docs/policy.md`): two sessions a day, and a return of every class and unit. */
const DEFAULT_REPORT: ReportRules = {
  slots: [
    { slot: 'am', from: '06:00', to: '12:00', remindAt: '09:00', unitDeadline: '12:00' },
    { slot: 'pm', from: '12:00', to: '20:00', remindAt: '14:00', unitDeadline: '18:00' },
  ],
  rollupAt: '08:30',
  isZeroRequired: true,
  symptoms: [
    symptom('fever', '发热', 'Fever', 'respiratory'),
    symptom('dry_cough', '干咳', 'Dry cough', 'respiratory'),
    symptom('fatigue', '乏力', 'Fatigue', 'respiratory'),
    symptom('congestion', '鼻塞', 'Blocked nose', 'respiratory'),
    symptom('runny_nose', '流涕', 'Runny nose', 'respiratory'),
    symptom('sore_throat', '咽痛', 'Sore throat', 'respiratory'),
    symptom('breathless', '气促', 'Shortness of breath', 'respiratory'),
    symptom('smell_loss', '嗅（味）觉减退', 'Loss of smell or taste', 'respiratory'),
    symptom('muscle_ache', '肌肉酸痛', 'Muscle ache', 'respiratory'),
    symptom('headache', '头痛', 'Headache', 'other'),
    symptom('dizziness', '头晕', 'Dizziness', 'other'),
    symptom('diarrhoea', '腹泻', 'Diarrhoea', 'intestinal'),
    symptom('vomiting', '呕吐', 'Vomiting', 'intestinal'),
    symptom('abdominal_pain', '腹痛', 'Abdominal pain', 'intestinal'),
    symptom('rash', '皮疹', 'Rash', 'rash'),
    symptom('parotid', '腮腺肿大', 'Swollen cheeks', 'rash'),
    symptom('red_eyes', '结膜充血', 'Red eyes', 'eyes'),
  ],
  askExposure: false,
  identicalDays: 7,
  clusters: [
    { count: 3, days: 1, hours: 24 },
    { count: 5, days: 3, hours: 24 },
  ],
  away: ['city_off_campus', 'china_outside_city', 'abroad'],
  silentMinutes: 60,
};

/** The pack's own, or the defaults. */
export const reportRulesOf = ({ report }: PolicyPack): ReportRules => report ?? DEFAULT_REPORT;

function symptom(
  code: string,
  ...[zh, en, group]: [zh: string, en: string, group: SymptomGroup]
): Symptom {
  return { code, zh, en, group };
}
