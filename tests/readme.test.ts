import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTINGS } from '../src/server/config.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| (.*) \|$/gm)].map(
  ([, name, initial, about]) => ({ name, initial: initial ?? null, about }),
);

test('the README lists every setting with its default and meaning, and no other', () => {
  const settings = Object.entries(SETTINGS).map(([name, { initial, about }]) => ({
    name,
    initial,
    about,
  }));

  expect(rows).toEqual(settings);
});

test('every script that the README names exists', () => {
  const { scripts } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm (?:run (?:--silent )?)?([a-z:]+)/g)].map(
    ([, name]) => name!,
  );

  expect(named.filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual([]);
});
