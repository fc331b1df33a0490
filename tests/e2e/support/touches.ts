import type { Page } from 'playwright-core';

/** Touches of the glass, as the page itself has seen them: keys of the keypad apart. */
export interface Touches {
  taps: number;
  digits: number;
}

/** What a finger does on the page while `act` runs. Whatever is typed by other means is counted by each key. */
export async function touchesOf(page: Page, act: () => Promise<void>): Promise<Touches> {
  await page.evaluate(() => {
    const counted = { taps: 0, digits: 0 };
    const count = ({ target, isTrusted }: Event): void => {
      if (!isTrusted || !(target instanceof Element)) return;
      const isDigit = /^\d$/.test(target.closest('button')?.textContent.trim() ?? '');
      counted[isDigit ? 'digits' : 'taps'] += 1;
    };
    const stop = new AbortController();
    for (const type of ['pointerdown', 'keydown', 'input'])
      window.addEventListener(type, count, { capture: true, signal: stop.signal });
    globalThis.countedTouches = () => {
      stop.abort();
      return counted;
    };
  });
  await act();
  return page.evaluate(() => globalThis.countedTouches());
}

declare global {
  var countedTouches: () => { taps: number; digits: number };
}
