/** Runs something once, later; returns how to cancel it. */
export type RunLater = (ms: number, run: () => void) => () => void;

export const runLater: RunLater = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
