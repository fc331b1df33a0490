import { inFactOrder } from './fact-order.ts';
import { readFact, type FactBody } from './fact.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { Told } from './session-log.ts';
import { takenBackIn } from './taken-back.ts';

/**
 * How an absence stands with its proof of return. `awaited`: still away; `missing`: staff saw the person in class
 * again without one; `late`: it is of a later day than that; `given`: in time.
 */
export type ReturnProof = 'awaited' | 'missing' | 'late' | 'given';

/** An absence through illness with what was found out since. */
export interface AbsenceEntry {
  /** The id of the fact that registered it. */
  id: Id;
  at: Instant;
  by: Id;
  absence: FactBody<'absence'>;
  fact: Fact;
  /** By time, then id. */
  followUps: readonly Told<FactBody<'absence-follow-up'>>[];
  /** Nobody has shown yet that the person may be in class again. */
  isOpen: boolean;
  /** The day of the first session, after it was registered, in which staff saw the person in class. */
  backOn: Day | null;
  proof: ReturnProof;
}

type Absence = Told<FactBody<'absence'>>;
type FollowUp = Told<FactBody<'absence-follow-up'>>;
interface SeenInClass {
  at: Instant;
  day: Day;
}

/** Open ones first, each newest first; from facts in any order, given once or twice. */
export function foldAbsences(facts: readonly Fact[]): AbsenceEntry[] {
  const { absences, stepsOf, seenOf } = readAll(facts);
  return absences
    .map((one): AbsenceEntry => {
      const { id, at, by, body: absence, fact } = one;
      const followUps = stepsOf.get(id) ?? [];
      const proven = followUps.find(({ body }) => body.step === 'return') ?? null;
      const backOn = firstBack(one, seenOf.get(absence.personId) ?? []);
      const proof = proofOf(backOn, proven?.body.on ?? null);
      return { id, at, by, absence, fact, followUps, isOpen: proven === null, backOn, proof };
    })
    .reverse()
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen));
}

function readAll(facts: readonly Fact[]) {
  const inOrder = inFactOrder(facts);
  const voided = takenBackIn(facts);
  const absences: Absence[] = [];
  const stepsOf = new Map<Id, FollowUp[]>();
  const seenOf = new Map<Id, SeenInClass[]>();
  for (const fact of inOrder) {
    const { id, correctedAt: at, by } = fact;
    if (voided.has(id)) continue;
    const read = readFact(fact);
    if (read?.type === 'absence') absences.push({ id, at, by, fact, body: read.body });
    if (read?.type === 'absence-follow-up')
      put(stepsOf, read.body.absenceId, { id, at, by, fact, body: read.body });
    if (read?.type === 'session-check' && isInClass(read.body))
      put(seenOf, read.body.personId, { at, day: read.body.session.day });
  }
  return { absences, stepsOf, seenOf };
}

/** Whoever lies ill in their room is there for the unit's keeper. */
const isInClass = ({ place, state }: FactBody<'session-check'>): boolean =>
  place.kind === 'class' && state === 'present';

function put<Value>(shelves: Map<Id, Value[]>, key: Id, value: Value): void {
  const shelf = shelves.get(key);
  if (shelf === undefined) shelves.set(key, [value]);
  else shelf.push(value);
}

function firstBack({ at, body }: Absence, seen: readonly SeenInClass[]): Day | null {
  const days = seen
    .filter((one) => one.at > at && one.day >= body.absentFrom)
    .map(({ day }) => day);
  return days.reduce<Day | null>(
    (first, day) => (first === null || day < first ? day : first),
    null,
  );
}

function proofOf(backOn: Day | null, provenOn: Day | null): ReturnProof {
  if (provenOn === null) return backOn === null ? 'awaited' : 'missing';
  return backOn !== null && backOn < provenOn ? 'late' : 'given';
}
