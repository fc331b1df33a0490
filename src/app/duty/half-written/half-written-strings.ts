import { defineStrings } from '../../strings.ts';

/** What a form says that is not saved yet. */
export const t = defineStrings('half-written', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
