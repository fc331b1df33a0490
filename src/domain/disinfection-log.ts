import type { Void } from './door-check.ts';
import type { Acceptance, Disinfection, DisinfectionEnd, RefuseClearing } from './disinfection.ts';
import { inFactOrder } from './fact-order.ts';
import { readFact, type FactType } from './fact.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** The kinds of fact that this log is folded from. A void may also be of another duty. */
export const DISINFECTION_TYPES: readonly FactType[] = [
  'disinfection',
  'disinfection-end',
  'acceptance',
  'refuse-clearing',
  'void',
];

interface Told<Body> {
  fact: Fact;
  body: Body;
}
type TakenBack = Told<Void>;

/** One disinfection with all that was told of it. What was taken back stands in no list but `takenBack`. */
export interface DisinfectionWork {
  id: Id;
  at: Instant;
  fact: Fact;
  body: Disinfection;
  contactOverAt: Instant;
  /** By time, then id: two people may have ended it, and the first counts. */
  ends: readonly Told<DisinfectionEnd>[];
  /** Of several people, perhaps not of one mind. */
  acceptances: readonly Told<Acceptance>[];
  takenBack: readonly TakenBack[];
}

/** Refuse that was cleared. */
export interface RefuseWork {
  id: Id;
  at: Instant;
  fact: Fact;
  body: RefuseClearing;
  takenBack: readonly TakenBack[];
}

/** Both by time, then id, those taken back included. The same whatever the order of the facts. */
export interface DisinfectionLog {
  works: readonly DisinfectionWork[];
  clearings: readonly RefuseWork[];
}

export type AcceptanceState = 'open' | 'accepted' | 'refused' | 'disputed';

export const isTakenBack = ({ takenBack }: { takenBack: readonly TakenBack[] }): boolean =>
  takenBack.length > 0;

/** Where people are not of one mind, neither word counts: somebody has to look. */
export function acceptanceOf({ acceptances }: DisinfectionWork): AcceptanceState {
  const isAccepted = acceptances.some(({ body }) => body.isAccepted);
  const isRefused = acceptances.some(({ body }) => !body.isAccepted);
  if (isAccepted && isRefused) return 'disputed';
  if (isAccepted) return 'accepted';
  return isRefused ? 'refused' : 'open';
}

/** Takes facts in any order, and the same one twice; what the server has stamped goes before the phone's own. */
export function foldDisinfectionLog(facts: Iterable<Fact>): DisinfectionLog {
  const told = sortOut(facts);
  const takenBackById = byName(told.voids, ({ voids }) => voids);
  const standing = <Body>(list: readonly Told<Body>[] | undefined): Told<Body>[] =>
    (list ?? []).filter(({ fact }) => !takenBackById.has(fact.id));
  const endsById = byName(told.ends, ({ disinfectionId }) => disinfectionId);
  const acceptancesById = byName(told.acceptances, ({ disinfectionId }) => disinfectionId);

  const common = ({ fact }: { fact: Fact }) => ({
    id: fact.id,
    at: fact.correctedAt,
    fact,
    takenBack: takenBackById.get(fact.id) ?? [],
  });
  return {
    works: told.works.map((work) => ({
      ...common(work),
      body: work.body,
      contactOverAt: contactOverAt(work.fact.correctedAt, work.body),
      ends: standing(endsById.get(work.fact.id)),
      acceptances: standing(acceptancesById.get(work.fact.id)),
    })),
    clearings: told.clearings.map((clearing) => ({ ...common(clearing), body: clearing.body })),
  };
}

/** When the contact time of a disinfection that began then is over. */
export function contactOverAt(
  at: Instant,
  { contactMinutes }: { contactMinutes: number },
): Instant {
  return new Date(Date.parse(at) + contactMinutes * 60_000).toISOString();
}

interface Sorted {
  works: Told<Disinfection>[];
  ends: Told<DisinfectionEnd>[];
  acceptances: Told<Acceptance>[];
  clearings: Told<RefuseClearing>[];
  voids: Told<Void>[];
}

function sortOut(facts: Iterable<Fact>): Sorted {
  const sorted: Sorted = { works: [], ends: [], acceptances: [], clearings: [], voids: [] };
  const ours = [...facts].filter(({ type }) => DISINFECTION_TYPES.some((one) => one === type));
  for (const fact of inFactOrder(ours)) {
    const read = readFact(fact);
    if (read?.type === 'disinfection') sorted.works.push({ fact, body: read.body });
    if (read?.type === 'disinfection-end') sorted.ends.push({ fact, body: read.body });
    if (read?.type === 'acceptance') sorted.acceptances.push({ fact, body: read.body });
    if (read?.type === 'refuse-clearing') sorted.clearings.push({ fact, body: read.body });
    if (read?.type === 'void') sorted.voids.push({ fact, body: read.body });
  }
  return sorted;
}

/** In the order given. */
function byName<Body>(
  list: readonly Told<Body>[],
  name: (body: Body) => Id,
): Map<Id, Told<Body>[]> {
  const byId = new Map<Id, Told<Body>[]>();
  for (const told of list) {
    const id = name(told.body);
    const others = byId.get(id);
    if (others === undefined) byId.set(id, [told]);
    else others.push(told);
  }
  return byId;
}
