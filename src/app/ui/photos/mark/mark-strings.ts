import { defineStrings } from '../../../strings.ts';

export const t = defineStrings('photo-marks', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});
