import { defineStrings } from '../../strings.ts';

/** What the forms of illness say that several duties show. */
export const t = defineStrings('absence', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
