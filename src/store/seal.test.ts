import { expect, test } from 'vitest';
import { makeLockedKey, sealText, unsealText } from './seal.ts';

/** Mostly short, in the scripts that people write here, some with what breaks careless code. */
function textOf(index: number): string {
  const words = ['36.5', '穿蓝衣的人', 'Nguyễn', '\u0000', '𠮷', '"\\', '\ud83d\ude00', ''];
  return Array.from({ length: index % 60 }, (_, at) => words[(index * 7 + at) % words.length]).join(
    '',
  );
}

test('20,000 records come out as they went in, and no two look alike', async () => {
  const key = await makeLockedKey();
  const looks = new Set<string>();
  for (let start = 0; start < 20_000; start += 1000) {
    const texts = Array.from({ length: 1000 }, (_, at) => textOf(start + at));
    const sealed = await Promise.all(texts.map((text) => sealText(key, text)));
    for (const each of sealed) looks.add(Buffer.from(each).toString('base64'));
    expect(await Promise.all(sealed.map((each) => unsealText(key, each)))).toEqual(texts);
  }
  expect(looks.size).toBe(20_000);
});

test('a record of which one byte has changed is refused, never read as something else', async () => {
  const key = await makeLockedKey();
  const sealed = await sealText(key, '36.5');
  for (const at of sealed.keys()) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(unsealText(key, changed)).rejects.toThrow();
  }
});
