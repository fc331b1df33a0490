import { readFact, type FactBody } from './fact.ts';
import { byMoment, happenedAt, typedInAt } from './happened-at.ts';
import type { Day, Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import type { Finding, Inspection, Rectification } from './room-visit.ts';

/** A finding as it stands. Those taken back are not among them. */
export interface FoundItem {
  id: Id;
  at: Instant;
  by: Id;
  /** When it was typed in from paper; `null` where it was recorded there and then. */
  typedInAt: Instant | null;
  finding: Finding;
  /** The first that put it right; `null` while nobody has. */
  putRight: { id: Id; at: Instant; by: Id; rectification: Rectification } | null;
  /** Another finding says that it is still so, and stands in its place. */
  foundAgainBy: Id | null;
  /** Where it says "still so": what was written and photographed of it before, oldest first. */
  before: readonly Evidence[];
  /** To be put right: it has a day, nobody has, and no later finding stands in its place. */
  isOpen: boolean;
}

/** An earlier finding with a note or photos. */
export interface Evidence extends Pick<FoundItem, 'id' | 'at' | 'by'> {
  note: Finding['note'];
  photos: Finding['photos'];
}

/** One looking-over of a room: of one visit with one form. Two inspectors, each with a phone, make two, both shown. */
export interface RoomInspection {
  /** The first record's. */
  id: Id;
  visitId: Id;
  formId: string;
  formVersion: number;
  at: Instant;
  /** When the first record of it was typed in from paper. */
  typedInAt: Instant | null;
  by: readonly Id[];
  /** By time, then id. */
  findings: readonly FoundItem[];
}

/** What is known of one room, by time, then id. */
export interface RoomHygiene {
  inspections: readonly RoomInspection[];
  findings: readonly FoundItem[];
}

/** The hygiene of rooms, as far as the facts given so far tell: the same whatever their order. */
export interface HygieneLog {
  /** Only what has changed since it was last asked is folded again. */
  room: (roomId: Id) => RoomHygiene;
  roomIds: () => Id[];
  /** Takes facts in any order, again or anew. */
  add: (facts: readonly Fact[]) => void;
}

type Kind = 'inspection' | 'finding' | 'rectification';
type Told<T extends Kind> = { fact: Fact; body: FactBody<T> };
interface RoomFacts {
  inspections: Map<Id, Told<'inspection'>>;
  findings: Map<Id, Told<'finding'>>;
  rectifications: Map<Id, Told<'rectification'>>;
}

export const HYGIENE_TYPES = ['inspection', 'finding', 'rectification', 'void'] as const;

export function foldHygiene(facts: readonly Fact[]): HygieneLog {
  const log = createHygieneLog();
  log.add(facts);
  return log;
}

export function createHygieneLog(): HygieneLog {
  const factsByRoom = new Map<Id, RoomFacts>();
  const roomOfFact = new Map<Id, Id>();
  const voided = new Set<Id>();
  const folded = new Map<Id, RoomHygiene>();

  function factsOf(roomId: Id): RoomFacts {
    const known = factsByRoom.get(roomId) ?? {
      inspections: new Map(),
      findings: new Map(),
      rectifications: new Map(),
    };
    factsByRoom.set(roomId, known);
    return known;
  }

  function keep(fact: Fact): void {
    const read = readFact(fact);
    if (read?.type === 'void') {
      voided.add(read.body.voids);
      folded.delete(roomOfFact.get(read.body.voids) ?? '');
      return;
    }
    if (!isOfHygiene(read)) return;
    const { roomId } = read.body;
    const facts = factsOf(roomId);
    if (read.type === 'inspection') put(facts.inspections, { fact, body: read.body });
    if (read.type === 'finding') put(facts.findings, { fact, body: read.body });
    if (read.type === 'rectification') put(facts.rectifications, { fact, body: read.body });
    roomOfFact.set(fact.id, roomId);
    folded.delete(roomId);
  }

  return {
    room: (roomId) => {
      const facts = factsByRoom.get(roomId);
      if (facts === undefined) return { inspections: [], findings: [] };
      const known = folded.get(roomId) ?? foldRoom(facts, voided);
      folded.set(roomId, known);
      return known;
    },
    roomIds: () => [...factsByRoom.keys()],
    add: (facts) => facts.forEach(keep),
  };
}

/** Late means before the campus's day: what is due today is not late. */
export const isOverdue = ({ isOpen, finding: { fixBy } }: FoundItem, today: Day): boolean =>
  isOpen && fixBy !== null && fixBy < today;

export const openFindings = ({ findings }: RoomHygiene): FoundItem[] =>
  findings.filter(({ isOpen }) => isOpen);

type Read = NonNullable<ReturnType<typeof readFact>>;

function isOfHygiene(read: Read | null): read is Extract<Read, { type: Kind }> {
  return read !== null && ['inspection', 'finding', 'rectification'].includes(read.type);
}

/** The server's word on when it was comes later than the phone's own, and replaces it. */
function put<T extends Kind>(known: Map<Id, Told<T>>, told: Told<T>): void {
  const before = known.get(told.fact.id);
  if (before !== undefined && before.fact.receivedAt !== null && told.fact.receivedAt === null)
    return;
  known.set(told.fact.id, told);
}

function foldRoom(facts: RoomFacts, voided: ReadonlySet<Id>): RoomHygiene {
  const findings = foldFindings(
    standing(facts.findings, voided),
    standing(facts.rectifications, voided),
  );
  return { findings, inspections: foldInspections(standing(facts.inspections, voided), findings) };
}

function standing<T extends Kind>(
  told: ReadonlyMap<Id, Told<T>>,
  voided: ReadonlySet<Id>,
): Told<T>[] {
  return [...told.values()]
    .filter(({ fact }) => !voided.has(fact.id))
    .sort((a, b) => byMoment(a.fact, b.fact));
}

function foldFindings(
  findings: readonly Told<'finding'>[],
  rectifications: readonly Told<'rectification'>[],
): FoundItem[] {
  const toldById = new Map(findings.map((told) => [told.fact.id, told]));
  const againById = againOf(findings, toldById);
  return findings.map((told) => {
    const { fact, body } = told;
    const first = rectifications.find((one) => closes(one, told, toldById)) ?? null;
    const foundAgainBy = againById.get(fact.id) ?? null;
    return {
      id: fact.id,
      at: happenedAt(fact),
      by: fact.by,
      typedInAt: typedInAt(fact),
      finding: body,
      putRight: first && {
        id: first.fact.id,
        at: happenedAt(first.fact),
        by: first.fact.by,
        rectification: first.body,
      },
      foundAgainBy,
      before: evidenceBefore(told, toldById),
      isOpen: body.fixBy !== null && first === null && foundAgainBy === null,
    };
  });
}

/**
 * By finding, the one that stands in its place: the first that names it; and of several that say "still so" of one
 * thing, each on a phone that had not heard of the others, the next one that is a task too.
 */
function againOf(
  findings: readonly Told<'finding'>[],
  toldById: ReadonlyMap<Id, Told<'finding'>>,
): ReadonlyMap<Id, Id> {
  const againById = new Map<Id, Id>();
  for (const { fact, body } of findings)
    if (body.again !== undefined && !againById.has(body.again)) againById.set(body.again, fact.id);
  const tasks = findings.filter(({ fact, body }) => body.fixBy !== null && !againById.has(fact.id));
  for (const same of grouped(tasks, (told) => firstOf(told, toldById)).values())
    for (const [place, { fact }] of same.entries()) {
      const next = same[place + 1];
      if (next !== undefined) againById.set(fact.id, next.fact.id);
    }
  return againById;
}

/** The earlier findings that one says are still so, nearest first; also of those that are not here the id. */
function earlierOf(
  finding: Told<'finding'>,
  toldById: ReadonlyMap<Id, Told<'finding'>>,
): ReadonlySet<Id> {
  const seen = new Set<Id>();
  let earlier = finding.body.again;
  while (earlier !== undefined && !seen.has(earlier)) {
    seen.add(earlier);
    earlier = toldById.get(earlier)?.body.again;
  }
  return seen;
}

function evidenceBefore(
  finding: Told<'finding'>,
  toldById: ReadonlyMap<Id, Told<'finding'>>,
): Evidence[] {
  return [...earlierOf(finding, toldById)].reverse().flatMap((id) => {
    const told = toldById.get(id);
    if (told === undefined) return [];
    const { fact, body } = told;
    const { note, photos } = body;
    const isEvidence = note !== null || photos.length > 0;
    return isEvidence ? { id, at: happenedAt(fact), by: fact.by, note, photos } : [];
  });
}

/** The id of the first finding of the same thing. */
const firstOf = (finding: Told<'finding'>, toldById: ReadonlyMap<Id, Told<'finding'>>): Id =>
  [...earlierOf(finding, toldById)].at(-1) ?? finding.fact.id;

/**
 * Whoever puts right what was found closes that finding, and all that had been said of the same thing by then. A later
 * "still so" stays open: somebody saw it afterwards.
 */
function closes(
  { fact, body }: Told<'rectification'>,
  finding: Told<'finding'>,
  toldById: ReadonlyMap<Id, Told<'finding'>>,
): boolean {
  if (body.findingId === finding.fact.id) return true;
  if (byMoment(finding.fact, fact) > 0) return false;
  const named = toldById.get(body.findingId);
  const first = named === undefined ? body.findingId : firstOf(named, toldById);
  return firstOf(finding, toldById) === first || earlierOf(finding, toldById).has(body.findingId);
}

function foldInspections(
  told: readonly Told<'inspection'>[],
  findings: readonly FoundItem[],
): RoomInspection[] {
  const byVisit = grouped(told, ({ body }) => keyOf(body));
  const findingsByVisit = grouped(findings, ({ finding }) => keyOf(finding));
  return [...byVisit].flatMap(([key, [first, ...others]]) => {
    if (first === undefined) return [];
    const { visitId, formId, formVersion } = first.body;
    return {
      id: first.fact.id,
      visitId,
      formId,
      formVersion,
      at: happenedAt(first.fact),
      typedInAt: typedInAt(first.fact),
      by: [...new Set([first, ...others].map(({ fact }) => fact.by))],
      findings: findingsByVisit.get(key) ?? [],
    };
  });
}

const keyOf = ({ visitId, formId }: Pick<Inspection, 'visitId' | 'formId'>): string =>
  `${visitId} ${formId}`;

function grouped<T>(things: readonly T[], key: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(key(thing));
    if (group === undefined) groups.set(key(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}
