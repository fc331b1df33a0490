import type { FactType } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';

/** A fold of the few facts of some kinds among many others: made anew when it is looked at after a change. */
export function createGrowingFold<Log>(
  types: readonly FactType[],
  fold: (facts: readonly Fact[]) => Log,
) {
  const factById = new Map<Id, Fact>();
  let folded: { log: Log } | null = null;
  return {
    add: (facts: readonly Fact[]): void => {
      for (const fact of facts)
        if (types.some((type) => type === fact.type)) {
          factById.set(fact.id, fact);
          folded = null;
        }
    },
    log: (): Log => (folded ??= { log: fold([...factById.values()]) }).log,
  };
}
