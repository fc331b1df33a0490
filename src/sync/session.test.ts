import { expect, test } from 'vitest';
import type { Unlocked } from '../store/vault.ts';
import { createSessionCache } from './session.ts';

const START = Date.parse('2022-03-14T08:00:00.000Z');
const HOUR = 3_600_000;

function createCache(results: ('open' | 'offline')[] = []) {
  let opened = 0;
  const cache = createSessionCache(async () => {
    opened += 1;
    if (results.shift() === 'offline') return { ok: false, why: 'offline' };
    return { ok: true, session: `s${opened}`, expiresAt: '2022-03-14T20:00:00.000Z' };
  });
  const ask = async (unlocked: Unlocked, hours: number) => {
    const result = await cache.get(unlocked, 'token', START + hours * HOUR);
    return result.ok ? result.session : result.why;
  };
  return { ...cache, ask };
}

const somebody = () => ({}) as Unlocked;

test('a session serves until shortly before it expires', async () => {
  const { ask } = createCache();
  const unlocked = somebody();

  expect(await ask(unlocked, 0)).toBe('s1');
  expect(await ask(unlocked, 11.9)).toBe('s1');
  expect(await ask(unlocked, 11.99)).toBe('s2');
});

test('the next person does not get the session of the last', async () => {
  const { ask } = createCache();
  await ask(somebody(), 0);

  expect(await ask(somebody(), 0)).toBe('s2');
});

test('a session that could not be opened is tried again', async () => {
  const { ask } = createCache(['offline', 'open']);
  const unlocked = somebody();

  expect(await ask(unlocked, 0)).toBe('offline');
  expect(await ask(unlocked, 0)).toBe('s2');
});

test('a forgotten session is opened anew', async () => {
  const { ask, forget } = createCache();
  const unlocked = somebody();
  await ask(unlocked, 0);

  forget();

  expect(await ask(unlocked, 0)).toBe('s2');
});
