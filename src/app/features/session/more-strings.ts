import { defineStrings } from '../../strings.ts';

export const t = defineStrings('session-more', {
  en: () => import('./more/strings/en.json'),
  zh: () => import('./more/strings/zh.json'),
});
