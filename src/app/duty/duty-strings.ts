import {
  defineStrings,
  language,
  otherLanguage,
  type Language,
  type Say,
  type Spoken,
} from '../strings.ts';

/** What several duties say while somebody is measured. */
export const t = defineStrings('duty', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});

/** A sentence that holds other sentences of ours: each language gets its own words. */
export function bothOf<Key extends string>(
  key: Key,
  valuesIn: (language: Language) => Record<string, string | number>,
  say: Say<Key>,
): Spoken {
  const spoken = say.both(key, valuesIn(language.value));
  if (spoken.second === null) return spoken;
  const other = otherLanguage.value;
  return { ...spoken, second: { ...spoken.second, text: say.in(other, key, valuesIn(other)) } };
}
