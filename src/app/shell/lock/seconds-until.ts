import { useEffect, useState } from 'preact/hooks';

/** Whole seconds left until a moment in milliseconds since 1970, counted down; 0 when it is past or `null`. */
export function useSecondsUntil(until: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  const seconds = until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
  const isWaiting = until !== null && until > Date.now();

  useEffect(() => {
    setNow(Date.now());
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until, isWaiting]);

  return seconds;
}
