import { defineStrings } from '../../strings.ts';
import { t as loop } from './door-strings.ts';

/** The sentences of the lists and sheets around the loop, and the loop's own. */
export const t = defineStrings(
  'door-lists',
  {
    en: () => import('./lists/strings/en.json'),
    zh: () => import('./lists/strings/zh.json'),
  },
  loop,
);
