import { expect } from 'vitest';
import type { Page } from 'playwright-core';

/** Does it, and waits until this phone's disk holds another draft than before, and no newer one follows. */
export async function draftChanges(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await keptDraft(page);
  await act();
  let last = before;
  const isSettled = async (): Promise<boolean> => {
    const kept = await keptDraft(page);
    const isSame = kept === last;
    last = kept;
    return isSame && kept !== before;
  };
  await expect.poll(isSettled, { timeout: 15_000, interval: 500 }).toBe(true);
}

function keptDraft(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('IndexedDB refused')));
      });
    const database = await result(indexedDB.open('journal'));
    const rows = await result(database.transaction('drafts').objectStore('drafts').getAll());
    database.close();
    return JSON.stringify(rows, (_, value: unknown) =>
      value instanceof Uint8Array ? value.join() : value,
    );
  });
}
