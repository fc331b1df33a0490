import { inFactOrder } from './fact-order.ts';
import { readFact, type FactBody } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { Told } from './session-log.ts';

/** An absence through illness with what was found out since. */
export interface AbsenceEntry {
  /** The id of the fact that registered it. */
  id: Id;
  at: Instant;
  by: Id;
  absence: FactBody<'absence'>;
  /** By time, then id. */
  followUps: readonly Told<FactBody<'absence-follow-up'>>[];
  /** Nobody has shown yet that the person may be in class again. */
  isOpen: boolean;
}

/** Open ones first, each newest first; from facts in any order, given once or twice. */
export function foldAbsences(facts: readonly Fact[]): AbsenceEntry[] {
  const voided = new Set<Id>();
  const absences: Told<FactBody<'absence'>>[] = [];
  const followUps: Told<FactBody<'absence-follow-up'>>[] = [];
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    const { id, correctedAt: at, by } = fact;
    if (read?.type === 'void') voided.add(read.body.voids);
    if (read?.type === 'absence') absences.push({ id, at, by, fact, body: read.body });
    if (read?.type === 'absence-follow-up') followUps.push({ id, at, by, fact, body: read.body });
  }
  const standing = followUps.filter(({ id }) => !voided.has(id));
  return absences
    .filter(({ id }) => !voided.has(id))
    .map(({ id, at, by, body }): AbsenceEntry => {
      const own = standing.filter((one) => one.body.absenceId === id);
      const isOpen = !own.some((one) => one.body.step === 'return');
      return { id, at, by, absence: body, followUps: own, isOpen };
    })
    .reverse()
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen));
}
