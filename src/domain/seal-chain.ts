import type { TakenBack } from './amended-record.ts';
import type { Mark } from './document.ts';
import { byCorrectedTime } from './fact-order.ts';
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
  /** Somebody else says something else of the same look. */
  isContested: boolean;
}

/** The seal was found broken or missing, and stays so until something is done or somebody says why it is intact. */
export interface SealIncident {
  /** The check that found it so first. */
  checkId: Id;
  /** That one and those that found it still so: whoever acknowledges one of them has seen all. */
  checkIds: readonly Id[];
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
  /** The checks of its last look contradict each other: a person must look. */
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
  const { checks, isContested } = chainOf(parts);
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
    isContested,
    checks,
    incidents: isVoided ? [] : incidentsOf(parts, { standing, base, mark: marked }),
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

/** "Intact" of one that was broken or missing is from somebody who had not heard of that, unless it says why. */
function step<S extends Stand>(before: S, { id, at, check }: SealCheckEntry): S {
  if (isIncident(before.state) && check.state === 'intact' && check.note === null) return before;
  const number = check.newNumber ?? before.number;
  if (check.state === before.state && number === before.number) return before;
  return { ...before, state: check.state, number, since: at, checkId: id };
}

function chainOf({ checks, takenBack }: SealParts): {
  checks: SealCheckEntry[];
  isContested: boolean;
} {
  const chain = checks
    .map(({ fact, check }) => ({
      id: fact.id,
      at: happenedAt(fact),
      fact,
      check,
      takenBack: takenBack(fact.id),
    }))
    .sort(byMoment);
  const looks = looksAmong(chain.filter((entry) => entry.takenBack.length === 0));
  const contested = new Set(looks.flatMap(contradictionsIn));
  return {
    checks: chain.map((entry) => ({ ...entry, isContested: contested.has(entry.id) })),
    isContested: looks.at(-1)?.some(({ id }) => contested.has(id)) === true,
  };
}

type Link = Omit<SealCheckEntry, 'isContested'>;

function byMoment(a: Link, b: Link): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Checks that follow each other within so many minutes are one look: two keepers never share a visit's id. */
const SAME_LOOK_MINUTES = 30;

function looksAmong(standing: readonly Link[]): Link[][] {
  const looks: Link[][] = [];
  for (const link of standing) {
    const before = looks.at(-1)?.at(-1);
    const apartMs = before === undefined ? Infinity : Date.parse(link.at) - Date.parse(before.at);
    if (apartMs > SAME_LOOK_MINUTES * 60_000) looks.push([]);
    looks.at(-1)?.push(link);
  }
  return looks;
}

/**
 * Of one look: findings that differ with nothing done in between, and new numbers that differ. Broken and
 * then re-applied is no contradiction, nor is intact with its reason, nor are one person's second thoughts.
 */
function contradictionsIn(look: readonly Link[]): Id[] {
  return groupsThatAgree(look).flatMap((group) => {
    const lasts = [...new Map(group.map((link) => [link.fact.by, link])).values()];
    const words = new Set(lasts.map(({ check }) => check.newNumber ?? check.state));
    return words.size > 1 ? lasts.map(({ id }) => id) : [];
  });
}

/** What should say the same: findings between two deeds or explanations, and the re-applications. */
function groupsThatAgree(links: readonly Link[]): Link[][] {
  const groups: Link[][] = [links.filter(({ check }) => check.state === 'reapplied'), []];
  for (const link of links) {
    const { state, note } = link.check;
    if (state === 'reapplied' || state === 'unsealed') groups.push([]);
    else if (state === 'intact' && note !== null) groups.push([link]);
    else groups.at(-1)?.push(link);
  }
  return groups;
}

function isIncident(state: SealState): state is SealIncident['state'] {
  return state === 'broken' || state === 'missing';
}

interface Run extends Pick<SealIncident, 'state' | 'at'> {
  checks: SealCheckEntry[];
}

/** One for each time that it came to be broken or missing, with all that found it still so. */
function incidentsOf(
  { id: sealId, acknowledged }: SealParts,
  of: { standing: readonly SealCheckEntry[]; base: Base; mark: SealMark | null },
): SealIncident[] {
  const { standing, base, mark } = of;
  const runs = new Map<Id, Run>();
  const open = ({ checkId, state, since: at }: Stand, check?: SealCheckEntry): void => {
    if (checkId === null || !isIncident(state)) return;
    const run = runs.get(checkId) ?? { state, at, checks: [] };
    if (check?.check.state === state) run.checks.push(check);
    runs.set(checkId, run);
  };
  const follow = (from: Stand, checks: readonly SealCheckEntry[]): void => {
    checks.reduce((before, check) => {
      const now = step(before, check);
      open(now, check);
      return now;
    }, from);
  };
  const beforeAll: Stand = { ...base, state: 'intact', checkId: null };
  follow(
    beforeAll,
    standing.filter((entry) => !isAfter(entry, base)),
  );
  open(base);
  follow(
    base,
    standing.filter((entry) => isAfter(entry, base)),
  );
  return [...runs].map(([checkId, { state, at, checks }]) => {
    const checkIds = [...new Set([checkId, ...checks.map(({ id }) => id)])];
    const seen = checkIds.flatMap(acknowledged).sort((a, b) => byCorrectedTime(a.fact, b.fact));
    const isMarkedSeen = mark?.isAcknowledged === true && mark.checkId === checkId;
    const entry = checks.find(({ id }) => id === checkId) ?? null;
    const isOpen = seen.length === 0 && !isMarkedSeen;
    return { checkId, checkIds, sealId, state, at, entry, acknowledged: seen, isOpen };
  });
}
