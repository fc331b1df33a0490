/** A page out of sight gets no frames; what waits for one must not wait for ever. */
const NO_FRAME_MS = 100;

/** Runs once the frame that shows the present state of the page is on its way to the screen. */
export function afterFrame(run: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(fallback);
    run();
  };
  const fallback = setTimeout(once, NO_FRAME_MS);
  requestAnimationFrame(() => setTimeout(once, 0));
}
