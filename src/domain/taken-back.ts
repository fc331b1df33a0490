import { readFact } from './fact.ts';
import type { Id } from './id.ts';
import type { Fact } from './operation.ts';

/** The ids of all that somebody has taken back, from facts in any order. */
export function takenBackIn(facts: readonly Fact[]): Set<Id> {
  const ids = new Set<Id>();
  for (const fact of facts) {
    const read = fact.type === 'void' ? readFact(fact) : null;
    if (read?.type === 'void') ids.add(read.body.voids);
  }
  return ids;
}
