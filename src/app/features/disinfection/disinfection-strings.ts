import { defineStrings } from '../../strings.ts';
import { t as words } from '../../duty/upkeep-strings.ts';

/** The sentences of disinfection and refuse, and those that duties share. */
export const t = defineStrings(
  'disinfection',
  {
    en: () => import('./strings/en.json'),
    zh: () => import('./strings/zh.json'),
  },
  words,
);
