import type { Page } from 'playwright-core';

/** Begins to look for a text that is not there yet; what it gives waits for the moment in which it was. */
export async function momentOf(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    globalThis.seen = new Promise((resolve) => {
      const look = (): void => {
        if (!document.body.textContent.includes(wanted)) return;
        observer.disconnect();
        resolve(Date.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    });
  }, text);
  return () => page.evaluate(() => globalThis.seen);
}

/** The moment in which a button is pressed, as the page itself has it. */
export async function pressedAt(page: Page, name: string): Promise<number> {
  await page.evaluate(() => {
    addEventListener('click', () => (globalThis.pressed = Date.now()), {
      capture: true,
      once: true,
    });
  });
  await page.getByRole('button', { name, exact: true }).click();
  return page.evaluate(() => globalThis.pressed);
}

declare global {
  /** In ms since 1970, by the clock that all browsers of this machine share. */
  var seen: Promise<number>;
  var pressed: number;
}
