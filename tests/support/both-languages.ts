import { beforeAll } from 'vitest';

/** Set-up of every unit test: screens find their sentences loaded, in both languages. */
beforeAll(async () => {
  if (!('document' in globalThis)) return;
  const { loadStrings } = await import('../../src/app/strings.ts');
  await loadStrings('zh', 'en');
});
