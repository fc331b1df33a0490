import type { JSX } from 'preact';
import { LANG_TAG, type Language } from '../strings.ts';
import { Screen } from '../ui/screen.tsx';
import { t } from './shell-strings.ts';

const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** The last screen of a revoked phone. Nobody's choice of language is left on it, so it speaks both. */
export function WipedScreen(): JSX.Element {
  return (
    <Screen>
      {LANGUAGES.map((language) => (
        <section key={language} lang={LANG_TAG[language]}>
          <h1>{t.in(language, 'wiped.title')}</h1>
          <p>{t.in(language, 'wiped.words')}</p>
          <p>{t.in(language, 'wiped.whatToDo')}</p>
        </section>
      ))}
    </Screen>
  );
}
