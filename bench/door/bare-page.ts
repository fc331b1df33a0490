import type { Page } from 'playwright-core';
import type { Directory } from '../../src/domain/person.ts';
import type { createPersonIndex } from '../../src/domain/person-search.ts';
import { pageScript } from '../page-script.ts';
import type { Query } from './queries.ts';

declare global {
  var doorSearch: { createPersonIndex: typeof createPersonIndex };
  var benchPeople: Directory[];
}

/** Brings search and people into a page that shows nothing. */
export async function fillBarePage(page: Page, people: readonly Directory[]): Promise<void> {
  await page.evaluate(await pageScript('src/domain/person-search.ts', 'doorSearch'));
  await page.evaluate((all) => {
    globalThis.benchPeople = [...all];
  }, people);
}

export interface SearchSample {
  kind: Query['kind'];
  ms: number;
}

/** The search alone, letter by letter; `naive` = one text per person, looked through for the letters. */
export async function searchInBarePage(
  page: Page,
  parts: { how: 'index' | 'naive'; queries: readonly Query[]; ownBuildingId: string },
): Promise<SearchSample[]> {
  return page.evaluate(({ how, queries, ownBuildingId }) => {
    const people = globalThis.benchPeople;
    const limit = 10;
    const index = globalThis.doorSearch.createPersonIndex(people);
    const texts = people.map((person) => ({
      person,
      text: [person.number, person.name, person.passportName, ...person.keys, person.home?.room]
        .join(' ')
        .toLowerCase(),
    }));
    const options = { limit, preferBuildingIds: [ownBuildingId] };
    const ways = {
      index: (typed: string) => index.search(typed, options).length,
      naive: (typed: string) =>
        texts.filter(({ text }) => text.includes(typed)).slice(0, limit).length,
    };
    const samples: { kind: (typeof queries)[number]['kind']; ms: number }[] = [];
    let found = 0;
    for (const { kind, text } of queries)
      for (let length = 1; length <= text.length; length += 1) {
        const startedMs = performance.now();
        found += ways[how](text.slice(0, length));
        samples.push({ kind, ms: performance.now() - startedMs });
      }
    if (found === 0) throw new Error('nothing found');
    return samples;
  }, parts);
}

/** One sealed record, strictly kept, and nothing else: what no app can be faster than. */
export async function strictPuts(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (times) => {
    const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('IndexedDB')));
      });
    const opening = indexedDB.open('bench-floor', 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('records', { keyPath: 'id' }),
    );
    const db = await answerOf(opening);
    const samplesMs: number[] = [];
    for (let id = 0; id < times; id += 1) {
      const sealed = crypto.getRandomValues(new Uint8Array(600));
      const startedMs = performance.now();
      const tx = db.transaction('records', 'readwrite', { durability: 'strict' });
      tx.objectStore('records').put({ id, sealed });
      await new Promise((resolve, reject) => {
        tx.addEventListener('complete', resolve);
        tx.addEventListener('abort', reject);
      });
      samplesMs.push(performance.now() - startedMs);
    }
    db.close();
    await answerOf(indexedDB.deleteDatabase('bench-floor'));
    return samplesMs;
  }, count);
}

/** The work that makes guessing a PIN slow; it runs beside the page's thread, at the machine's full speed. */
export async function pinWorkMs(page: Page, rounds: number): Promise<number> {
  return page.evaluate(async (iterations) => {
    const pin = new TextEncoder().encode('271828');
    const startedMs = performance.now();
    const base = await crypto.subtle.importKey('raw', pin, 'PBKDF2', false, ['deriveBits']);
    const salt = crypto.getRandomValues(new Uint8Array(16));
    await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
      base,
      256,
    );
    return performance.now() - startedMs;
  }, rounds);
}
