import type { Direction } from './door-check.ts';
import type { DoorEntry, VisitorEntry } from './door-entry.ts';
import { personKey, type DoorLog, type SubjectKey } from './door-log.ts';
import type { Mark } from './document.ts';
import type { Id, Instant } from './id.ts';
import type { LeaveLog } from './leave-log.ts';
import type { Door } from './place.ts';
import type { Sighting } from './sightings.ts';

export type Whereabout = 'inside' | 'outside' | 'not-known';

/** Where somebody was at the end of a night, so that the fold outlives the facts. */
export interface Checkpoint {
  personId: Id;
  state: Whereabout;
  at: Instant;
}

export interface InsideQuestion {
  buildingId: Id;
  /** Those whose home is this building, by the directory. */
  residentIds: readonly Id[];
  /** The building a person lives in; `null` for staff and whoever has no bed. */
  homeOf: (personId: Id) => Id | null;
  doors: readonly Door[];
  log: DoorLog;
  /** In rooms of this building. */
  sightings: readonly Sighting[];
  /** Whose stamps at these doors are passages too. */
  leaves: Pick<LeaveLog, 'entriesOf'>;
  marks: readonly Mark[];
  checkpoints: readonly Checkpoint[];
}

/** Why we think so; `none` on the first day and after retention. */
export type Evidence =
  | { kind: 'check'; at: Instant; entry: DoorEntry }
  /** Seen in the building by a round. */
  | { kind: 'seen'; at: Instant }
  /** Gone out on leave, or come back from it. */
  | { kind: 'leave'; at: Instant }
  | { kind: 'mark'; at: Instant }
  | { kind: 'checkpoint'; at: Instant }
  /** Two people tell the last passage differently. */
  | { kind: 'contradiction'; at: Instant; entry: DoorEntry }
  | { kind: 'none' };

export interface ResidentInside {
  personId: Id;
  state: Whereabout;
  evidence: Evidence;
}

/** Somebody who does not live here and has come in. */
export interface VisitorInside {
  visitorId: Id;
  /** `null` where the visitor's own record is no longer here. */
  visitor: VisitorEntry | null;
  entry: DoorEntry;
}

export interface DoorHeard {
  doorId: Id;
  /** `null` = never. */
  heardAt: Instant | null;
}

export interface WhoIsInside {
  residents: readonly ResidentInside[];
  visitors: readonly VisitorInside[];
  /** People of the directory who live elsewhere. */
  guests: readonly { personId: Id; entry: DoorEntry }[];
  counts: Record<Whereabout | 'visitors' | 'guests', number>;
  /** Checks of unknown persons that nobody has matched yet: the counts may be wrong by so many. */
  unmatchedCount: number;
  doors: readonly DoorHeard[];
  /** When the door heard least lately was heard; passages after it may be missing. `null` = one never was. */
  asOf: Instant | null;
}

/**
 * Who is in a building, from every door that serves it and from rounds of its rooms. Somebody's state is the
 * latest evidence by corrected time, then the id of the fact; at the same time any fact counts before the mark of
 * a passage, and that before the checkpoint.
 */
export function whoIsInside(question: InsideQuestion): WhoIsInside {
  const doors = question.doors.filter((door) => door.buildingIds.includes(question.buildingId));
  const own = new Map(doors.map((door) => [door.id, door]));
  const passageOf = (key: SubjectKey) =>
    lastAt(question.log.entriesOf(key), (doorId) => own.has(doorId));
  const evidenceOf = gatherEvidence(question, (doorId) => own.has(doorId));
  const residents = question.residentIds.map((personId) => ({
    personId,
    ...judge(passageOf(personKey(personId)), evidenceOf(personId)),
  }));
  const { visitors, guests } = findOthers(question, passageOf, own);
  const heard = doors.map(({ id }) => ({ doorId: id, heardAt: lastHeard(id, question) }));
  return {
    residents,
    visitors,
    guests,
    counts: {
      inside: residents.filter(({ state }) => state === 'inside').length,
      outside: residents.filter(({ state }) => state === 'outside').length,
      'not-known': residents.filter(({ state }) => state === 'not-known').length,
      visitors: visitors.length,
      guests: guests.length,
    },
    unmatchedCount: question.log.entries.filter(
      ({ isVoided, check }) =>
        !isVoided && check.subject.kind === 'unknown' && own.has(check.doorId),
    ).length,
    doors: heard,
    asOf: earliest(heard.map(({ heardAt }) => heardAt)),
  };
}

/** For `residentIds`: the people whose home is the building. */
export function residentsOf<P extends { id: Id; home: { buildingId: Id } | null }>(
  buildingId: Id,
  people: Iterable<P>,
): P[] {
  return [...people].filter(({ home }) => home?.buildingId === buildingId);
}

type OwnDoors = ReadonlyMap<Id, Door>;
type PassageMark = Extract<Mark, { about: 'passage' }>;

function lastAt(entries: readonly DoorEntry[], isDoor: (doorId: Id) => boolean): DoorEntry | null {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry && isDoor(entry.check.doorId)) return entry;
  }
  return null;
}

/** What tells of one person beside the checks at doors. `id` is the fact's, and empty where no fact is named. */
interface Telling {
  at: Instant;
  id: Id;
  state: Whereabout;
  kind: Exclude<Evidence['kind'], 'check' | 'contradiction' | 'none'>;
}

/** Of each person the latest of every kind but checks, the mark before the checkpoint. */
function gatherEvidence(
  { sightings, leaves, marks, checkpoints }: InsideQuestion,
  isDoor: (doorId: Id) => boolean,
): (personId: Id) => readonly Telling[] {
  const seen = lastByPerson(
    [
      ...sightings,
      ...marks.flatMap((mark) => (mark.about === 'seen' ? { ...mark, id: mark.factId } : [])),
    ],
    ({ at, id }) => `${at} ${id}`,
  );
  const passed = lastByPerson(marks.filter(isPassage), ({ at, direction }) => `${at} ${direction}`);
  const kept = lastByPerson(checkpoints, ({ at, state }) => `${at} ${state}`);
  return (personId) => {
    const sighting = seen.get(personId);
    const mark = passed.get(personId);
    const checkpoint = kept.get(personId);
    const stamps = leaves
      .entriesOf(personId)
      .flatMap((entry) => entry.stamps)
      .filter(({ body }) => isDoor(body.doorId));
    return [
      ...stamps.map(({ fact, body }): Telling => {
        const { id, correctedAt: at } = fact;
        return { at, id, state: stateAfter(body.direction), kind: 'leave' };
      }),
      ...(sighting ? [{ ...sighting, state: 'inside', kind: 'seen' } as const] : []),
      ...(mark
        ? [{ at: mark.at, id: '', state: stateAfter(mark.direction), kind: 'mark' } as const]
        : []),
      ...(checkpoint ? [{ ...checkpoint, id: '', kind: 'checkpoint' } as const] : []),
    ];
  };
}

function judge(
  entry: DoorEntry | null,
  tellings: readonly Telling[],
): Pick<ResidentInside, 'state' | 'evidence'> {
  let last: Telling | null = null;
  for (const telling of tellings) if (last === null || isLater(telling, last)) last = telling;
  if (entry !== null && (last === null || isLater(entry, last))) {
    const { at } = entry;
    if (isDisputed(entry))
      return { state: 'not-known', evidence: { kind: 'contradiction', at, entry } };
    return { state: stateAfter(entry.check.direction), evidence: { kind: 'check', at, entry } };
  }
  if (last === null) return { state: 'not-known', evidence: { kind: 'none' } };
  return { state: last.state, evidence: { kind: last.kind, at: last.at } };
}

type Told = Pick<Telling, 'at' | 'id'>;

const isLater = (a: Told, b: Told): boolean => (a.at === b.at ? a.id > b.id : a.at > b.at);

function stateAfter(direction: Direction): Whereabout {
  return direction === 'in' ? 'inside' : 'outside';
}

/** A contradiction about the temperature alone leaves no doubt who went which way. */
function isDisputed(entry: DoorEntry): boolean {
  const ways = entry.versions
    .filter(({ takenBack }) => takenBack.length === 0)
    .map(({ check }) => `${check.direction} ${check.doorId} ${JSON.stringify(check.subject)}`);
  return entry.isContested && new Set(ways).size > 1;
}

/** The last of each person's; of two at one instant the greater text, so that their order does not matter. */
function lastByPerson<T extends { personId: Id }>(
  things: readonly T[],
  textOf: (thing: T) => string,
): Map<Id, T> {
  const byPerson = new Map<Id, T>();
  for (const thing of things) {
    const other = byPerson.get(thing.personId);
    if (!other || textOf(thing) > textOf(other)) byPerson.set(thing.personId, thing);
  }
  return byPerson;
}

function isPassage(mark: Mark): mark is PassageMark {
  return mark.about === 'passage';
}

/**
 * Visitors and guests inside. At a door shared by several buildings a person of the directory goes home, and a
 * visitor to the host; where the host is not known, a visitor counts in each of them.
 */
function findOthers(
  { buildingId, homeOf, log }: InsideQuestion,
  passageOf: (key: SubjectKey) => DoorEntry | null,
  own: OwnDoors,
): Pick<WhoIsInside, 'visitors' | 'guests'> {
  const isForElsewhere = (entry: DoorEntry, home: Id | null) =>
    home !== null &&
    home !== buildingId &&
    own.get(entry.check.doorId)?.buildingIds.includes(home) === true;
  const visitors: VisitorInside[] = [];
  const guests: { personId: Id; entry: DoorEntry }[] = [];
  for (const key of log.subjects()) {
    const entry = passageOf(key);
    if (entry?.check.direction !== 'in') continue;
    const { subject } = entry.check;
    if (subject.kind === 'person') {
      const home = homeOf(subject.personId);
      if (home !== buildingId && !isForElsewhere(entry, home))
        guests.push({ personId: subject.personId, entry });
    }
    if (subject.kind === 'visitor') {
      const visitor = log.visitors.get(subject.visitorId) ?? null;
      const host = visitor?.visitor.hostId ?? null;
      const isTakenBack = visitor !== null && visitor.takenBack.length > 0;
      if (!isTakenBack && !isForElsewhere(entry, host === null ? null : homeOf(host)))
        visitors.push({ visitorId: subject.visitorId, visitor, entry });
    }
  }
  return {
    visitors: visitors.sort((a, b) => byEntry(a.entry, b.entry)),
    guests: guests.sort((a, b) => byEntry(a.entry, b.entry)),
  };
}

function byEntry(a: DoorEntry, b: DoorEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** By the server's mark, or by what lies here: checks and shifts of that door. */
function lastHeard(doorId: Id, { log, marks }: InsideQuestion): Instant | null {
  const times = marks.flatMap((mark) =>
    mark.about === 'door' && mark.doorId === doorId ? mark.heardAt : [],
  );
  const check = lastAt(log.entries, (id) => id === doorId);
  if (check) times.push(check.at);
  for (const { shift, at } of log.shifts.values()) if (shift.doorId === doorId) times.push(at);
  return times.length === 0 ? null : times.reduce((a, b) => (a < b ? b : a));
}

function earliest(times: readonly (Instant | null)[]): Instant | null {
  const heard = times.filter((time) => time !== null);
  if (heard.length < times.length || heard.length === 0) return null;
  return heard.reduce((a, b) => (a < b ? a : b));
}
