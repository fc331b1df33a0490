/**
 * Keeps the screen on until the returned function is called. The browser drops the lock whenever the
 * page is hidden, so it is asked for again on return. A refusal (low battery) changes nothing.
 */
export function keepAwake(): () => void {
  let sentinel: WakeLockSentinel | null = null;
  let isWanted = true;

  async function ask(): Promise<void> {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    const [answer] = await Promise.allSettled([navigator.wakeLock.request('screen')]);
    if (answer.status === 'rejected') return;
    if (isWanted) sentinel = answer.value;
    else void answer.value.release();
  }
  const again = (): void => void ask();

  document.addEventListener('visibilitychange', again);
  void ask();
  return () => {
    isWanted = false;
    document.removeEventListener('visibilitychange', again);
    void sentinel?.release();
  };
}
