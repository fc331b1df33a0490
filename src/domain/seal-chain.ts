import type { TakenBack } from './amended-record.ts';
import type { Mark } from './document.ts';
import { happenedAt } from './happened-at.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { Acknowledgement, Seal, SealCheck, SealState } from './seal.ts';

export type SealMark = Extract<Mark, { about: 'seal' }>;

/** Somebody who answers for the building has seen an incident. */
export interface Acknowledged {
  fact: Fact;
  acknowledgement: Acknowledgement;
}

/** One link of a seal's chain: how it was found, or what was done with it. */
export interface SealCheckEntry {
  id: Id;
  /** When it was looked at: of what was typed in from paper, the time on the paper. */
  at: Instant;
  fact: Fact;
  check: SealCheck;
  /** Empty for one that stands. */
  takenBack: readonly TakenBack[];
  /** Another check of the same visit says something else. */
  isContested: boolean;
}

/** A check that found the seal broken or missing. */
export interface SealIncident {
  checkId: Id;
  sealId: Id;
  state: Extract<SealState, 'broken' | 'missing'>;
  at: Instant;
  /** `null` where only the seal's mark is here. */
  entry: SealCheckEntry | null;
  /** Earliest first. */
  acknowledged: readonly Acknowledged[];
  isOpen: boolean;
}

/** One seal as it stands, with its chain. */
export interface SealEntry {
  id: Id;
  /** What is sealed, and why. */
  of: Pick<SealMark, 'buildingId' | 'roomId' | 'thing' | 'place' | 'reason'>;
  appliedAt: Instant;
  /** `null` where only the seal's mark is here: it was applied long ago. */
  applied: { fact: Fact; seal: Seal } | null;
  takenBack: readonly TakenBack[];
  isVoided: boolean;
  /** The one expected now. */
  number: string;
  state: SealState;
  /** When it came to this state. */
  since: Instant;
  /** The check that brought it there; `null` = as it was applied. */
  sinceCheckId: Id | null;
  /** It stands and was not taken off: every round looks for it. */
  isLive: boolean;
  /** Last looked at, re-applied or applied. */
  lastSeenAt: Instant;
  /** The checks of its last visit contradict each other: a person must look. */
  isContested: boolean;
  /** By time, then id, those taken back included. */
  checks: readonly SealCheckEntry[];
  /** Oldest first. Those taken back are none. */
  incidents: readonly SealIncident[];
}

/** What is known of one seal. */
export interface SealParts {
  id: Id;
  applied: { fact: Fact; seal: Seal } | null;
  mark: SealMark | null;
  /** In any order, each once. */
  checks: readonly { fact: Fact; check: SealCheck }[];
  takenBack: (factId: Id) => readonly TakenBack[];
  acknowledged: (checkId: Id) => readonly Acknowledged[];
}

/** `null` where neither the seal nor its mark is here. */
export function toSealEntry(parts: SealParts): SealEntry | null {
  const { id, applied, mark, takenBack } = parts;
  const base = baseOf(parts);
  if (base === null) return null;
  const checks = chainOf(parts);
  const marked = applied === null && base.checkId === mark?.checkId ? mark : null;
  const standing = checks.filter((entry) => entry.takenBack.length === 0);
  const now = standing.filter((entry) => isAfter(entry, base)).reduce(step, base);
  const last = standing.at(-1);
  const isVoided = takenBack(id).length > 0;
  return {
    id,
    of: base.of,
    appliedAt: base.appliedAt,
    applied,
    takenBack: takenBack(id),
    isVoided,
    number: now.number,
    state: now.state,
    since: now.since,
    sinceCheckId: now.checkId,
    isLive: !isVoided && now.state !== 'unsealed',
    lastSeenAt: last === undefined || last.at < base.since ? base.since : last.at,
    isContested: standing.some(
      ({ check, isContested }) => isContested && check.visitId === last?.check.visitId,
    ),
    checks,
    incidents: isVoided ? [] : incidentsOf(parts, { standing, mark: marked }),
  };
}

interface Stand {
  number: string;
  state: SealState;
  since: Instant;
  checkId: Id | null;
}

interface Base extends Stand {
  of: SealEntry['of'];
  appliedAt: Instant;
}

/** Where the chain begins: at the seal, or at the server's word on it where that lies too far back. */
function baseOf({ applied, mark, takenBack }: SealParts): Base | null {
  if (applied !== null) {
    const { fact, seal } = applied;
    const { buildingId, roomId, thing, place, reason, number } = seal;
    const at = fact.correctedAt;
    const of = { buildingId, roomId, thing, place, reason };
    return { of, appliedAt: at, number, state: 'intact', since: at, checkId: null };
  }
  if (mark === null) return null;
  const { buildingId, roomId, thing, place, reason, appliedAt, number, since, checkId } = mark;
  const of = { buildingId, roomId, thing, place, reason };
  const isUndone = checkId !== null && takenBack(checkId).length > 0;
  // The server has not heard yet that the check behind its word was taken back.
  if (isUndone) return { of, appliedAt, number, state: 'intact', since: appliedAt, checkId: null };
  return { of, appliedAt, number, state: mark.state, since, checkId };
}

function isAfter({ at, id }: SealCheckEntry, { since, checkId }: Base): boolean {
  return checkId === null || at > since || (at === since && id > checkId);
}

function step<S extends Stand>(before: S, { id, at, check }: SealCheckEntry): S {
  const number = check.newNumber ?? before.number;
  if (check.state === before.state && number === before.number) return before;
  return { ...before, state: check.state, number, since: at, checkId: id };
}

function chainOf({ checks, takenBack }: SealParts): SealCheckEntry[] {
  const chain = checks
    .map(({ fact, check }) => ({
      id: fact.id,
      at: happenedAt(fact),
      fact,
      check,
      takenBack: takenBack(fact.id),
    }))
    .sort(byMoment);
  const contested = contradictionsAmong(chain.filter((entry) => entry.takenBack.length === 0));
  return chain.map((entry) => ({ ...entry, isContested: contested.has(entry.id) }));
}

type Link = Omit<SealCheckEntry, 'isContested'>;

function byMoment(a: Link, b: Link): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * Of one visit: findings that differ with nothing done in between, and new numbers that differ. Broken and
 * then re-applied is no contradiction, nor are one person's second thoughts.
 */
function contradictionsAmong(standing: readonly Link[]): Set<Id> {
  const byVisit = new Map<Id, Link[]>();
  for (const link of standing) {
    const { visitId } = link.check;
    if (visitId !== null) byVisit.set(visitId, [...(byVisit.get(visitId) ?? []), link]);
  }
  const contested = new Set<Id>();
  for (const links of byVisit.values())
    for (const group of groupsThatAgree(links)) {
      const lasts = [...new Map(group.map((link) => [link.fact.by, link])).values()];
      if (new Set(lasts.map(({ check }) => check.newNumber ?? check.state)).size > 1)
        for (const { id } of lasts) contested.add(id);
    }
  return contested;
}

/** What should say the same: findings between two deeds, and the re-applications. */
function groupsThatAgree(links: readonly Link[]): Link[][] {
  const groups: Link[][] = [links.filter(({ check }) => check.state === 'reapplied'), []];
  for (const link of links) {
    if (isDeed(link.check.state)) groups.push([]);
    else groups.at(-1)?.push(link);
  }
  return groups;
}

const isDeed = (state: SealState): boolean => state === 'reapplied' || state === 'unsealed';

function isIncident(state: SealState): state is SealIncident['state'] {
  return state === 'broken' || state === 'missing';
}

function incidentsOf(
  { id: sealId, acknowledged }: SealParts,
  { standing, mark }: { standing: readonly SealCheckEntry[]; mark: SealMark | null },
): SealIncident[] {
  const here = standing.flatMap((entry): SealIncident[] => {
    const { id: checkId, at, check } = entry;
    if (!isIncident(check.state)) return [];
    const seen = acknowledged(checkId);
    const isOpen =
      seen.length === 0 && !(mark?.isAcknowledged === true && mark.checkId === checkId);
    return [{ checkId, sealId, state: check.state, at, entry, acknowledged: seen, isOpen }];
  });
  if (mark === null || mark.checkId === null || !isIncident(mark.state)) return here;
  const { checkId, state, since: at } = mark;
  if (standing.some(({ id }) => id === checkId)) return here;
  const seen = acknowledged(checkId);
  const isOpen = seen.length === 0 && !mark.isAcknowledged;
  return [{ checkId, sealId, state, at, entry: null, acknowledged: seen, isOpen }, ...here];
}
