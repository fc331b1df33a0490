import { defineStrings } from '../../strings.ts';

export const t = defineStrings('paper-sheet', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
