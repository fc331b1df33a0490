import type { CaseState } from './case-state.ts';
import { readFact } from './fact.ts';
import { inFactOrder } from './fact-order.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** A state of one case, as it was told. */
export interface CaseStanding {
  caseId: Id;
  personId: Id;
  state: CaseState['state'];
  since: Instant;
}

/** All states told of cases, from facts in any order, given once or twice: by corrected time, then id. */
export function foldCaseStates(facts: readonly Fact[]): readonly CaseStanding[] {
  return inFactOrder(facts).flatMap((fact) => {
    const read = readFact(fact);
    if (read?.type !== 'case-state') return [];
    const { caseId, personId, state } = read.body;
    return [{ caseId, personId, state, since: fact.correctedAt }];
  });
}

/**
 * Who is in hospital at that moment, by person: since when. Whoever is, is accounted for: nobody looks for them in
 * their rooms. Of each case the state told last by then counts; of several cases the earliest.
 */
export function inHospital(told: readonly CaseStanding[], at: Instant): ReadonlyMap<Id, Instant> {
  const standing = new Map<Id, CaseStanding>();
  for (const one of told) if (one.since <= at) standing.set(one.caseId, one);
  const sinceByPerson = new Map<Id, Instant>();
  for (const { state, personId, since } of standing.values()) {
    const other = sinceByPerson.get(personId);
    if (state === 'in_hospital' && (other === undefined || since < other))
      sinceByPerson.set(personId, since);
  }
  return sinceByPerson;
}
