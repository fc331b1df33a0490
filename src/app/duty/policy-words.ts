import type { Words } from '../../domain/hygiene-form.ts';
import { LANG_TAG, language, otherLanguage, twoLanguages, type Spoken } from '../strings.ts';

/** What the school wrote in both languages, as a sentence of ours is shown. */
export function spokenWords(words: Words): Spoken {
  const other = otherLanguage.value;
  return {
    text: words[language.value],
    lang: LANG_TAG[language.value],
    second: twoLanguages.value ? { text: words[other], lang: LANG_TAG[other] } : null,
  };
}
