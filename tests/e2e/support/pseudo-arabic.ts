import type { Page } from 'playwright-core';

/**
 * Runs `look` while every Latin letter on the page is an Arabic one, each sentence is a third longer and the page
 * reads from right to left: what a translation would do to it. Nothing of this is in the app.
 */
export async function inPseudoArabic(page: Page, look: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
    const turn = (text: string): string => {
      const turned = text.replaceAll(/[a-z]/gi, (letter) => {
        return letters[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
      });
      if (turned === text) return text;
      const words = turned.trim().split(/\s+/);
      return [turned, ...words.slice(0, Math.ceil(words.length / 3))].join(' ');
    };
    const texts: [Text, string][] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let at = walker.nextNode(); at !== null; at = walker.nextNode()) {
      const text = at as Text;
      if (text.parentElement?.closest('svg, script, style') !== null) continue;
      texts.push([text, text.data]);
    }
    const { dir, lang } = document.documentElement;
    for (const [text, plain] of texts) text.data = turn(plain);
    document.documentElement.dir = 'rtl';
    globalThis.turnBack = () => {
      for (const [text, plain] of texts) text.data = plain;
      Object.assign(document.documentElement, { dir, lang });
    };
  });
  try {
    await look();
  } finally {
    await page.evaluate(() => globalThis.turnBack());
  }
}

/** Sentences that are cut off at the edge of their own element, or run out of the screen, with what they say. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isForReaders = ({ width, height }: DOMRect): boolean => width <= 1 || height <= 1;
    return [...document.body.querySelectorAll('*')].flatMap((element) => {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
      );
      if (!hasText || !isShown(element) || element.closest('svg, option, script') !== null)
        return [];
      const box = element.getBoundingClientRect();
      if (isForReaders(box)) return [];
      const says = element.textContent.trim().slice(0, 60);
      const { overflowX } = getComputedStyle(element);
      const isCut = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      if (isCut && !scrolls(element)) return [`cut off: ${says}`];
      const isOut = box.left < -1 || box.right > innerWidth + 1;
      return isOut && !scrolls(element.parentElement) ? [`out of the screen: ${says}`] : [];
    });
  });
}

declare global {
  var turnBack: () => void;
}
