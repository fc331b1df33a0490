import { effect } from '@preact/signals';
import { readSetting, writeSetting } from '../store/device.ts';
import { LANG_TAG, language, setLanguage, twoLanguages, type Language } from './strings.ts';

/** Takes the device's choices before the first paint, and keeps `<html lang>` with the language. */
export async function loadPreferences(): Promise<void> {
  const [chosen, both] = await Promise.all([readSetting('language'), readSetting('twoLanguages')]);
  if (chosen !== null) setLanguage(chosen);
  if (both !== null) twoLanguages.value = both;
  effect(() => {
    document.documentElement.lang = LANG_TAG[language.value];
  });
}

/** Shows at once; resolves when the device has kept it. */
export function chooseLanguage(next: Language): Promise<void> {
  setLanguage(next);
  return writeSetting('language', next);
}

export function chooseTwoLanguages(both: boolean): Promise<void> {
  twoLanguages.value = both;
  return writeSetting('twoLanguages', both);
}
