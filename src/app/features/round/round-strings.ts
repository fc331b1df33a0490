import { t as forms } from '../../duty/form-strings.ts';
import { defineStrings } from '../../strings.ts';

/** The sentences of the round, and what several duties say. */
export const t = defineStrings(
  'round',
  {
    en: () => import('./strings/en.json'),
    zh: () => import('./strings/zh.json'),
  },
  forms,
);
