import { canonicalJson } from './canonical-json.ts';
import type { DoorCheck, Shift, ShiftEnd, Visitor } from './door-check.ts';
import type { Id, Instant } from './id.ts';
import { byCorrectedTime } from './fact-order.ts';
import type { Fact } from './operation.ts';

/** A fact that took another one back. */
export interface TakenBack {
  fact: Fact;
  reason: string;
}

/** One telling of a check: the first record, or an amendment. */
export interface CheckVersion {
  fact: Fact;
  check: DoorCheck;
  takenBack: readonly TakenBack[];
}

/** One passage at a door, as it stands after every amendment and void. No version is ever left out. */
export interface DoorEntry {
  /** The id of the first record; void this id to take the whole check back. */
  id: Id;
  /** When the person passed: the first record's time, whatever was amended later. */
  at: Instant;
  /** The version in force; of a check taken back, the one that was. */
  current: Fact;
  check: DoorCheck;
  /** In the order of corrected time, then id. */
  versions: readonly CheckVersion[];
  isVoided: boolean;
  /** Two people amended the same version differently: a person must decide. */
  isContested: boolean;
}

export interface VisitorEntry {
  id: Id;
  at: Instant;
  fact: Fact;
  visitor: Visitor;
  takenBack: readonly TakenBack[];
}

export interface ShiftEntry {
  id: Id;
  at: Instant;
  fact: Fact;
  shift: Shift;
  /** The first of several ends; `null` while nobody has ended it (it is over after the policy's hours). */
  end: { at: Instant; why: ShiftEnd['why'] } | null;
}

/**
 * What a check is after its versions. An amendment supersedes the version it names; of several that
 * name the same one, the latest by corrected time, then id, is in force. `id` is the first record's,
 * which may itself be missing here (purged, or of another audience).
 */
export function toDoorEntry(
  id: Id,
  versions: readonly CheckVersion[],
  isFirstTakenBack: boolean,
): DoorEntry | null {
  const inOrder =
    versions.length < 2 ? versions : [...versions].sort((a, b) => byCorrectedTime(a.fact, b.fact));
  const standing = inOrder.filter((version) => version.takenBack.length === 0);
  const latest = latestVersions(standing);
  const current = latest.at(-1) ?? inOrder.at(-1);
  const first = inOrder.find((version) => version.fact.id === id) ?? inOrder[0];
  if (current === undefined || first === undefined) return null;
  return {
    id,
    at: first.fact.correctedAt,
    current: current.fact,
    check: current.check,
    versions: inOrder,
    isVoided: isFirstTakenBack || standing.length === 0,
    isContested: isContested(latest),
  };
}

/** Those that no standing version amends. In a ring of amendments, which no honest phone makes, all of them. */
function latestVersions(standing: readonly CheckVersion[]): readonly CheckVersion[] {
  if (standing.length < 2) return standing;
  const amended = new Set(standing.map((version) => version.check.amends));
  const latest = standing.filter((version) => !amended.has(version.fact.id));
  return latest.length > 0 ? latest : standing;
}

/** One author's second thoughts are no contradiction: only the last telling of each author counts. */
function isContested(latest: readonly CheckVersion[]): boolean {
  if (latest.length < 2) return false;
  const lastByAuthor = new Map(latest.map((version) => [version.fact.by, version.check]));
  const tellings = [...lastByAuthor.values()].map((check) =>
    canonicalJson({ ...check, amends: null }),
  );
  return new Set(tellings).size > 1;
}
