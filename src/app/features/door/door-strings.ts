import {
  defineStrings,
  language,
  otherLanguage,
  type Language,
  type Spoken,
} from '../../strings.ts';

export const t = defineStrings('door', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});

/** A sentence that holds other sentences of ours: each language gets its own words. */
export function bothOf(
  key: Parameters<typeof t>[0],
  valuesIn: (language: Language) => Record<string, string | number>,
): Spoken {
  const spoken = t.both(key, valuesIn(language.value));
  if (spoken.second === null) return spoken;
  const other = otherLanguage.value;
  return { ...spoken, second: { ...spoken.second, text: t.in(other, key, valuesIn(other)) } };
}
