import { effect } from '@preact/signals';
import { readSetting, writeSetting } from '../store/device.ts';
import {
  LANG_TAG,
  language,
  loadStrings,
  otherLanguage,
  setLanguage,
  twoLanguages,
  type Language,
} from './strings.ts';

/** Takes the device's choices and their sentences before the first paint, and keeps `<html lang>` with the language. */
export async function loadPreferences(): Promise<void> {
  const [chosen, both] = await Promise.all([readSetting('language'), readSetting('twoLanguages')]);
  if (chosen !== null) setLanguage(chosen);
  if (both !== null) twoLanguages.value = both;
  await loadStrings(language.peek(), ...(twoLanguages.peek() ? [otherLanguage.peek()] : []));
  effect(() => {
    document.documentElement.lang = LANG_TAG[language.value];
  });
}

/** Shows when the sentences are here, in place; resolves when the device has kept it. */
export async function chooseLanguage(next: Language): Promise<void> {
  await loadStrings(next);
  setLanguage(next);
  await writeSetting('language', next);
}

export async function chooseTwoLanguages(both: boolean): Promise<void> {
  if (both) await loadStrings(otherLanguage.peek());
  twoLanguages.value = both;
  await writeSetting('twoLanguages', both);
}
