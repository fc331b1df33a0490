import type { FactBody, FactType, ReadBody } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import {
  mayAcknowledge,
  mayApplyForLeave,
  mayCloseLeave,
  mayDecideLeave,
  mayRecord,
  mayStampLeave,
  type Target,
} from '../../domain/permission.ts';
import type { Assignment } from '../../domain/role.ts';
import type { StoredFact } from './stored-facts.ts';

/** Whether these assignments gave the right at that moment. */
export type Right = (assignments: readonly Assignment[], at: Instant) => boolean;

/** Who records it, in which shift, and when by the server's clock. */
export interface Telling {
  by: Id;
  personId: Id;
  correctedAt: Instant;
}

/** Where and by whom a right is asked. `about`: the fact that this one is about. */
interface Claim {
  target: Target;
  about: StoredFact | null;
  telling: Telling;
}
type Rights = {
  [T in FactType]?: (claim: Claim, body: FactBody<T>) => Right;
};

/** Most facts are recorded by whoever has the duty there; these need another right than that. */
const RIGHTS: Rights = {
  'shift-end': isWhoBegan,
  'round-end': isWhoBegan,
  acknowledgement:
    ({ target }) =>
    (own, at) =>
      mayAcknowledge(own, target, at),
  // By a second person.
  acceptance:
    ({ target, about, telling }) =>
    (own, at) =>
      about?.fact.by !== telling.by && mayRecord(own, target, at),
  leave:
    ({ telling }, { personId }) =>
    (own, at) =>
      mayApplyForLeave(own, { isSelf: personId === telling.personId, at }),
  'leave-decision':
    ({ target, telling }) =>
    (own, at) =>
      target.personId !== telling.personId && mayDecideLeave(own, target, at),
  'leave-stamp':
    ({ target }) =>
    (own, at) =>
      mayStampLeave(own, target, at),
  'leave-close':
    ({ target, telling }) =>
    (own, at) =>
      target.personId === telling.personId || mayCloseLeave(own, target, at),
};

/** Also when the right to the place has ended meanwhile. */
function isWhoBegan({ about, telling }: Claim): Right {
  return () => about?.fact.by === telling.by;
}

export function rightTo({ type, body }: ReadBody, claim: Claim): Right {
  const right = RIGHTS[type] as ((claim: Claim, body: ReadBody['body']) => Right) | undefined;
  return right?.(claim, body) ?? ((own, at) => mayRecord(own, claim.target, at));
}
