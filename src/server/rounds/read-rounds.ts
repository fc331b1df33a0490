import { boundsOfDay, dayOf } from '../../domain/campus-day.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import { foldRounds, ROUND_TYPES, type RoundEntry, type RoundLog } from '../../domain/round-log.ts';
import { foldCaseStates, inHospital } from '../../domain/case-log.ts';
import {
  complaintOf,
  dayOfWalk,
  personStanding,
  progressOf,
  roomState,
  roomWithout,
} from '../../domain/round-progress.ts';
import type { UnitRooms } from '../../domain/unit-rooms.ts';
import type {
  RoundComplaint,
  RoundNote,
  RoundsPage,
  RoundsQuery,
  RoundsRow,
} from '../../protocol/office-rounds.ts';
import { listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readFacts, readFamilies } from './read-facts.ts';
import { readRoomsThen } from './rooms-then.ts';

/** No round is longer, whatever the policy says. */
const LONGEST_ROUND_MS = 48 * 3_600_000;

/** The rounds of that day, as the phones count it, those who walked one unit for the same end in one row. */
export async function readRounds(
  deps: Dependencies,
  cache: PersonIndexCache,
  query: RoundsQuery,
): Promise<RoundsPage> {
  const { db, settings } = deps;
  const zone = settings.campusZone;
  const day = dayAsked(deps, query.day);
  const { from, to } = boundsOfDay(day, zone);
  const over = instantOf(Date.parse(to) + LONGEST_ROUND_MS);
  const inTime = ROUND_TYPES.filter((type) => type !== 'void');
  const log = foldRounds([
    ...(await readFacts(db, { types: inTime, from, to: over })),
    // Whatever was taken back later, too.
    ...(await readFacts(db, { types: ['void'], from })),
  ]);
  const roundsOfDay = (): RoundEntry[] =>
    log.rounds().filter(({ at, round: { purpose } }) => dayOfWalk(at, { purpose, zone }) === day);
  // Who types a sheet in ends it then, however late.
  log.add(
    await readFamilies(
      db,
      roundsOfDay().map(({ id }) => id),
    ),
  );
  const begun = roundsOfDay();
  if (begun.length === 0) return { day, rows: [] };
  const cases = foldCaseStates(await readFacts(db, { types: ['case-state'], to: over }));
  const { people } = await cache.read();
  const unitIds = begun.map(({ round }) => round.unitId);
  const roomsThen = await readRoomsThen(db, { people, unitIds });
  const names = await readUnitNames(deps);
  const personNames = new Map(people.map(({ id, name }) => [id, name]));
  const rows = [...groupedByWalk(begun).values()].map((walk) => {
    const unitId = walk[0]?.round.unitId ?? '';
    const roomIds = roomsThen(unitId, walk[0]?.at ?? '').inOrder.map(({ id }) => id);
    const until = walkedUntil(log, walk, roomIds);
    const rooms = roomsThen(unitId, until);
    const elsewhere = inHospital(cases, until);
    return rowOf(log, { walk, elsewhere, rooms, names: { ...names, person: personNames } });
  });
  return { day, rows: rows.sort(byUnit) };
}

/**
 * The last moment of a walk: what became of anybody afterwards changes nothing of it. A round that nobody ended
 * went until the last that was recorded on it.
 */
function walkedUntil(log: RoundLog, walk: readonly RoundEntry[], roomIds: readonly Id[]): Instant {
  const records = roomIds.flatMap((roomId) => log.inRoom(roomId));
  const moments = walk.flatMap(({ id, at, end, typedInAt }) => {
    if (typedInAt !== null) return at;
    if (end !== null) return end.at;
    return [at, ...records.flatMap((record) => (record.roundId === id ? record.at : []))];
  });
  return moments.reduce((a, b) => (a > b ? a : b), '');
}

interface UnitNames {
  building: (unitId: Id) => string | null;
  unit: (unitId: Id) => string | null;
  account: (id: Id) => string | null;
}

async function readUnitNames({ db }: Dependencies): Promise<UnitNames> {
  const units = new Map((await listDocuments(db, 'unit')).map(({ id, body }) => [id, body]));
  const buildings = new Map(
    (await listDocuments(db, 'building')).map(({ id, body }) => [id, body.name]),
  );
  const accounts = await db.selectFrom('account').select(['id', 'name']).execute();
  const nameById = new Map(accounts.map(({ id, name }) => [id, name]));
  return {
    // A building without units is its own unit.
    building: (unitId) => buildings.get(units.get(unitId)?.buildingId ?? unitId) ?? null,
    unit: (unitId) => units.get(unitId)?.code ?? null,
    account: (id) => nameById.get(id) ?? null,
  };
}

function groupedByWalk(rounds: readonly RoundEntry[]): ReadonlyMap<string, RoundEntry[]> {
  const walks = new Map<string, RoundEntry[]>();
  for (const entry of rounds) {
    const { unitId, purpose, campaignId } = entry.round;
    const key = `${unitId} ${purpose} ${campaignId ?? ''}`;
    walks.set(key, [...(walks.get(key) ?? []), entry]);
  }
  return walks;
}

interface Walked {
  walk: readonly RoundEntry[];
  rooms: UnitRooms;
  names: UnitNames & { person: ReadonlyMap<Id, string> };
  /** Who was in hospital then. */
  elsewhere: ReadonlyMap<Id, Instant>;
}

function rowOf(log: RoundLog, { walk, rooms, names, elsewhere }: Walked): RoundsRow {
  const ids = new Set(walk.map(({ id }) => id));
  const { unitId = '', purpose = 'round' } = walk[0]?.round ?? {};
  const residents = rooms.inOrder.flatMap(({ residentIds }) => residentIds);
  const absent = residents.filter((id) => {
    const state = personStanding(log, id, ids)?.state;
    return state === 'absent' || state === 'not_in';
  });
  const measured = residents.filter((id) =>
    log.secondChecksOf(id).some(({ roundId }) => roundId !== null && ids.has(roundId)),
  );
  return {
    unitId,
    buildingName: names.building(unitId),
    unitCode: names.unit(unitId),
    purpose,
    keepers: [...new Set(walk.map(({ by }) => by))].map((id) => ({ id, name: names.account(id) })),
    startedAt: walk[0]?.at ?? '',
    typedInAt: walk.map((entry) => entry.typedInAt).findLast((at) => at !== null) ?? null,
    endedAt: lastEnd(walk),
    ...progressOf(rooms.inOrder.map((room) => roomState(log, roomWithout(room, elsewhere), ids))),
    absent: absent.length,
    measured: measured.length,
    complaints: complaintsOf(log, { ids, rooms, names }),
    notes: notesOf(log, { ids, rooms, names }),
  };
}

/** Of all who were asked after in the unit's rooms, wherever the roster has them now. */
function complaintsOf(
  log: RoundLog,
  { ids, rooms, names }: Pick<Walked, 'rooms' | 'names'> & { ids: ReadonlySet<Id> },
): RoundComplaint[] {
  return rooms.inOrder.flatMap(({ id: roomId, code }) => {
    const asked = new Set(
      log.inRoom(roomId).flatMap(({ body }) => ('complaint' in body ? body.personId : [])),
    );
    return [...asked].flatMap((personId) => {
      const word = complaintOf(log, personId, ids);
      if (word === null || word.body.roomId !== roomId) return [];
      const { at, by, body } = word;
      const name = names.person.get(personId) ?? '';
      const complaint = body.complaint ?? '';
      return [{ personId, name, room: code, complaint, at, by: names.account(by) }];
    });
  });
}

/** Each save is a note of its own; what only says that somebody was in the room is none. */
function notesOf(
  log: RoundLog,
  { ids, rooms, names }: Pick<Walked, 'rooms' | 'names'> & { ids: ReadonlySet<Id> },
): RoundNote[] {
  return rooms.inOrder.flatMap(({ id, code }) => {
    const ofWalk = log.notesIn(id).filter(({ roundId }) => roundId !== null && ids.has(roundId));
    return ofWalk.flatMap(({ id: factId, at, by, body }) => {
      const { visitId, isInstructed, text } = body;
      if (!isInstructed && text === null) return [];
      return [{ id: factId, visitId, room: code, isInstructed, text, at, by: names.account(by) }];
    });
  });
}

function lastEnd(walk: readonly RoundEntry[]): Instant | null {
  const ends = walk.map(({ end }) => end?.at ?? null);
  if (ends.includes(null)) return null;
  return ends.reduce((a, b) => (a !== null && b !== null && a > b ? a : b), null);
}

function byUnit(a: RoundsRow, b: RoundsRow): number {
  return (
    byNaturalOrder(a.buildingName ?? '', b.buildingName ?? '') ||
    byNaturalOrder(a.unitCode ?? '', b.unitCode ?? '') ||
    byNaturalOrder(a.startedAt, b.startedAt)
  );
}

/** The day asked for, in the campus's zone; today where none is. */
export function dayAsked(deps: Dependencies, day: Day | undefined): Day {
  return day ?? dayOf(instantOf(deps.now()), deps.settings.campusZone);
}
