import { defineStrings } from '../../strings.ts';
import { t as office } from './office-strings.ts';

export const t = defineStrings(
  'office-health',
  {
    en: () => import('./health/strings/en.json'),
    zh: () => import('./health/strings/zh.json'),
  },
  office,
);
