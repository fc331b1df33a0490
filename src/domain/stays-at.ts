import type { Id, Instant } from './id.ts';
import type { Stay } from './person.ts';

type Dated = Pick<Stay, 'id' | 'personId' | 'from' | 'to'>;

/** The beds of that moment, each person once: of two the one that began last. */
export function staysAt<One extends Dated>(stays: Iterable<One>, at: Instant): One[] {
  const lastByPerson = new Map<Id, One>();
  for (const stay of stays) {
    if (stay.from > at || (stay.to !== null && stay.to <= at)) continue;
    const other = lastByPerson.get(stay.personId);
    if (other === undefined || `${other.from} ${other.id}` < `${stay.from} ${stay.id}`)
      lastByPerson.set(stay.personId, stay);
  }
  return [...lastByPerson.values()];
}
