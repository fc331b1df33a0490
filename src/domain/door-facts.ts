import { toAmendedRecord, type TakenBack } from './amended-record.ts';
import { createAmendmentChains } from './amendment-chains.ts';
import type { CheckVersion, DoorEntry, ShiftEntry, VisitorEntry } from './door-entry.ts';
import type { DoorCheck, Shift, ShiftEnd } from './door-check.ts';
import { readFact, type FactBody, type FactType, type ReadBody } from './fact.ts';
import type { Id } from './id.ts';
import { byCorrectedTime } from './fact-order.ts';
import type { Fact } from './operation.ts';

/** The kinds of fact that a door log is folded from. A void may also be of another duty. */
export const DOOR_TYPES: readonly FactType[] = [
  'door-check',
  'visitor',
  'void',
  'shift',
  'shift-end',
];

/**
 * The facts of a door log, indexed so that one more touches only what it is about. `add` answers with
 * the ids under which a check may have come, changed or gone; `entry` says what is there now.
 */
export interface DoorFacts {
  add: (facts: readonly Fact[]) => ReadonlySet<Id>;
  entry: (id: Id) => DoorEntry | null;
  readonly visitors: ReadonlyMap<Id, VisitorEntry>;
  readonly shifts: ReadonlyMap<Id, ShiftEntry>;
  /** Ids of facts that this build cannot read. */
  readonly unread: ReadonlySet<Id>;
}

/** What each kind of fact changes: the ids to look at again. Kinds of other duties change nothing. */
export type Takers = { [T in FactType]?: (fact: Fact, body: FactBody<T>) => readonly Id[] };

export function takeIn(takers: Takers, fact: Fact, { type, body }: ReadBody): readonly Id[] {
  const taker = takers[type] as ((fact: Fact, body: ReadBody['body']) => readonly Id[]) | undefined;
  return taker?.(fact, body) ?? [];
}

type Taking = CheckVersion['takenBack'];
const NONE: Taking = [];

export function createDoorFacts(): DoorFacts {
  const known = new Map<Id, Fact>();
  const chains = createAmendmentChains<DoorCheck>();
  const takenBackById = new Map<Id, TakenBack[]>();
  const visitors = new Map<Id, VisitorEntry>();
  const { shifts, begin, end } = createShifts();
  const unread = new Set<Id>();

  const takenBack = (id: Id): Taking => takenBackById.get(id) ?? NONE;

  /** A voided check or visitor is renewed; the void of a fact that is not here yet waits for it. */
  const takeBack = (fact: Fact, { voids, reason }: { voids: Id; reason: string }): Id[] => {
    takenBackById.set(voids, withFact(takenBack(voids), { fact, reason }));
    const visitor = visitors.get(voids);
    if (visitor) visitors.set(voids, { ...visitor, takenBack: takenBack(voids) });
    return [chains.rootOf(voids)];
  };

  const takers: Takers = {
    'door-check': (fact, check) => chains.add({ fact, check }),
    void: takeBack,
    visitor: (fact, visitor) => {
      const { id, correctedAt: at } = fact;
      visitors.set(id, { id, at, fact, visitor, takenBack: takenBack(id) });
      return [];
    },
    shift: begin,
    'shift-end': end,
  };
  return {
    add: (facts) => {
      const touched = new Set<Id>();
      for (const fact of facts) {
        if (!isNews(known.get(fact.id), fact)) continue;
        known.set(fact.id, fact);
        const read = readFact(fact);
        if (read === null) unread.add(fact.id);
        else for (const id of takeIn(takers, fact, read)) touched.add(id);
      }
      return touched;
    },
    entry: (id) => {
      if (chains.rootOf(id) !== id) return null;
      const versions = chains
        .versionsOf(id)
        .map(({ fact, check }) => ({ fact, check, takenBack: takenBack(fact.id) }));
      return toAmendedRecord(id, versions, takenBackById.has(id));
    },
    visitors,
    shifts,
    unread,
  };
}

/** Shifts and their ends, whichever comes first. Of several ends the earliest counts. */
function createShifts() {
  const shifts = new Map<Id, ShiftEntry>();
  const endsByShift = new Map<Id, { fact: Fact; end: ShiftEnd }[]>();

  const firstEnd = (shiftId: Id): ShiftEntry['end'] => {
    const [first] = endsByShift.get(shiftId) ?? [];
    return first ? { at: first.fact.correctedAt, why: first.end.why } : null;
  };

  return {
    shifts,
    begin: (fact: Fact, shift: Shift): Id[] => {
      const { id, correctedAt: at } = fact;
      shifts.set(id, { id, at, fact, shift, end: firstEnd(id) });
      return [];
    },
    end: (fact: Fact, end: ShiftEnd): Id[] => {
      endsByShift.set(end.shiftId, withFact(endsByShift.get(end.shiftId) ?? [], { fact, end }));
      const shift = shifts.get(end.shiftId);
      if (shift) shifts.set(shift.id, { ...shift, end: firstEnd(shift.id) });
      return [];
    },
  };
}

/** What came down from the server replaces what the phone itself wrote; anything else is a repeat. */
export function isNews(known: Fact | undefined, fact: Fact): boolean {
  return known === undefined || (known.receivedAt === null && fact.receivedAt !== null);
}

export function withFact<T extends { fact: Fact }>(list: readonly T[], added: T): T[] {
  const others = list.filter(({ fact }) => fact.id !== added.fact.id);
  return [...others, added].sort((a, b) => byCorrectedTime(a.fact, b.fact));
}
