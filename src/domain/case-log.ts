import type { CaseState } from './case-state.ts';
import { readFact } from './fact.ts';
import { inFactOrder } from './fact-order.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** The last told state of one case: the latest by corrected time, then id. */
export interface CaseStanding {
  caseId: Id;
  personId: Id;
  state: CaseState['state'];
  since: Instant;
}

/** Where everybody with a case is, from facts in any order, given once or twice. By case id. */
export function foldCaseStates(facts: readonly Fact[]): ReadonlyMap<Id, CaseStanding> {
  const standing = new Map<Id, CaseStanding>();
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    if (read?.type !== 'case-state') continue;
    const { caseId, personId, state } = read.body;
    standing.set(caseId, { caseId, personId, state, since: fact.correctedAt });
  }
  return standing;
}

/**
 * By person: since when. Whoever is in hospital is accounted for: nobody looks for them in their rooms. Of several
 * cases the earliest.
 */
export function inHospital(cases: ReadonlyMap<Id, CaseStanding>): ReadonlyMap<Id, Instant> {
  const sinceByPerson = new Map<Id, Instant>();
  for (const { state, personId, since } of cases.values()) {
    const other = sinceByPerson.get(personId);
    if (state === 'in_hospital' && (other === undefined || since < other))
      sinceByPerson.set(personId, since);
  }
  return sinceByPerson;
}
