export interface TapTimes {
  /** The frame that shows anything of it: that it is being saved, or its end where that comes first. */
  answeredMs: number;
  /** The frame that shows what it did. */
  doneMs: number;
}

declare global {
  /** Waits for the next touch, then for the frames that show an answer to it and what matches. */
  var watchTap: (selector: string, words: string) => void;
  /** Resolves with what `watchTap` was asked for last: milliseconds from the touch. */
  var tapTimes: () => Promise<TapTimes>;
}

/**
 * Runs in the page from the first moment of each document, beside an app that does not know of it. What matches is
 * an element of that selector which holds the words; it must not stand there before the touch.
 */
export function startTapWatch(): void {
  let wanted: { selector: string; words: string } | null = null;
  let touchedMs = 0;
  let answered: Promise<number> | null = null;
  let result = Promise.withResolvers<TapTimes>();

  const isThere = ({ selector, words }: { selector: string; words: string }): boolean =>
    [...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes(words));

  /** Resolves when the frame of the present state is on its way to the screen: milliseconds from the touch. */
  function nextFrame(): Promise<number> {
    const since = touchedMs;
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now() - since), { once: true });
        port1.start();
        port2.postMessage(null);
      });
    });
  }

  function look(): void {
    if (wanted === null || touchedMs === 0) return;
    if (document.querySelector('[aria-busy=true]') !== null) answered ??= nextFrame();
    if (!isThere(wanted)) return;
    wanted = null;
    const done = nextFrame();
    const { resolve } = result;
    void Promise.all([answered ?? done, done]).then(([answeredMs, doneMs]) =>
      resolve({ answeredMs, doneMs }),
    );
  }

  globalThis.watchTap = (selector, words) => {
    wanted = { selector, words };
    touchedMs = 0;
    answered = null;
    result = Promise.withResolvers();
    if (isThere(wanted)) result.reject(new Error(`${selector} "${words}" stands there already`));
  };
  globalThis.tapTimes = () => result.promise;
  addEventListener('pointerdown', ({ timeStamp }) => (touchedMs = timeStamp), { capture: true });
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
