import { signal, type ReadonlySignal } from '@preact/signals';
import { createInstance } from 'i18next';
import type { ExtraLanguage } from '../../../domain/report-languages.ts';
import { readSetting, writeSetting } from '../../../store/device.ts';
import { LANG_TAG, language, type Language, type Say, type Spoken } from '../../strings.ts';

/** Drafts of the reporter's front alone: what is around it stays in Chinese or English. Loaded when one is chosen. */
const DRAFTS: Readonly<Record<ExtraLanguage, () => Promise<{ default: object }>>> = {
  fr: () => import('./drafts/fr.json'),
  ar: () => import('./drafts/ar.json'),
  ru: () => import('./drafts/ru.json'),
};

/** Parts of a draft: of the report, of what duties share, the notice, and symptoms by the codes of the default list. */
export type DraftPart = 'report' | 'words' | 'privacy-notice' | 'symptoms';

const chosen = signal<ExtraLanguage | null>(null);
/** The one that is shown, with its sentences here; `null` = Chinese or English. */
export const extraLanguage: ReadonlySignal<ExtraLanguage | null> = chosen;

const drafts = createInstance();
void drafts.init({
  lng: 'fr',
  fallbackLng: false,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
});

/** Counts the choices: what was kept before must not come over one that was made meanwhile. */
let choices = 0;

/** Resolves when it is kept and shown; `null` takes it back. */
export async function chooseExtra(code: ExtraLanguage | null): Promise<void> {
  choices += 1;
  await Promise.all([writeSetting('reportLanguage', code), show(code, choices)]);
}

/** What was chosen before, where it may still be shown. */
export async function restoreExtra(offered: readonly ExtraLanguage[]): Promise<void> {
  const choice = choices;
  const code = await readSetting('reportLanguage');
  await show(code !== null && offered.includes(code) ? code : null, choice);
}

async function show(code: ExtraLanguage | null, choice: number): Promise<void> {
  if (code !== null && !drafts.hasResourceBundle(code, 'report')) {
    const { default: parts } = await DRAFTS[code]();
    for (const [part, tree] of Object.entries(parts)) drafts.addResourceBundle(code, part, tree);
  }
  if (choice === choices) chosen.value = code;
}

/** Right to left, and which language, for the reporter's front as a whole. */
export const directionOf = (code: ExtraLanguage): 'rtl' | 'ltr' => (code === 'ar' ? 'rtl' : 'ltr');

/** For dates: the shown language where that is meant; digits as everywhere else. */
export const dateTag = (lang: Language): string =>
  lang === language.value && chosen.value !== null ? `${chosen.value}-u-nu-latn` : LANG_TAG[lang];

/** `null`: not in the draft, or none is shown. */
export function inDraft(
  parts: readonly DraftPart[],
  key: string,
  values: Record<string, string | number> = {},
): Spoken | null {
  const lng = chosen.value;
  if (lng === null) return null;
  const options = { ...values, lng, ns: [...parts] };
  if (!drafts.exists(key, options)) return null;
  return { text: drafts.t(key, options), lang: lng, second: null };
}

/** The same sentences, in the draft that is shown in the place of the first language. */
export function withDraft<Key extends string>(
  say: Say<Key>,
  parts: readonly DraftPart[],
): Say<Key> {
  const sayIn: Say<Key>['in'] = (lang, key, values) =>
    (lang === language.value ? inDraft(parts, key, values)?.text : null) ??
    say.in(lang, key, values);
  const sayHere = (key: Key, values?: Record<string, string | number>) =>
    sayIn(language.value, key, values);
  return Object.assign(sayHere, {
    features: say.features,
    in: sayIn,
    both: (key: Key, values?: Record<string, string | number>): Spoken => {
      const spoken = say.both(key, values);
      return { ...spoken, ...inDraft(parts, key, values), second: spoken.second };
    },
  });
}
