import { t as common } from '../../duty/seal-check/seal-strings.ts';
import { defineStrings } from '../../strings.ts';

/** The register of seals and its forms; with what every screen says that shows seals. */
export const t = defineStrings(
  'seal',
  {
    en: () => import('./strings/en.json'),
    zh: () => import('./strings/zh.json'),
  },
  common,
);
