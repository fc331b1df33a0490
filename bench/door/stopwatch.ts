/** What the stopwatch sees appear on the screen. */
export type Sight = 'pin-pad' | 'door' | 'saved' | 'found';

/** Milliseconds since the last touch or letter; since the navigation began, where there was none. */
export interface Lap {
  /** Until the page's tree says it. */
  domMs: number;
  /** Until the frame that shows it was handed to the screen. */
  shownMs: number;
}

export type Laps = Record<Sight, Lap[]>;

declare global {
  var stopwatchLaps: Laps;
  /** Resolves when so many laps are complete. */
  var untilLaps: (wanted: { of: Sight; count: number }) => Promise<void>;
}

/** The runner names functions by a helper that a page does not have. */
export const NAME_HELPER = 'globalThis.__name ??= (named) => named;';

/**
 * Runs in the page from the first moment of each document, beside an app that does not know of it.
 * The English screen's words are what it waits for, as a person would.
 */
export function startStopwatch(): void {
  const laps: Laps = { 'pin-pad': [], door: [], saved: [], found: [] };
  globalThis.stopwatchLaps = laps;
  const completed: (() => void)[] = [];
  globalThis.untilLaps = async ({ of, count }) => {
    while (laps[of].filter(({ shownMs }) => !Number.isNaN(shownMs)).length < count)
      await new Promise<void>((resolve) => completed.push(resolve));
  };
  const seen: Partial<Record<Sight, boolean>> = {};
  let startedMs = 0;
  let changedMs = 0;

  function afterFrame(done: () => void): void {
    requestAnimationFrame(() => soon(done));
  }
  function soon(done: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', done, { once: true });
    port1.start();
    port2.postMessage(null);
  }
  function stop(sight: Sight, since: number, atMs: number): void {
    const lap = { domMs: atMs - since, shownMs: Number.NaN };
    laps[sight].push(lap);
    afterFrame(() => {
      lap.shownMs = performance.now() - since;
      for (const tell of completed.splice(0)) tell();
    });
  }

  const isShown: Record<'pin-pad' | 'door' | 'saved', () => boolean> = {
    'pin-pad': () =>
      document.querySelector('h1 + p')?.textContent === 'Enter your PIN' &&
      document.querySelector('[role="group"] button:enabled') !== null,
    door: () => document.querySelector('[role="combobox"]') !== null,
    saved: () => document.querySelector('main > output')?.textContent.endsWith('Saved') === true,
  };
  new MutationObserver(() => {
    changedMs = performance.now();
    for (const sight of ['pin-pad', 'door', 'saved'] as const) {
      const before = seen[sight];
      seen[sight] = isShown[sight]();
      if (seen[sight] && !before) stop(sight, startedMs, changedMs);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  addEventListener('pointerdown', (event) => (startedMs = event.timeStamp), { capture: true });
  addEventListener(
    'input',
    ({ timeStamp }) =>
      soon(() => stop('found', timeStamp, changedMs > timeStamp ? changedMs : performance.now())),
    { capture: true },
  );
}
