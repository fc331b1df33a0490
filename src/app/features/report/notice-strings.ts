import { defineStrings } from '../../strings.ts';
import { withDraft } from './extra-language.ts';

const sentences = defineStrings('privacy-notice', {
  en: () => import('./notice/strings/en.json'),
  zh: () => import('./notice/strings/zh.json'),
});

/** The privacy notice, in the version that `NOTICE_VERSION` names. */
export const t = withDraft(sentences, ['privacy-notice']);

/** Another one with every change of what the notice says: everybody is then asked anew. */
export const NOTICE_VERSION = '2026-11-1';
