import { defineStrings } from '../../strings.ts';
import { t as forms } from '../../duty/form-strings.ts';

/** The hygiene of a room, with what several duties say in their forms. */
export const t = defineStrings(
  'hygiene',
  {
    en: () => import('./hygiene/strings/en.json'),
    zh: () => import('./hygiene/strings/zh.json'),
  },
  forms,
);
