/** A finger that taps twice is this long on what stood there before. */
export const SECOND_TAP_MS = 500;

/** Does work that is being done already not a second time: whoever asks for it meanwhile gets the same answer. */
export function createOnce<T>() {
  const running = new Map<string, Promise<T>>();
  return (key: string, work: () => Promise<T>): Promise<T> => {
    const begun = running.get(key) ?? work().finally(() => running.delete(key));
    running.set(key, begun);
    return begun;
  };
}
