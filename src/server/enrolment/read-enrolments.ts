import type { Directory } from '../../domain/person.ts';
import {
  ENROLMENT_STATES,
  type CardPlan,
  type CardPlanRequest,
  type CardsFor,
  type EnrolmentEntry,
  type EnrolmentPage,
  type EnrolmentSearch,
  type EnrolmentState,
  type PeopleSelection,
} from '../../protocol/office-enrolment.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readStandings, type Standing } from './standing.ts';
import { readPlaces } from './where-they-live.ts';

const PAGE = 100;
/** Nobody pages further through what a search has found. */
const FOUND = 1000;

interface Enrolled {
  person: Directory;
  standing: Standing;
}

/** Who of the selection is how far, with counts over all of it. */
export async function searchEnrolments(
  deps: Dependencies,
  cache: PersonIndexCache,
  { query = '', state, offset = 0, ...selection }: EnrolmentSearch,
): Promise<EnrolmentPage> {
  const all = await readSelected(deps, cache, selection);
  const counts = emptyCounts();
  for (const { standing } of all) counts[standing.state] += 1;
  const named = query.trim() === '' ? all : await byQuery(cache, all, query);
  const found = named.filter(({ standing }) => state === undefined || standing.state === state);
  const entries = await describe(deps, found.slice(offset, offset + PAGE));
  return { counts, total: found.length, people: entries };
}

/** Who of the selection has no phone, and should have one from here. */
export async function readMissing(
  deps: Dependencies,
  cache: PersonIndexCache,
  selection: PeopleSelection,
): Promise<EnrolmentEntry[]> {
  const all = await readSelected(deps, cache, selection);
  return describe(
    deps,
    all.filter(({ standing }) => WITHOUT_PHONE.has(standing.state)),
  );
}

const WITHOUT_PHONE: ReadonlySet<EnrolmentState> = new Set([
  'none',
  'waiting',
  'expired',
  'locked',
]);

const STATES_FOR: Record<CardsFor, ReadonlySet<EnrolmentState>> = {
  none: new Set(['none', 'expired']),
  without_phone: WITHOUT_PHONE,
  all: new Set([...WITHOUT_PHONE, 'enrolled']),
};

export async function planCards(
  deps: Dependencies,
  cache: PersonIndexCache,
  { cardsFor, ...selection }: CardPlanRequest,
): Promise<CardPlan> {
  const all = await readSelected(deps, cache, selection);
  const chosen = all.filter(({ standing }) => STATES_FOR[cardsFor].has(standing.state));
  return {
    personIds: chosen.map(({ person }) => person.id),
    enrolled: chosen.filter(({ standing }) => standing.state === 'enrolled').length,
  };
}

/** In the order of buildings, units, rooms and beds. */
async function readSelected(
  deps: Dependencies,
  cache: PersonIndexCache,
  selection: PeopleSelection,
): Promise<Enrolled[]> {
  const { people } = await cache.read();
  const chosen = people.filter((person) => isSelected(person, selection));
  const ids = chosen.map(({ id }) => id);
  const standingOf = await readStandings(deps.db, ids, instantOf(deps.now()));
  return chosen.map((person) => ({ person, standing: standingOf(person.id) }));
}

function isSelected(person: Directory, selection: PeopleSelection): boolean {
  const { kind, buildingId, unitId, classId, college } = selection;
  const { home } = person;
  return (
    (kind === undefined || person.kind === kind) &&
    (buildingId === undefined || home?.buildingId === buildingId) &&
    (unitId === undefined || (home?.unitId ?? home?.buildingId) === unitId) &&
    (classId === undefined || person.classId === classId) &&
    (college === undefined || person.college === college)
  );
}

async function byQuery(
  cache: PersonIndexCache,
  all: readonly Enrolled[],
  query: string,
): Promise<Enrolled[]> {
  const { index } = await cache.read();
  const byId = new Map(all.map((one) => [one.person.id, one]));
  return index
    .search(query, { limit: FOUND, preferBuildingIds: [] })
    .flatMap(({ id }) => byId.get(id) ?? []);
}

async function describe(
  { db }: Dependencies,
  found: readonly Enrolled[],
): Promise<EnrolmentEntry[]> {
  const placeOf = await readPlaces(db);
  return found.map(({ person, standing }) => {
    const { id: personId, kind, name, number, college, className } = person;
    const { state, expiresAt, lastContactAt } = standing;
    const self = { personId, kind, name, number, ...placeOf(person), college, className };
    return { ...self, state, expiresAt, lastContactAt };
  });
}

function emptyCounts(): Record<EnrolmentState, number> {
  return Object.fromEntries(ENROLMENT_STATES.map((state) => [state, 0])) as Record<
    EnrolmentState,
    number
  >;
}
