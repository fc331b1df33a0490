import { Problem } from './problem.ts';

/** Lets so many pieces of work of one name go on at once, and turns away the next. */
export type Gate = <T>(name: string, most: number, work: () => Promise<T>) => Promise<T>;

const RETRY_AFTER_SECONDS = 15;

/** For one process. What is turned away gets `too-many-requests` with `retryAfterSeconds`. */
export function createGate(): Gate {
  const inside = new Map<string, number>();
  return async (name, most, work) => {
    const count = inside.get(name) ?? 0;
    if (count >= most)
      throw new Problem('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    inside.set(name, count + 1);
    try {
      return await work();
    } finally {
      inside.set(name, (inside.get(name) ?? 1) - 1);
    }
  };
}
