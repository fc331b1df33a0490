/** A page out of sight gets no frames; what waits for one must not wait for ever. */
const NO_FRAME_MS = 100;

let waiting: (() => void)[] = [];

/** Runs, in the order of the calls, once the frame that shows the present state is on its way to the screen. */
export function afterFrame(run: () => void): void {
  waiting.push(run);
  if (waiting.length > 1) return;
  const all = waiting;
  const fallback = setTimeout(runAll, NO_FRAME_MS);
  requestAnimationFrame(() => setTimeout(runAll, 0));

  function runAll(): void {
    if (waiting !== all) return;
    waiting = [];
    clearTimeout(fallback);
    for (const each of all) each();
  }
}
