import { t as measuring } from '../../duty/duty-strings.ts';
import { defineStrings } from '../../strings.ts';

export const t = defineStrings(
  'door',
  {
    en: () => import('./strings/en.json'),
    zh: () => import('./strings/zh.json'),
  },
  measuring,
);
