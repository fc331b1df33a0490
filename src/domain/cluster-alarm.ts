import { addDays } from './campus-day.ts';
import { reportRulesOf } from './default-report.ts';
import type { FactBody } from './fact.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { PolicyPack } from './policy.ts';
import type { ClusterRule, SymptomGroup } from './report-rules.ts';
import { illDays, standingOf, type IllDay } from './ill-days.ts';
import type { Told } from './session-log.ts';

export type ClusterPlace = FactBody<'cluster-acknowledgement'>['place'];
export type ClusterAcknowledged = Told<FactBody<'cluster-acknowledgement'>>;

/** Where somebody was until, not at, that moment. */
export interface Before {
  until: Instant;
  id: Id | null;
}

/** Somebody who may fall ill together with others. */
export interface ClusterMember {
  personId: Id;
  roomId: Id | null;
  classId: Id | null;
  /** Oldest first. */
  roomsBefore?: readonly Before[];
  classesBefore?: readonly Before[];
}

/** Several people of one room or class with similar symptoms: it is to be told until `dueAt`. */
export interface ClusterAlarm {
  place: ClusterPlace;
  rule: ClusterRule;
  group: SymptomGroup;
  /** Names rule and group in an acknowledgement. */
  key: string;
  /** The first and the last day on which the rule was met, without a day between on which it was not. */
  firstDay: Day;
  lastDay: Day;
  /** In the order in which they were told. */
  personIds: readonly Id[];
  /** When the one was told who made it a cluster. */
  since: Instant;
  dueAt: Instant;
  /** By time; none: nobody has taken it on. */
  acknowledged: readonly ClusterAcknowledged[];
}

export const clusterKey = ({ count, days }: ClusterRule, group: SymptomGroup): string =>
  `${count}/${days} ${group}`;

/** Newest first, then by place; from facts in any order, given once or twice. */
export function foldClusters(
  facts: readonly Fact[],
  of: { members: readonly ClusterMember[]; policy: PolicyPack; zone: string },
): ClusterAlarm[] {
  const { members, policy } = of;
  const ill = illDays(facts, of);
  const acknowledged = acknowledgements(facts);
  const { clusters } = reportRulesOf(policy);
  return [...byPlaceAndGroup(ill, members).values()]
    .flatMap(({ place, group, ill: here }) =>
      clusters.flatMap((rule) =>
        episodesOf(here, rule).map((episode): ClusterAlarm => {
          const key = clusterKey(rule, group);
          const isOfThis = ({ body }: ClusterAcknowledged): boolean =>
            body.place.kind === place.kind &&
            body.place.id === place.id &&
            body.rule === key &&
            episode.firstDay <= body.day &&
            body.day <= episode.lastDay;
          return {
            place,
            rule,
            group,
            key,
            ...episode,
            acknowledged: acknowledged.filter(isOfThis),
          };
        }),
      ),
    )
    .sort((a, b) => (alarmOrder(a) < alarmOrder(b) ? 1 : -1));
}

const alarmOrder = ({ since, place, key }: ClusterAlarm): string =>
  `${since} ${place.kind} ${place.id} ${key}`;

const acknowledgements = (facts: readonly Fact[]): ClusterAcknowledged[] =>
  standingOf(facts, 'cluster-acknowledgement');

interface IllHere {
  place: ClusterPlace;
  group: SymptomGroup;
  ill: IllDay[];
}

/** After so many days without a word of it, it is another illness. */
const ILLNESS_DAYS = 7;

/**
 * When the illness of each day was first told. Whoever is moved because of it, was ill where they lived then, and not
 * together with the others who are moved there.
 */
function beginnings(ill: readonly IllDay[]): Map<IllDay, Instant> {
  const beganAt = new Map<IllDay, Instant>();
  const last = new Map<string, IllDay>();
  const inOrder = [...ill].sort((a, b) => (`${a.day} ${a.at}` < `${b.day} ${b.at}` ? -1 : 1));
  for (const one of inOrder) {
    const key = `${one.personId} ${one.group}`;
    const before = last.get(key);
    const isSame = before !== undefined && one.day <= addDays(before.day, ILLNESS_DAYS);
    beganAt.set(one, (isSame ? beganAt.get(before) : undefined) ?? one.at);
    last.set(key, one);
  }
  return beganAt;
}

function idThen(now: Id | null, before: readonly Before[] = [], at: Instant): Id | null {
  const then = before.find(({ until }) => at < until);
  return then === undefined ? now : then.id;
}

function placesOf(member: ClusterMember | undefined, at: Instant): ClusterPlace[] {
  if (member === undefined) return [];
  const roomId = idThen(member.roomId, member.roomsBefore, at);
  const classId = idThen(member.classId, member.classesBefore, at);
  return [
    ...(roomId === null ? [] : [{ kind: 'room' as const, id: roomId }]),
    ...(classId === null ? [] : [{ kind: 'class' as const, id: classId }]),
  ];
}

function byPlaceAndGroup(
  ill: readonly IllDay[],
  members: readonly ClusterMember[],
): Map<string, IllHere> {
  const memberById = new Map(members.map((member) => [member.personId, member]));
  const shelves = new Map<string, IllHere>();
  for (const [one, beganAt] of beginnings(ill)) {
    for (const place of placesOf(memberById.get(one.personId), beganAt)) {
      const key = `${place.kind} ${place.id} ${one.group}`;
      const shelf = shelves.get(key) ?? { place, group: one.group, ill: [] };
      shelf.ill.push(one);
      shelves.set(key, shelf);
    }
  }
  return shelves;
}

type Episode = Pick<ClusterAlarm, 'firstDay' | 'lastDay' | 'personIds' | 'since' | 'dueAt'>;

/** Each run of days that meet the rule: on such a day, so many fell ill in the days that end with it. */
function episodesOf(ill: readonly IllDay[], rule: ClusterRule): Episode[] {
  const ends = new Set(
    ill.flatMap(({ day }) => Array.from({ length: rule.days }, (_, on) => addDays(day, on))),
  );
  const met = [...ends]
    .sort()
    .map((day) => ({ day, told: firstTold(ill, { from: addDays(day, 1 - rule.days), to: day }) }))
    .filter(({ told }) => told.length >= rule.count);
  const runs: (typeof met)[] = [];
  for (const one of met) {
    const run = runs.at(-1);
    if (run !== undefined && addDays(run.at(-1)?.day ?? '', 1) === one.day) run.push(one);
    else runs.push([one]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    const made = first?.told[rule.count - 1];
    if (first === undefined || last === undefined || made === undefined) return [];
    const all = firstTold(ill, { from: addDays(first.day, 1 - rule.days), to: last.day });
    return {
      firstDay: first.day,
      lastDay: last.day,
      personIds: all.map(({ personId }) => personId),
      since: made.at,
      dueAt: new Date(Date.parse(made.at) + rule.hours * 3_600_000).toISOString(),
    };
  });
}

/** Everybody ill in these days with when that was told first, in this order, then by person. */
function firstTold(
  ill: readonly IllDay[],
  { from, to }: { from: Day; to: Day },
): { personId: Id; at: Instant }[] {
  const first = new Map<Id, Instant>();
  for (const { personId, day, at } of ill) {
    if (day < from || to < day) continue;
    const known = first.get(personId);
    if (known === undefined || at < known) first.set(personId, at);
  }
  return [...first]
    .map(([personId, at]) => ({ personId, at }))
    .sort((a, b) => (`${a.at} ${a.personId}` < `${b.at} ${b.personId}` ? -1 : 1));
}
