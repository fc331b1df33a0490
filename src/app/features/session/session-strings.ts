import { defineStrings } from '../../strings.ts';

export const t = defineStrings('session', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
