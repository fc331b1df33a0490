import { describe, expect, test } from 'vitest';

type Tree = { [key: string]: string | Tree };

const trees = import.meta.glob<Tree>('../src/app/**/strings/*.json', {
  eager: true,
  import: 'default',
});
const englishPaths = Object.keys(trees).filter((path) => path.endsWith('en.json'));

/** Chinese has one plural form only, so `waiting_one` and `waiting_other` are the same key here. */
function sentences(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix + key.replace(/_(zero|one|two|few|many|other)$/, '');
    if (typeof value === 'string') found.set(path, `${found.get(path) ?? ''} ${value}`);
    else for (const [inner, text] of sentences(value, `${path}.`)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? ''))].sort((a, b) =>
    a < b ? -1 : 1,
  );

/** `count` chooses the plural and need not be said ("one try left"). */
const spoken = (text: string): string[] => placeholders(text).filter((name) => name !== 'count');

test('every tree of sentences has both languages', () => {
  const chinesePaths = Object.keys(trees).filter((path) => path.endsWith('zh.json'));

  expect(englishPaths.length).toBeGreaterThan(4);
  expect(chinesePaths).toEqual(englishPaths.map((path) => path.replace('en.json', 'zh.json')));
  expect(Object.keys(trees)).toHaveLength(2 * englishPaths.length);
});

describe.each(englishPaths)('%s', (path) => {
  const english = sentences(trees[path]!);
  const chinese = sentences(trees[path.replace('en.json', 'zh.json')] ?? {});

  test('Chinese has the keys of English', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('Chinese names the values that English names', () => {
    const namesOf = (from: Map<string, string>) =>
      Object.fromEntries([...from].map(([key, text]) => [key, spoken(text)]));

    expect(namesOf(chinese)).toEqual(namesOf(english));
  });

  test('no sentence is empty', () => {
    const all = [...english, ...chinese].filter(([, text]) => text.trim() === '');

    expect(all).toEqual([]);
  });

  test('Chinese sentences are Chinese', () => {
    const untranslated = [...chinese].filter(
      ([key, text]) =>
        text.trim() === english.get(key)?.trim() &&
        /[a-z]{4}/i.test(text.replace(/\{\{.*?\}\}/g, '')),
    );

    expect(untranslated).toEqual([]);
  });
});
