import languages from 'lucide-static/icons/languages.svg?raw';
import type { JSX } from 'preact';
import { chooseLanguage } from '../preferences.ts';
import { LANG_TAG, otherLanguage } from '../strings.ts';
import { Button } from '../ui/button.tsx';

const NAME_OF = { zh: '中文', en: 'English' };

/** Always names the other language, in that language: whoever needs it can read it. */
export function LanguageSwitch(): JSX.Element {
  const other = otherLanguage.value;
  return (
    <Button kind="quiet" icon={languages} onClick={() => void chooseLanguage(other)}>
      <span lang={LANG_TAG[other]}>{NAME_OF[other]}</span>
    </Button>
  );
}
