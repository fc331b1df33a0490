import { defineStrings } from '../../strings.ts';

export const t = defineStrings('unsent', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
