import { canonicalJson } from './canonical-json.ts';
import { byCorrectedTime } from './fact-order.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** A body that may name the earlier telling which it takes the place of. */
export interface Amending {
  amends: Id | null;
}

/** A fact that took another one back. */
export interface TakenBack {
  fact: Fact;
  reason: string;
}

/** One telling of a record: the first one, or an amendment. */
export interface RecordVersion<Body extends Amending> {
  fact: Fact;
  check: Body;
  takenBack: readonly TakenBack[];
}

/** A record as it stands after every amendment and void. No version is ever left out. */
export interface AmendedRecord<Body extends Amending> {
  /** The id of the first telling; void this id to take the whole record back. */
  id: Id;
  /** When it was so: the first telling's time, whatever was amended later. */
  at: Instant;
  /** The version in force; of a record taken back, the one that was. */
  current: Fact;
  check: Body;
  /** In the order of corrected time, then id. */
  versions: readonly RecordVersion<Body>[];
  isVoided: boolean;
  /** Two people amended the same version differently: a person must decide. */
  isContested: boolean;
}

/**
 * What a record is after its versions. An amendment supersedes the version it names; of several that
 * name the same one, the latest by corrected time, then id, is in force. `id` is the first telling's,
 * which may itself be missing here (purged, or of another audience).
 */
export function toAmendedRecord<Body extends Amending>(
  id: Id,
  versions: readonly RecordVersion<Body>[],
  isFirstTakenBack: boolean,
): AmendedRecord<Body> | null {
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
function latestVersions<Body extends Amending>(
  standing: readonly RecordVersion<Body>[],
): readonly RecordVersion<Body>[] {
  if (standing.length < 2) return standing;
  const amended = new Set(standing.map((version) => version.check.amends));
  const latest = standing.filter((version) => !amended.has(version.fact.id));
  return latest.length > 0 ? latest : standing;
}

/** One author's second thoughts are no contradiction: only the last telling of each author counts. */
function isContested<Body extends Amending>(latest: readonly RecordVersion<Body>[]): boolean {
  if (latest.length < 2) return false;
  const lastByAuthor = new Map(latest.map((version) => [version.fact.by, version.check]));
  const tellings = [...lastByAuthor.values()].map((check) =>
    canonicalJson({ ...check, amends: null }),
  );
  return new Set(tellings).size > 1;
}
