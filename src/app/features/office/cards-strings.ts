import { defineStrings } from '../../strings.ts';
import { t as office } from './office-strings.ts';

export const t = defineStrings(
  'enrolment-cards',
  {
    en: () => import('./cards/strings/en.json'),
    zh: () => import('./cards/strings/zh.json'),
  },
  office,
);
