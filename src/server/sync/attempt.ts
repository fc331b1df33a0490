/** What came of work that is not to end the whole push: a fault of ours is a value here. */
export type Attempt<T> = { outcome: 'done'; value: T } | { outcome: 'fault'; fault: unknown };

/** For work that touches nothing but its own result: there is then nothing to undo. */
export function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { outcome: 'done', value: work() };
  } catch (fault) {
    return { outcome: 'fault', fault };
  }
}

/** The value, or the fault thrown again where somebody asks for the value. */
export function valueOf<T>(attempted: Attempt<T>): T {
  if (attempted.outcome === 'fault') throw attempted.fault;
  return attempted.value;
}
