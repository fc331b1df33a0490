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
import {
  mayRecordAsStaff,
  mayRemind,
  mayReportHealth,
  mayTellOfSelf,
} from '../../domain/report-permission.ts';
import type { Assignment } from '../../domain/role.ts';
import type { SessionCheck } from '../../domain/session-check.ts';
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
  /** Of a fact that this one mentions, the person that it is about. */
  personOf: (factId: Id) => Id | null;
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
  'self-report':
    ({ target }, { onBehalfAs }) =>
    (own, at) =>
      mayReportHealth(own, { target, as: onBehalfAs, at }),
  'second-report': ofSelf,
  consent: ofSelf,
  'correction-request': (claim, { personId, of }) =>
    of === null || claim.personOf(of) === personId ? ofSelf(claim) : () => false,
  // By those who may make it.
  'correction-answer':
    ({ target }) =>
    (own, at) =>
      mayAcknowledge(own, target, at),
  'session-check':
    ({ target }, { place }) =>
    (own, at) =>
      mayRecordAsStaff(own, onlyIn(place, target), at),
  // Nobody is posted over a college: what it hands in is the office's to say.
  'session-return':
    ({ target }, { place }) =>
    (own, at) =>
      place.kind === 'college'
        ? mayAcknowledge(own, target, at)
        : mayRecordAsStaff(own, target, at),
  'absence-follow-up': asStaff,
  'contact-log': asStaff,
  reminder:
    ({ target }) =>
    (own, at) =>
      mayRemind(own, target, at),
};

/** Also when the right to the place has ended meanwhile. */
function isWhoBegan({ about, telling }: Claim): Right {
  return () => about?.fact.by === telling.by;
}

function ofSelf({ target }: Claim): Right {
  return (own, at) => mayTellOfSelf(own, target, at);
}

function asStaff({ target }: Claim): Right {
  return (own, at) => mayRecordAsStaff(own, target, at);
}

/** As a member of that class or unit, and by no other right over the person. */
function onlyIn({ kind, id }: SessionCheck['place'], target: Target): Target {
  return kind === 'class'
    ? { ...target, buildingIds: [], unitId: null, classId: target.classId === id ? id : null }
    : { ...target, unitId: target.unitId === id ? id : null, classId: null };
}

export function rightTo({ type, body }: ReadBody, claim: Claim): Right {
  const right = RIGHTS[type] as ((claim: Claim, body: ReadBody['body']) => Right) | undefined;
  return right?.(claim, body) ?? ((own, at) => mayRecord(own, claim.target, at));
}
