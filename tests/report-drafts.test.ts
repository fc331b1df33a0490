import { describe, expect, test } from 'vitest';
import duty from '../src/app/duty/strings/en.json';
import forms from '../src/app/duty/form/strings/en.json';
import notice from '../src/app/features/report/notice/strings/en.json';
import report from '../src/app/features/report/strings/en.json';
import { DEFAULT_POLICY } from '../src/domain/default-policy.ts';
import { reportRulesOf } from '../src/domain/default-report.ts';
import { ExtraLanguage } from '../src/domain/report-languages.ts';

type Sentences = Record<string, string>;
type Draft = Record<'report' | 'words' | 'privacy-notice' | 'symptoms', Sentences>;

const drafts = import.meta.glob<Draft>('../src/app/features/report/drafts/*.json', {
  eager: true,
  import: 'default',
});

const PLURAL = /_(zero|one|two|few|many|other)$/;
const stemsOf = (of: Sentences): string[] =>
  [...new Set(Object.keys(of).map((key) => key.replace(PLURAL, '')))].sort();
const namesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort();
/** What a sentence names; `count` chooses the plural and need not be said. */
const valuesOf = (of: Sentences): Record<string, string[]> => {
  const values: Record<string, string[]> = {};
  for (const [key, text] of Object.entries(of)) {
    const stem = key.replace(PLURAL, '');
    const names = namesIn(text).filter((name) => name !== 'count' || !PLURAL.test(key));
    values[stem] = [...new Set([...(values[stem] ?? []), ...names])];
  }
  return values;
};

test('every further language has a draft, and there is none beside', () => {
  const codes = Object.keys(drafts).map((path) => /(\w+)\.json$/.exec(path)?.[1]);

  expect(new Set(codes)).toEqual(new Set(ExtraLanguage.options));
  expect(codes).toHaveLength(ExtraLanguage.options.length);
});

describe.each(Object.entries(drafts))('%s', (path, draft) => {
  const code = /(\w+)\.json$/.exec(path)?.[1] ?? '';

  test.each([
    ['report', report],
    ['privacy-notice', notice],
  ] as const)('says all of %s, with the values that English names', (part, english) => {
    expect(stemsOf(draft[part])).toEqual(stemsOf(english));
    expect(valuesOf(draft[part])).toEqual(valuesOf(english));
  });

  test('says where somebody measured and why nothing was saved, and no word that there is not', () => {
    const all: Sentences = { ...duty, ...forms };
    const wanted = Object.keys(all).filter((key) => /^(site|notSaved)\./.test(key));

    expect(Object.keys(draft.words).sort()).toEqual(wanted.sort());
  });

  test('names each symptom of the default list', () => {
    const codes = reportRulesOf(DEFAULT_POLICY).symptoms.map((symptom) => symptom.code);

    expect(Object.keys(draft.symptoms).sort()).toEqual(codes.sort());
  });

  test('has every plural that its language asks for', () => {
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    const plurals = Object.keys(draft.report).filter((key) => PLURAL.test(key));
    const stems = new Set(plurals.map((key) => key.replace(PLURAL, '')));

    expect(plurals.sort()).toEqual(
      [...stems].flatMap((stem) => pluralCategories.map((one) => `${stem}_${one}`)).sort(),
    );
  });

  test('leaves no sentence empty or in English', () => {
    const same = (['report', 'privacy-notice'] as const).flatMap((part) =>
      Object.entries(draft[part]).filter(([key, text]) => {
        const english = ({ ...report, ...notice } as Sentences)[key];
        const words = text.replaceAll(/\{\{\w+\}\}/g, '');
        return text.trim() === '' || (text === english && /[a-z]{9}/i.test(words));
      }),
    );

    expect(same).toEqual([]);
  });
});
