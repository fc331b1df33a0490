const LOCK = 'shouwang-enrolment';
/** An enrolment hardly lasts longer; WebKit has kept locks of pages long gone. */
const PATIENCE_MS = 45_000;

/** Tabs enrol one after the other: on a new phone, the second comes with the token that the first one brought. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return work();
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
  const own: { work: Promise<T> | null } = { work: null };
  const begin = (): Promise<T> => (own.work ??= work());
  await Promise.allSettled([locks.request(LOCK, { signal: waiting.signal }, begin)]);
  clearTimeout(timer);
  return begin();
}
