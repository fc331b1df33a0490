import type { JSX } from 'preact';
import {
  confirmedLanguages,
  ExtraLanguage,
  type ConfirmedLanguage,
} from '../../../domain/report-languages.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { chooseLanguage } from '../../preferences.ts';
import { language } from '../../strings.ts';
import { chooseExtra, extraLanguage } from './extra-language.ts';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

/** Each in itself: whoever needs it can read it. */
const NAMES = { zh: '中文', en: 'English', fr: 'Français', ar: 'العربية', ru: 'Русский' };

/** Chinese and English; and those that somebody has confirmed, where there are any. */
export function ReportLanguage(): JSX.Element {
  const confirmed = confirmedLanguages(useDuty().app.policy());
  return confirmed.length === 0 ? <LanguageSwitch /> : <Choice confirmed={confirmed} />;
}

function Choice({ confirmed }: { confirmed: readonly ConfirmedLanguage[] }): JSX.Element {
  const codes = ['zh', 'en', ...confirmed.map(({ code }) => code)] as const;
  return (
    <select
      class={styles.language}
      aria-label={t('language')}
      value={extraLanguage.value ?? language.value}
      onChange={(event) => void choose(event.currentTarget.value)}
    >
      {codes.map((code) => (
        <option key={code} value={code} lang={code}>
          {NAMES[code]}
        </option>
      ))}
    </select>
  );
}

async function choose(value: string): Promise<void> {
  const extra = ExtraLanguage.safeParse(value);
  if (extra.success) return chooseExtra(extra.data);
  await chooseLanguage(value === 'zh' ? 'zh' : 'en');
  await chooseExtra(null);
}
