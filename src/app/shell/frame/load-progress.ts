import type { Replica } from '../../../store/replica.ts';

/** How many documents and facts are here, of how many the server has announced; `null` before it has. */
export function loadProgress(replica: Replica): { done: number; all: number } | null {
  const all = Object.values(replica.heads()).reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  const done =
    replica.documents('directory').size +
    replica.documents('contact').size +
    replica.documents('room').size +
    replica.documents('mark').size +
    replica.facts().size;
  return { done: Math.min(done, all), all };
}
