import { defineStrings } from '../../strings.ts';

export const t = defineStrings('settings', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
