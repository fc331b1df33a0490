import { addDays, instantOf as instantOfDay } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, nightWindowOf } from '../../domain/default-policy.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import { LEAVE_TYPES } from '../../domain/leave-log.ts';
import {
  addCounts,
  ELSEWHERE,
  foldNight,
  isRegisteredElsewhere,
  nightAt,
  nightOf,
  residentsAt,
  type Night,
  type NightCheck,
  type Resident,
} from '../../domain/night-check.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Stay } from '../../domain/person.ts';
import type { Room } from '../../domain/place.ts';
import type { NightWindow } from '../../domain/policy.ts';
import { unitScope, type Scope } from '../../domain/scope.ts';
import { whereaboutsAt } from '../../domain/whereabouts-at.ts';
import type { NightHistory, NightQuery, NightReply } from '../../protocol/office-night.ts';
import { getDocument, listBodies, listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { Problem } from '../problem.ts';
import { HERE, readRegistered } from '../roster/read-registered.ts';
import { describeMissing } from './describe-missing.ts';
import { readFacts } from './read-facts.ts';
import { readRoundPlaces, type RoundPlaces } from './round-places.ts';

const PAGE = 100;
const HISTORY_NIGHTS = 14;
const TOLD_TYPES = ['round', 'presence', 'second-check'] as const;

export async function readNightReply(
  deps: Dependencies,
  { offset: offsetText, ...wanted }: NightQuery,
): Promise<NightReply> {
  const offset = Number(offsetText ?? 0);
  const { check, places } = await selectNight(deps, wanted);
  const missing = check.people.filter(({ state }) => state === 'unaccounted');
  const units = check.buildings.flatMap((building) => building.units);
  return {
    night: check.night,
    at: check.at,
    counts: addCounts(units.map(({ counts }) => counts)),
    units: units.map(({ buildingId, unitId, counts, rounds }) => ({
      buildingId,
      unitId,
      building: places.building(buildingId),
      code: places.code(unitId),
      counts,
      rounds: [...rounds],
    })),
    total: missing.length,
    people: await describeMissing(deps.db, {
      people: missing.slice(offset, offset + PAGE),
      places,
      until: check.at,
    }),
  };
}

/** One night of one building or of all, in the order in which people read it. */
export async function selectNight(
  deps: Dependencies,
  { day, buildingId }: Omit<NightQuery, 'offset'>,
): Promise<{ check: NightCheck; places: RoundPlaces }> {
  const { db } = deps;
  const { night, now } = await nightWanted(deps, day);
  const places = await readRoundPlaces(db);
  const scopes = buildingId === undefined ? undefined : roundScopes(places, buildingId);
  const zone = deps.settings.campusZone;
  const from = evening(night, zone);
  const told = await readTold(db, { from, to: night.to, ...(scopes && { scopes }) });
  const house = await readHouse(db, buildingId);
  const facts = [...told, ...(await readPapers(db, night.to))];
  return { check: house.check(facts, { night, now, places, zone }), places };
}

export async function readNightHistory(deps: Dependencies, buildingId: Id): Promise<NightHistory> {
  const { db, settings } = deps;
  if ((await getDocument(db, 'building', buildingId)) === null) throw new Problem('not-found');
  const { night: last, now, window } = await nightWanted(deps, undefined);
  const nights = Array.from({ length: HISTORY_NIGHTS }, (_, back) =>
    nightOf(addDays(last.day, -back), window, settings.campusZone),
  );
  const from = evening(nights.at(-1) ?? last, settings.campusZone);
  const places = await readRoundPlaces(db);
  const scopes = roundScopes(places, buildingId);
  const told = await readTold(db, { from, to: last.to, scopes });
  const facts = [...told, ...(await readPapers(db, last.to))];
  const house = await readHouse(db, buildingId);
  return {
    nights: nights.map((night) => {
      const units = house
        .check(facts, { night, now, places, zone: settings.campusZone })
        .buildings.flatMap((one) => one.units);
      return {
        day: night.day,
        counts: addCounts(units.map(({ counts }) => counts)),
        rounds: units.reduce((sum, { rounds }) => sum + rounds.length, 0),
      };
    }),
  };
}

/** From when on a check may be of this night: its walks are of the day from noon. */
function evening({ day, from }: Night, zone: string): Instant {
  const noon = instantOfDay(day, '12:00', zone);
  return noon < from ? noon : from;
}

async function nightWanted(
  { db, now, settings: { campusZone } }: Dependencies,
  day: Day | undefined,
): Promise<{ night: Night; now: Instant; window: NightWindow }> {
  const [policy] = await listDocuments(db, 'policy');
  const window = nightWindowOf(policy?.body ?? DEFAULT_POLICY);
  const at = instantOf(now());
  const night =
    day === undefined ? nightAt(at, window, campusZone) : nightOf(day, window, campusZone);
  return { night, now: at, window };
}

/** What was told of rooms in that time, and what was taken back of it since. */
async function readTold(
  db: Reader,
  { to, ...rest }: { from: Instant; to: Instant; scopes?: readonly Scope[] },
): Promise<Fact[]> {
  const told = await readFacts(db, { types: TOLD_TYPES, to, ...rest });
  return [...told, ...(await readFacts(db, { types: ['void'], ...rest }))];
}

/** Leave and cases of everybody: few, and some of them long ago. */
const readPapers = (db: Reader, to: Instant): Promise<Fact[]> =>
  readFacts(db, { types: [...LEAVE_TYPES, 'case-state'], to });

const roundScopes = ({ unitsOf }: RoundPlaces, buildingId: Id) =>
  unitsOf(buildingId).map((unitId) => unitScope(unitId, 'round'));

/** The beds of a building, or of all, with what is needed to say who is in them on any night. */
async function readHouse(db: Reader, buildingId: Id | undefined) {
  const isHere = ({ home }: Stay): boolean =>
    buildingId === undefined || home.buildingId === buildingId;
  const stays = (await listBodies(db, 'stay')).filter(isHere);
  const rooms = new Map<Id, Room>((await listBodies(db, 'room')).map((room) => [room.id, room]));
  const registered = await readRegistered(db, ELSEWHERE, null);
  return {
    check: (
      facts: readonly Fact[],
      of: { night: Night; now: Instant; places: RoundPlaces; zone: string },
    ): NightCheck => {
      const { night, now, places, zone } = of;
      const at = now < night.to ? now : night.to;
      const residents = inOrder(
        residentsAt(stays, at, (id) =>
          isRegisteredElsewhere(whereaboutsAt(registered.get(id) ?? HERE, at)),
        ),
        places,
      );
      return foldNight(facts, { night, now, residents, rooms, zone });
    },
  };
}

/** By building and unit, then room. Units first: their names are compared once for each, and not for each resident. */
function inOrder(residents: readonly Resident[], places: RoundPlaces): Resident[] {
  const byUnit = new Map<string, Resident[]>();
  for (const resident of residents) {
    const key = `${resident.buildingId} ${resident.unitId}`;
    const unit = byUnit.get(key);
    if (unit === undefined) byUnit.set(key, [resident]);
    else unit.push(resident);
  }
  return [...byUnit.values()]
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : places.inOrder(a, b)))
    .flatMap((unit) => unit.sort((a, b) => byNaturalOrder(a.room ?? '', b.room ?? '')));
}
