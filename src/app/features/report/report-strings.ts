import { defineStrings } from '../../strings.ts';
import { t as words } from '../../duty/form-strings.ts';

/** The sentences of reports and of what a person may see of themselves, and those that duties share. */
export const t = defineStrings(
  'report',
  {
    en: () => import('./strings/en.json'),
    zh: () => import('./strings/zh.json'),
  },
  words,
);
