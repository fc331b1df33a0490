import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { createInstance } from 'i18next';

export type Language = 'zh' | 'en';

/** One sentence, ready to show. `second` is the other language's, set in two-language mode only. */
export interface Spoken {
  text: string;
  lang: string;
  second: { text: string; lang: string } | null;
}

type Values = Record<string, string | number>;
type PluralEnding = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${PluralEnding}` ? Stem : Key;

/** The dotted paths of a tree of sentences; `waiting_one` and `waiting_other` are both `waiting`. */
export type KeyOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? WithoutPlural<Key>
    : `${Key}.${KeyOf<Tree[Key]>}`;
}[keyof Tree & string];

export interface Say<Key extends string> {
  readonly features: readonly string[];
  (key: Key, values?: Values): string;
  /** For `<Text of={…} />`: the sentence with its language, and the second one where it is wanted. */
  both(key: Key, values?: Values): Spoken;
  /** The sentence in a language of the caller's choice, whatever the screen shows. */
  in(language: Language, key: Key, values?: Values): string;
}

/** The `lang` attribute of each language. */
export const LANG_TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

const chosen = signal<Language>(languageOfBrowser());
export const language: ReadonlySignal<Language> = chosen;
/** Both languages on one screen, so that warden and resident read together. */
export const twoLanguages = signal(false);
export const otherLanguage = computed<Language>(() => (chosen.value === 'zh' ? 'en' : 'zh'));

export function setLanguage(next: Language): void {
  chosen.value = next;
}

const sentences = createInstance();
void sentences.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
});

/** The sentences of one feature in one language, as its file is imported. */
type Load<Tree> = () => Promise<{ default: Tree }>;

interface Chapter {
  feature: string;
  load: Record<Language, Load<object>>;
  loading: Partial<Record<Language, Promise<void>>>;
}

const chapters: Chapter[] = [];
const wanted = new Set<Language>();
/** Sentences without values, as they were said last: most of a screen, at each of its redraws. */
const saidPlainly = new Map<string, string>();

/**
 * Resolves when all that is defined by now can be said in these languages, too. From then on they are
 * loaded with each chunk of screens that comes later (`stringsReady`).
 */
export async function loadStrings(...languages: readonly Language[]): Promise<void> {
  for (const each of languages) wanted.add(each);
  await stringsReady();
}

/** Called when new screens have been loaded, before they are shown. */
export async function stringsReady(): Promise<void> {
  await Promise.all(chapters.flatMap((chapter) => [...wanted].map((lang) => fill(chapter, lang))));
}

function fill(chapter: Chapter, lang: Language): Promise<void> {
  return (chapter.loading[lang] ??= take(chapter, lang));
}

async function take(chapter: Chapter, lang: Language): Promise<void> {
  try {
    const { default: tree } = await chapter.load[lang]();
    sentences.addResourceBundle(lang, chapter.feature, tree);
    saidPlainly.clear();
  } catch (failure) {
    delete chapter.loading[lang];
    throw failure;
  }
}

/**
 * The sentences of one feature, loaded by `loadStrings` and `stringsReady` only. A component that calls the
 * result renders again, in place, when the language changes. Keys are typed from the English tree;
 * `tests/strings.test.ts` holds Chinese to it. With `also`, the sentences of another feature can be said, too.
 */
export function defineStrings<const English extends object, Also extends string = never>(
  feature: string,
  load: { en: Load<English>; zh: Load<object> },
  also?: Say<Also>,
): Say<KeyOf<English> | Also> {
  chapters.push({ feature, load, loading: {} });
  type Key = KeyOf<English> | Also;
  const features = [feature, ...(also?.features ?? [])];
  const speakers = {
    en: sentences.getFixedT('en', features),
    zh: sentences.getFixedT('zh', features),
  };

  const sayPlainly = (lang: Language, key: Key): string => {
    const name = `${lang} ${feature} ${key}`;
    const known = saidPlainly.get(name);
    if (known !== undefined) return known;
    const said = speakers[lang](key);
    saidPlainly.set(name, said);
    return said;
  };
  const sayIn = (lang: Language, key: Key, values?: Values): string =>
    values === undefined ? sayPlainly(lang, key) : speakers[lang](key, { ...values });
  return Object.assign((key: Key, values?: Values) => sayIn(chosen.value, key, values), {
    features,
    in: sayIn,
    both: (key: Key, values?: Values): Spoken => ({
      text: sayIn(chosen.value, key, values),
      lang: LANG_TAG[chosen.value],
      second: twoLanguages.value
        ? {
            text: sayIn(otherLanguage.value, key, values),
            lang: LANG_TAG[otherLanguage.value],
          }
        : null,
    }),
  });
}

function languageOfBrowser(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
