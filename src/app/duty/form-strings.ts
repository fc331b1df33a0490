import { defineStrings } from '../strings.ts';
import { t as measuring } from './duty-strings.ts';

/** What several duties say in their forms and lists, and while somebody is measured. */
export const t = defineStrings(
  'duty-forms',
  {
    en: () => import('./form/strings/en.json'),
    zh: () => import('./form/strings/zh.json'),
  },
  measuring,
);
