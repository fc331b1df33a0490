declare global {
  /** Waits for the next touch, then for the frame that shows what matches: milliseconds from the touch. */
  var answerOf: (selector: string, words: string) => void;
  /** Resolves with what `answerOf` was asked for last. */
  var answered: () => Promise<number>;
}

/**
 * Runs in the page from the first moment of each document, beside an app that does not know of it. An answer is
 * an element of that selector which holds the words; it must not stand there before the touch.
 */
export function startTapWatch(): void {
  let wanted: { selector: string; words: string } | null = null;
  let touchedMs = 0;
  let result = Promise.withResolvers<number>();

  const isThere = ({ selector, words }: { selector: string; words: string }): boolean =>
    [...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes(words));

  function look(): void {
    if (wanted === null || touchedMs === 0 || !isThere(wanted)) return;
    wanted = null;
    const since = touchedMs;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => result.resolve(performance.now() - since), {
        once: true,
      });
      port1.start();
      port2.postMessage(null);
    });
  }

  globalThis.answerOf = (selector, words) => {
    wanted = { selector, words };
    touchedMs = 0;
    result = Promise.withResolvers();
    if (isThere(wanted)) result.reject(new Error(`${selector} "${words}" stands there already`));
  };
  globalThis.answered = () => result.promise;
  addEventListener('pointerdown', ({ timeStamp }) => (touchedMs = timeStamp), { capture: true });
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
