import { defineStrings } from '../../strings.ts';

/** What every screen says that shows seals. */
export const t = defineStrings('seal-check', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
