import { defineStrings } from '../../strings.ts';

/** The privacy notice, in the version that `NOTICE_VERSION` names. */
export const t = defineStrings('privacy-notice', {
  en: () => import('./notice/strings/en.json'),
  zh: () => import('./notice/strings/zh.json'),
});

/** Another one with every change of what the notice says: everybody is then asked anew. */
export const NOTICE_VERSION = '2026-11-1';
