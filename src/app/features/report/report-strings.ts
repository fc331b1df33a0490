import { defineStrings } from '../../strings.ts';
import { withDraft } from './extra-language.ts';
import { t as words } from '../../duty/form-strings.ts';

/** The sentences of reports and of what a person may see of themselves, and those that duties share. */
const sentences = defineStrings(
  'report',
  {
    en: () => import('./strings/en.json'),
    zh: () => import('./strings/zh.json'),
  },
  words,
);

/** The same, or the draft of a further language that was chosen. */
export const t = withDraft(sentences, ['report', 'words']);
