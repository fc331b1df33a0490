import { existsSync, readFileSync } from 'node:fs';

/** Each with the locale of a browser that asks for it. */
export const LANGUAGES = [
  { language: 'zh', locale: 'zh-CN' },
  { language: 'en', locale: 'en-GB' },
] as const;

export type Language = 'zh' | 'en';

/** The app's own sentences, by key, those that load later or are of every duty among them. */
export function wordsOf(folder: string, language: Language): (key: string) => string {
  const trees = [folder, `${folder}/lists`, `${folder}/notices`, 'duty'].flatMap((place) => {
    const file = new URL(`../../../src/app/${place}/strings/${language}.json`, import.meta.url);
    return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as unknown] : [];
  });
  return (key) => {
    const found = trees.map((tree) => wordAt(tree, key)).find((word) => typeof word === 'string');
    if (typeof found !== 'string') throw new Error(`no sentence ${folder} ${key}`);
    return found;
  };
}

function wordAt(tree: unknown, key: string): unknown {
  const nested = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], tree);
  return (tree as Record<string, unknown>)[key] ?? nested;
}
