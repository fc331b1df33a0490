import type { DoorEntry } from './door-entry.ts';
import { personKey, type DoorLog } from './door-log.ts';
import type { Id, Instant } from './id.ts';
import type { PolicyPack } from './policy.ts';
import type { BodySite, Reading } from './reading.ts';
import { judgeTemperature, type TemperatureVerdict } from './temperature.ts';

/** One reading of somebody, wherever it was taken. `id` is that of the fact which another one may repeat. */
export interface TakenReading {
  id: Id;
  at: Instant;
  reading: Reading;
}

/**
 * Where somebody stands after a high reading. `readings` are all that were taken since, the high one
 * first; none is ever overwritten.
 */
export type LadderStep<Taken extends TakenReading = TakenReading> =
  | { state: 'none' }
  /** Rests until then; afterwards one measures at one of the `sites`. */
  | { state: 'resting'; until: Instant; sites: readonly BodySite[]; readings: readonly Taken[] }
  | { state: 'measure-again'; sites: readonly BodySite[]; readings: readonly Taken[] }
  | { state: 'confirmed-high'; at: Instant; readings: readonly Taken[] }
  | { state: 'dismissed-by-normal'; at: Instant; readings: readonly Taken[] };

/**
 * The re-measure ladder of one person, over all readings of this person by time, then id. Only a reading at a
 * confirming site of the policy other than the first one's settles it, and only a normal or a high one: too low
 * says nothing, and a second look at the same forehead neither. A normal one counts only after the rest: sweat and
 * a cool thermometer hide a fever. What is confirmed stays so; what was dismissed is over with the next reading.
 */
export function ladder<Taken extends TakenReading>(
  taken: readonly Taken[],
  { policy, now }: { policy: PolicyPack['temperature']; now: Instant },
): LadderStep<Taken> {
  const { first, settled, readings } = climb(taken, policy);
  if (first === null) return { state: 'none' };
  if (settled?.verdict === 'high')
    return { state: 'confirmed-high', at: settled.taken.at, readings };
  if (settled) return { state: 'dismissed-by-normal', at: settled.taken.at, readings };
  const sites = confirmingSites(first, policy);
  const until = endOfRest(first, policy);
  return now < until
    ? { state: 'resting', until, sites, readings }
    : { state: 'measure-again', sites, readings };
}

/** What was measured at the doors, as the ladder takes it. */
export function doorReadingsOf(
  log: DoorLog,
  personId: Id,
): (TakenReading & { entry: DoorEntry })[] {
  return log.entriesOf(personKey(personId)).flatMap((entry) => {
    const { id, at, check } = entry;
    return check.reading === null ? [] : [{ id, at, reading: check.reading, entry }];
  });
}

interface Climb<Taken> {
  first: Taken | null;
  settled: { taken: Taken; verdict: TemperatureVerdict } | null;
  readings: Taken[];
}

function climb<Taken extends TakenReading>(
  all: readonly Taken[],
  policy: PolicyPack['temperature'],
): Climb<Taken> {
  let now: Climb<Taken> = { first: null, settled: null, readings: [] };
  for (const taken of all) {
    const verdict = judgeTemperature(taken.reading, policy);
    const isOpen = now.first !== null && now.settled?.verdict !== 'normal';
    if (isOpen) now = stepOn(now, { taken, verdict }, policy);
    else if (verdict === 'high') now = { first: taken, settled: null, readings: [taken] };
    else now = { first: null, settled: null, readings: [] };
  }
  return now;
}

function stepOn<Taken extends TakenReading>(
  before: Climb<Taken>,
  next: { taken: Taken; verdict: TemperatureVerdict },
  policy: PolicyPack['temperature'],
): Climb<Taken> {
  const { first } = before;
  const { site } = next.taken.reading;
  const isConfirming =
    first !== null && confirmingSites(first, policy).some((confirming) => confirming === site);
  const isRested = first !== null && next.taken.at >= endOfRest(first, policy);
  const settles =
    isConfirming && (next.verdict === 'high' || (next.verdict === 'normal' && isRested));
  return {
    first,
    settled: before.settled ?? (settles ? next : null),
    readings: [...before.readings, next.taken],
  };
}

function endOfRest(first: TakenReading, policy: PolicyPack['temperature']): Instant {
  return new Date(Date.parse(first.at) + policy.remeasure.restMinutes * 60_000).toISOString();
}

/** Another site than the first one's, where the policy names one. */
function confirmingSites(
  first: TakenReading,
  policy: PolicyPack['temperature'],
): readonly BodySite[] {
  const { confirmSites } = policy.remeasure;
  const others = confirmSites.filter((site) => site !== first.reading.site);
  return others.length > 0 ? others : confirmSites;
}
