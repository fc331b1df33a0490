import type { DoorEntry } from './door-entry.ts';
import { personKey, type DoorLog } from './door-log.ts';
import type { Id, Instant } from './id.ts';
import type { PolicyPack } from './policy.ts';
import type { BodySite } from './reading.ts';
import { judgeTemperature, type TemperatureVerdict } from './temperature.ts';

/**
 * Where somebody stands after a high reading. `readings` are all that were taken since, the high one
 * first; none is ever overwritten.
 */
export type LadderStep =
  | { state: 'none' }
  /** Rests until then; afterwards one measures at one of the `sites`. */
  | { state: 'resting'; until: Instant; sites: readonly BodySite[]; readings: readonly DoorEntry[] }
  | { state: 'measure-again'; sites: readonly BodySite[]; readings: readonly DoorEntry[] }
  | { state: 'confirmed-high'; at: Instant; readings: readonly DoorEntry[] }
  | { state: 'dismissed-by-normal'; at: Instant; readings: readonly DoorEntry[] };

/**
 * The re-measure ladder of one person. Only a reading at a confirming site of the policy other than
 * the first one's settles it, and only a normal or a high one: too low says nothing, and a second look at the
 * same forehead neither. A normal one counts only after the rest: sweat and a cool thermometer hide a fever.
 * What is confirmed stays so; what was dismissed is over with the next reading.
 */
export function ladder(
  log: DoorLog,
  personId: Id,
  { policy, now }: { policy: PolicyPack['temperature']; now: Instant },
): LadderStep {
  const { first, settled, readings } = climb(log.entriesOf(personKey(personId)), policy);
  if (first === null) return { state: 'none' };
  if (settled?.verdict === 'high')
    return { state: 'confirmed-high', at: settled.entry.at, readings };
  if (settled) return { state: 'dismissed-by-normal', at: settled.entry.at, readings };
  const sites = confirmingSites(first, policy);
  const until = endOfRest(first, policy);
  return now < until
    ? { state: 'resting', until, sites, readings }
    : { state: 'measure-again', sites, readings };
}

interface Climb {
  first: DoorEntry | null;
  settled: { entry: DoorEntry; verdict: TemperatureVerdict } | null;
  readings: DoorEntry[];
}

function climb(entries: readonly DoorEntry[], policy: PolicyPack['temperature']): Climb {
  let now: Climb = { first: null, settled: null, readings: [] };
  for (const entry of entries) {
    const { reading } = entry.check;
    if (reading === null) continue;
    const verdict = judgeTemperature(reading, policy);
    const isOpen = now.first !== null && now.settled?.verdict !== 'normal';
    if (isOpen) now = stepOn(now, { entry, verdict }, policy);
    else if (verdict === 'high') now = { first: entry, settled: null, readings: [entry] };
    else now = { first: null, settled: null, readings: [] };
  }
  return now;
}

function stepOn(
  before: Climb,
  taken: { entry: DoorEntry; verdict: TemperatureVerdict },
  policy: PolicyPack['temperature'],
): Climb {
  const { first } = before;
  const site = taken.entry.check.reading?.site;
  const isConfirming =
    first !== null && confirmingSites(first, policy).some((confirming) => confirming === site);
  const isRested = first !== null && taken.entry.at >= endOfRest(first, policy);
  const settles =
    isConfirming && (taken.verdict === 'high' || (taken.verdict === 'normal' && isRested));
  return {
    first,
    settled: before.settled ?? (settles ? taken : null),
    readings: [...before.readings, taken.entry],
  };
}

function endOfRest(first: DoorEntry, policy: PolicyPack['temperature']): Instant {
  return new Date(Date.parse(first.at) + policy.remeasure.restMinutes * 60_000).toISOString();
}

/** Another site than the first one's, where the policy names one. */
function confirmingSites(first: DoorEntry, policy: PolicyPack['temperature']): readonly BodySite[] {
  const { confirmSites } = policy.remeasure;
  const others = confirmSites.filter((site) => site !== first.check.reading?.site);
  return others.length > 0 ? others : confirmSites;
}
