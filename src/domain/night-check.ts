import { addDays, dayOf, instantOf } from './campus-day.ts';
import { foldCaseStates, inHospital } from './case-log.ts';
import { typedInAt } from './happened-at.ts';
import type { Day, Id, Instant } from './id.ts';
import { foldLeaves, leaveAt, LEAVE_TYPES } from './leave-log.ts';
import type { Fact } from './operation.ts';
import type { Whereabouts, Stay } from './person.ts';
import type { Room } from './place.ts';
import type { NightWindow } from './policy.ts';
import type { PresenceState } from './room-visit.ts';
import { foldRounds, type RoundEntry, type RoundLog, type VisitEntry } from './round-log.ts';
import { dayOfWalk } from './round-progress.ts';
import { staysAt } from './stays-at.ts';

/** A night, named by the day of its evening, also where it begins after midnight: from `from` until, not at, `to`. */
export interface Night {
  day: Day;
  from: Instant;
  to: Instant;
}

const NOON = '12:00';

export function nightOf(day: Day, { from, to }: NightWindow, zone: string): Night {
  const beginsOn = from < NOON ? addDays(day, 1) : day;
  const endsOn = to > from ? beginsOn : addDays(beginsOn, 1);
  return { day, from: instantOf(beginsOn, from, zone), to: instantOf(endsOn, to, zone) };
}

/** The night that runs at that moment, or else the one that ran last. */
export function nightAt(at: Instant, window: NightWindow, zone: string): Night {
  const today = nightOf(dayOf(at, zone), window, zone);
  return today.from <= at ? today : nightOf(addDays(today.day, -1), window, zone);
}

/** Somebody who is to be in a bed of the house. */
export interface Resident {
  personId: Id;
  buildingId: Id;
  /** The building's id where it has no units. */
  unitId: Id;
  room: string | null;
  /** Registered as living elsewhere for now, off the campus. */
  isElsewhere: boolean;
}

/**
 * `otherwise`: seen in another room, away as those in the room say with no leave on record, or registered as
 * living elsewhere. `unaccounted`: nobody knows, or nobody has asked.
 */
export type NightState = 'present' | 'in_hospital' | 'on_leave' | 'otherwise' | 'unaccounted';

/** The last that somebody said of a person in this night. */
export interface NightWord {
  state: PresenceState;
  at: Instant;
  by: Id;
  roomId: Id;
  /** When it was typed in from paper; `null` where it was recorded there and then. */
  typedInAt: Instant | null;
}

export interface NightPerson extends Resident {
  state: NightState;
  word: NightWord | null;
}

export type NightCounts = Record<NightState | 'expected' | 'notAsked', number>;

export interface NightUnit {
  unitId: Id;
  buildingId: Id;
  counts: NightCounts;
  /** When the checks of this night began here; none: nobody went. */
  rounds: readonly Instant[];
}

export interface NightBuilding {
  buildingId: Id;
  counts: NightCounts;
  units: readonly NightUnit[];
}

export interface NightCheck {
  night: Night;
  /** The moment for which leave and cases are judged: now, or the night's last. */
  at: Instant;
  people: readonly NightPerson[];
  buildings: readonly NightBuilding[];
}

export interface NightQuestion {
  night: Night;
  now: Instant;
  residents: readonly Resident[];
  rooms: ReadonlyMap<Id, Pick<Room, 'unitId' | 'code'>>;
  zone: string;
}

/**
 * Who is in for the night, from facts in any order, given once or twice. Of what was said of a person in that
 * night the latest counts, by corrected time, then id; a passage at a door is never enough to count as present. A
 * check of its evening that began before the hour belongs to the night, with all that was said on it.
 */
export function foldNight(facts: readonly Fact[], question: NightQuestion): NightCheck {
  const { night, now, residents, rooms, zone } = question;
  const last = new Date(Date.parse(night.to) - 1).toISOString();
  const at = now < last ? now : last;
  // Of some thirty thousand words of a night few are of a leave or a case.
  const known = facts.filter(({ type, correctedAt }) => PAPER_TYPES.has(type) && correctedAt <= at);
  const leaves = foldLeaves(known);
  const hospital = inHospital(foldCaseStates(known), at);
  const log = foldRounds(facts);
  const checks = checksOf(log, night, zone);
  const early = new Set(checks.filter(({ at: began }) => began < night.from).map(({ id }) => id));
  const isOfNight = ({ at: said, roundId }: VisitEntry): boolean =>
    isWithin(said, night) || (said < night.to && roundId !== null && early.has(roundId));
  const people = residents.map((resident): NightPerson => {
    const { personId } = resident;
    const word = lastWord(log, personId, isOfNight);
    const isOnLeave = leaveAt(leaves, personId, at) !== null;
    const standing = { word, rooms, isOnLeave, isInHospital: hospital.has(personId) };
    return { ...resident, word, state: stateOf(resident, standing) };
  });
  return { night, at, people, buildings: rollUp(people, byUnit(checks)) };
}

/** Who has a bed at that moment, each person once. */
export function residentsAt(
  stays: Iterable<Pick<Stay, 'id' | 'personId' | 'home' | 'from' | 'to'>>,
  at: Instant,
  isElsewhere: (personId: Id) => boolean,
): Resident[] {
  return staysAt(stays, at).map(({ personId, home }) => ({
    personId,
    buildingId: home.buildingId,
    unitId: home.unitId ?? home.buildingId,
    room: home.room,
    isElsewhere: isElsewhere(personId),
  }));
}

/** Who is on the campus, or cannot be reached, is looked for; who is registered at one of these is not. */
export const ELSEWHERE: readonly Whereabouts[] = [
  'city_off_campus',
  'china_outside_city',
  'abroad',
];

export const isRegisteredElsewhere = (whereabouts: Whereabouts | null | undefined): boolean =>
  ELSEWHERE.some((one) => one === whereabouts);

const PAPER_TYPES: ReadonlySet<string> = new Set([...LEAVE_TYPES, 'case-state']);

interface Standing {
  word: NightWord | null;
  rooms: NightQuestion['rooms'];
  isOnLeave: boolean;
  isInHospital: boolean;
}

/** Who was seen is there, whatever the papers say. */
function stateOf(
  resident: Resident,
  { word, rooms, isOnLeave, isInHospital }: Standing,
): NightState {
  if (word?.state === 'present')
    return isOwnRoom(resident, rooms.get(word.roomId)) ? 'present' : 'otherwise';
  if (isInHospital) return 'in_hospital';
  if (isOnLeave) return 'on_leave';
  if (word?.state === 'on_leave' || resident.isElsewhere) return 'otherwise';
  return 'unaccounted';
}

function isOwnRoom(
  { unitId, room }: Resident,
  seenIn: Pick<Room, 'unitId' | 'code'> | undefined,
): boolean {
  if (seenIn === undefined || room === null) return true;
  return seenIn.unitId === unitId && seenIn.code === room;
}

const isWithin = (at: Instant, { from, to }: Night): boolean => from <= at && at < to;

/** Whoever was measured in a room was there. */
function lastWord(
  log: RoundLog,
  personId: Id,
  isOfNight: (entry: VisitEntry) => boolean,
): NightWord | null {
  const presence = log.presencesOf(personId).filter(isOfNight).at(-1);
  const check = log.secondChecksOf(personId).filter(isOfNight).at(-1);
  if (check !== undefined && (presence === undefined || isLater(check, presence)))
    return wordOf(check, 'present');
  return presence === undefined ? null : wordOf(presence, presence.body.state);
}

const wordOf = ({ at, by, body, fact }: VisitEntry, state: PresenceState): NightWord => ({
  state,
  at,
  by,
  roomId: body.roomId,
  typedInAt: typedInAt(fact),
});

const isLater = (a: { at: Instant; id: Id }, b: { at: Instant; id: Id }): boolean =>
  a.at === b.at ? a.id > b.id : a.at > b.at;

/** Begun in the night, or before it on its evening. */
const checksOf = (log: RoundLog, night: Night, zone: string): RoundEntry[] =>
  log.rounds().filter(({ at, round: { purpose } }) => {
    if (purpose !== 'night_check') return false;
    return at < night.from ? dayOfWalk(at, { purpose, zone }) === night.day : at < night.to;
  });

function byUnit(checks: readonly RoundEntry[]): Map<Id, Instant[]> {
  const begun = new Map<Id, Instant[]>();
  for (const { at, round } of checks)
    begun.set(round.unitId, [...(begun.get(round.unitId) ?? []), at]);
  return begun;
}

const noCounts = (): NightCounts => ({
  expected: 0,
  present: 0,
  in_hospital: 0,
  on_leave: 0,
  otherwise: 0,
  unaccounted: 0,
  notAsked: 0,
});

/** Of several units or buildings together. */
export function addCounts(all: Iterable<NightCounts>): NightCounts {
  const sum = noCounts();
  for (const counts of all)
    for (const key of Object.keys(sum) as (keyof NightCounts)[]) sum[key] += counts[key];
  return sum;
}

/** In the order in which their people were given. */
function rollUp(
  people: readonly NightPerson[],
  roundsByUnit: ReadonlyMap<Id, readonly Instant[]>,
): NightBuilding[] {
  const buildings = new Map<Id, { counts: NightCounts; units: Map<Id, NightUnit> }>();
  for (const { buildingId, unitId, state, word } of people) {
    const building = buildings.get(buildingId) ?? { counts: noCounts(), units: new Map() };
    buildings.set(buildingId, building);
    const rounds = roundsByUnit.get(unitId) ?? [];
    const unit = building.units.get(unitId) ?? { unitId, buildingId, counts: noCounts(), rounds };
    building.units.set(unitId, unit);
    for (const counts of [building.counts, unit.counts]) {
      counts.expected += 1;
      counts[state] += 1;
      if (state === 'unaccounted' && word === null) counts.notAsked += 1;
    }
  }
  return [...buildings].map(([buildingId, { counts, units }]) => ({
    buildingId,
    counts,
    units: [...units.values()],
  }));
}
