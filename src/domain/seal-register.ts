import type { TakenBack } from './amended-record.ts';
import { isNews, takeIn, withFact, type Takers } from './door-facts.ts';
import type { Mark } from './document.ts';
import { readFact, type FactType, type ReadBody } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import {
  toSealEntry,
  type Acknowledged,
  type SealEntry,
  type SealIncident,
  type SealMark,
  type SealParts,
} from './seal-chain.ts';

/** The kinds of fact that a seal register is folded from. A void may also be of another duty. */
export const SEAL_TYPES: readonly FactType[] = ['seal', 'seal-check', 'acknowledgement', 'void'];

/** Every seal with its chain, as far as the facts and marks given so far tell: the same whatever their order. */
export interface SealRegister {
  seal: (id: Id) => SealEntry | null;
  /** By the time of application, then id; those taken back included. */
  seals: () => readonly SealEntry[];
  /** Takes facts in any order, again or anew. */
  add: (facts: readonly Fact[]) => void;
  /** All marks that are here now; those given before count no more. */
  setMarks: (marks: Iterable<Mark>) => void;
}

export function foldSeals(facts: readonly Fact[], marks: Iterable<Mark> = []): SealRegister {
  const register = createSealRegister();
  register.add(facts);
  register.setMarks(marks);
  return register;
}

export function createSealRegister(): SealRegister {
  const known = new Map<Id, Fact>();
  const files = createFiles();
  const entryById = new Map<Id, SealEntry | null>();
  let inOrder: SealEntry[] | null = [];

  const forget = (sealIds: Iterable<Id>): void => {
    for (const id of sealIds) entryById.delete(id);
    inOrder = null;
  };
  const seal = (id: Id): SealEntry | null => {
    const made = entryById.get(id);
    if (made !== undefined) return made;
    const entry = toSealEntry(files.partsOf(id));
    entryById.set(id, entry);
    return entry;
  };
  return {
    seal,
    seals: () =>
      (inOrder ??= files
        .ids()
        .flatMap((id) => seal(id) ?? [])
        .sort(byApplication)),
    add: (facts) => {
      for (const fact of facts) {
        if (!isNews(known.get(fact.id), fact)) continue;
        known.set(fact.id, fact);
        const read = readFact(fact);
        if (read !== null) forget(files.take(fact, read));
      }
    },
    setMarks: (marks) => forget(files.setMarks(marks)),
  };
}

function byApplication(a: SealEntry, b: SealEntry): number {
  if (a.appliedAt !== b.appliedAt) return a.appliedAt < b.appliedAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What is known, filed by seal. `take` and `setMarks` answer with the seals to look at again. */
function createFiles() {
  const appliedById = new Map<Id, NonNullable<SealParts['applied']>>();
  const checksBySeal = new Map<Id, Map<Id, SealParts['checks'][number]>>();
  const sealByCheck = new Map<Id, Id>();
  const acknowledgedByCheck = new Map<Id, Acknowledged[]>();
  const takenBackById = new Map<Id, TakenBack[]>();
  let markById = new Map<Id, SealMark>();

  /** A seal, or the one that a check is of. What is known by a mark only may be of any. */
  const sealsOf = (factId: Id): readonly Id[] => {
    const sealId = appliedById.has(factId) ? factId : sealByCheck.get(factId);
    return sealId === undefined ? [factId, ...markById.keys()] : [sealId];
  };

  const takers: Takers = {
    seal: (fact, seal) => {
      appliedById.set(fact.id, { fact, seal });
      return [fact.id];
    },
    'seal-check': (fact, check) => {
      const { sealId } = check;
      const checks = checksBySeal.get(sealId) ?? new Map<Id, SealParts['checks'][number]>();
      checksBySeal.set(sealId, checks.set(fact.id, { fact, check }));
      sealByCheck.set(fact.id, sealId);
      return [sealId];
    },
    acknowledgement: (fact, acknowledgement) => {
      const { of } = acknowledgement;
      const others = acknowledgedByCheck.get(of) ?? [];
      acknowledgedByCheck.set(of, withFact(others, { fact, acknowledgement }));
      return sealsOf(of);
    },
    void: (fact, { voids, reason }) => {
      takenBackById.set(voids, withFact(takenBackById.get(voids) ?? [], { fact, reason }));
      return sealsOf(voids);
    },
  };

  return {
    take: (fact: Fact, read: ReadBody): readonly Id[] => takeIn(takers, fact, read),
    setMarks: (marks: Iterable<Mark>): Id[] => {
      const before = markById;
      markById = new Map(
        [...marks].flatMap((mark) => (mark.about === 'seal' ? [[mark.sealId, mark]] : [])),
      );
      const ids = new Set([...before.keys(), ...markById.keys()]);
      return [...ids].filter((id) => before.get(id) !== markById.get(id));
    },
    ids: (): Id[] => [...new Set([...appliedById.keys(), ...markById.keys()])],
    partsOf: (id: Id): SealParts => ({
      id,
      applied: appliedById.get(id) ?? null,
      mark: markById.get(id) ?? null,
      checks: [...(checksBySeal.get(id)?.values() ?? [])],
      takenBack: (factId) => takenBackById.get(factId) ?? [],
      acknowledged: (checkId) => acknowledgedByCheck.get(checkId) ?? [],
    }),
  };
}

/** Nobody has looked at it since this moment: the beginning of a round, or of a day. */
export function isDue({ isLive, lastSeenAt }: SealEntry, since: Instant): boolean {
  return isLive && lastSeenAt < since;
}

/** Newest first. */
export function incidentsOf(seals: readonly SealEntry[]): SealIncident[] {
  return seals
    .flatMap(({ incidents }) => incidents)
    .sort((a, b) => (a.at === b.at ? (a.checkId < b.checkId ? 1 : -1) : a.at < b.at ? 1 : -1));
}

/** Live seals that carry a number which another one carries too, by that number: a person must look. */
export function sealsOfOneNumber(seals: readonly SealEntry[]): Map<string, SealEntry[]> {
  const byNumber = new Map<string, SealEntry[]>();
  for (const entry of seals) {
    if (!entry.isLive) continue;
    const key = sealNumberKey(entry.number);
    byNumber.set(key, [...(byNumber.get(key) ?? []), entry]);
  }
  return new Map([...byNumber].filter(([, entries]) => entries.length > 1));
}

/** The same for numbers that read the same: full-width or not, with or without spaces and small letters. */
export function sealNumberKey(number: string): string {
  return number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/** The server's word on a seal for phones that no longer hold its chain; `null` where it was taken back. */
export function markOfSeal(entry: SealEntry): SealMark | null {
  const { id: sealId, of, appliedAt, number, state, since, sinceCheckId: checkId } = entry;
  if (entry.isVoided) return null;
  const incident = entry.incidents.find((one) => one.checkId === checkId);
  const isAcknowledged = incident !== undefined && !incident.isOpen;
  return { about: 'seal', sealId, ...of, appliedAt, number, state, since, checkId, isAcknowledged };
}
