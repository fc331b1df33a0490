import { defineStrings } from '../../strings.ts';

/** What a course teacher reads who tells of absences. */
export const t = defineStrings('class-absence', {
  en: () => import('./class-absence/strings/en.json'),
  zh: () => import('./class-absence/strings/zh.json'),
});
