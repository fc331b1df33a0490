import { defineStrings } from '../strings.ts';
import { t as forms } from './form-strings.ts';

/** The words of disinfection and refuse that the phone and the office share, and those of forms. */
export const t = defineStrings(
  'upkeep',
  {
    en: () => import('./upkeep/strings/en.json'),
    zh: () => import('./upkeep/strings/zh.json'),
  },
  forms,
);
