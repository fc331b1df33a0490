import type { Id } from './id.ts';
import type { Fact } from './operation.ts';

/** The order of the folds: corrected time, then id. What may come from paper goes by `byMoment`. */
export function byCorrectedTime(a: Fact, b: Fact): number {
  if (a.correctedAt !== b.correctedAt) return a.correctedAt < b.correctedAt ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** Each fact once, in the order of every fold. Where one came twice, the server's stamp replaces the phone's own. */
export function inFactOrder(facts: Iterable<Fact>): Fact[] {
  const byId = new Map<Id, Fact>();
  for (const fact of facts) {
    const known = byId.get(fact.id);
    if (known === undefined || known.receivedAt === null) byId.set(fact.id, fact);
  }
  return [...byId.values()].sort(byCorrectedTime);
}
