import { setImmediate } from 'node:timers/promises';
import { bothSystemsOf } from '../../domain/both-systems.ts';
import { boundsOfDay } from '../../domain/campus-day.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import type { Directory } from '../../domain/person.ts';
import { foldSessions } from '../../domain/session-log.ts';
import type {
  BothSystemsPage,
  BothSystemsQuery,
  BothSystemsRow,
} from '../../protocol/office-both-systems.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { readToldOf } from './read-told.ts';
import { readReportPeople, whoIsAsked } from './report-people.ts';
import { reportersAmong } from './reporting-people.ts';
import { reportRulesNow } from './session-asked.ts';

const PAGE = 100;

export type BothSystemsAsked = Omit<BothSystemsQuery, 'offset' | 'day'> & { day: Day };

interface Member {
  personId: Id;
  college: string | null;
  group: string | null;
}

/** Of one person, what was done of the two. */
interface Did extends Pick<BothSystemsRow, 'doneAt'> {
  member: Member;
  did: BothSystemsRow['did'] | 'both';
}

export async function readBothSystemsPage(
  deps: Dependencies,
  people: PersonIndexCache,
  { offset = '0', ...query }: BothSystemsQuery,
): Promise<BothSystemsPage> {
  const asked = { ...query, day: dayAsked(deps, query.day) };
  const groups = await foldGroups(deps, people, asked);
  const wanted = rowsOf(groups, asked.state);
  const page = wanted.slice(Number(offset), Number(offset) + PAGE);
  return {
    day: asked.day,
    counts: countsOf(groups.flatMap(({ all }) => all)),
    groups: groups.map(({ name, all }) => ({ name, ...countsOf(all) })),
    total: wanted.length,
    rows: await describe(deps.db, page),
  };
}

export async function readBothSystems(
  deps: Dependencies,
  people: PersonIndexCache,
  asked: BothSystemsAsked,
): Promise<BothSystemsRow[]> {
  const groups = await foldGroups(deps, people, asked);
  return describe(deps.db, rowsOf(groups, asked.state));
}

interface Group {
  name: string | null;
  all: Did[];
}

async function foldGroups(
  deps: Dependencies,
  people: PersonIndexCache,
  { day, by = 'college', ...place }: BothSystemsAsked,
): Promise<Group[]> {
  const { db, settings } = deps;
  const { now, clock } = await reportRulesNow(deps);
  const asked = await readMembers(db, people, { ...place, by, day, at: now });
  const { from } = boundsOfDay(day, settings.campusZone);
  const told = await readToldOf(db, { types: ['self-report'], day, from, now });
  const ticks = await readFacts(db, { types: ['second-report'], from, saying: `"day":"${day}"` });
  await setImmediate();
  // What was taken back since is told with the reports.
  const systems = bothSystemsOf(foldSessions(told), [...told, ...ticks], {
    members: asked,
    day,
    clock,
  });
  const groups = new Map<string | null, Did[]>();
  const put = (member: Member, did: Did['did'], doneAt: Instant | null = null): void => {
    const group = groups.get(member.group);
    const one = { member, did, doneAt };
    if (group === undefined) groups.set(member.group, [one]);
    else group.push(one);
  };
  for (const member of systems.onlyHere) put(member, 'onlyHere');
  for (const { member, doneAt } of systems.onlyThere) put(member, 'onlyThere', doneAt);
  for (const member of systems.neither) put(member, 'neither');
  for (const member of systems.both) put(member, 'both');
  return [...groups]
    .map(([name, all]) => ({ name, all }))
    .sort(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) ||
        byNaturalOrder(a.name ?? '', b.name ?? ''),
    );
}

async function readMembers(
  db: Reader,
  cache: PersonIndexCache,
  of: Pick<BothSystemsAsked, 'day' | 'by' | 'buildingId' | 'classId'> & { at: Instant },
): Promise<Member[]> {
  const isAsked = await whoIsAsked(cache, of);
  const { people } = await cache.read();
  const reporters = await reportersAmong(
    db,
    people.filter(({ id }) => isAsked(id)),
    of,
  );
  const buildings = await listDocuments(db, 'building');
  const nameOf = new Map(buildings.map(({ id, body }) => [id, body.name]));
  const groupOf = ({ college, home }: Directory): string | null =>
    of.by === 'building' ? (nameOf.get(home?.buildingId ?? '') ?? null) : college;
  return reporters.map((person) => ({
    personId: person.id,
    college: person.college,
    group: groupOf(person),
  }));
}

function countsOf(all: readonly Did[]): BothSystemsPage['counts'] {
  const counts = { both: 0, onlyHere: 0, onlyThere: 0, neither: 0 };
  for (const { did } of all) counts[did] += 1;
  return counts;
}

const rowsOf = (
  groups: readonly Group[],
  state: NonNullable<BothSystemsQuery['state']> = 'one',
): Did[] =>
  groups.flatMap(({ all }) =>
    all.filter(({ did }) =>
      state === 'one' ? did === 'onlyHere' || did === 'onlyThere' : did === state,
    ),
  );

async function describe(db: Reader, rows: readonly Did[]): Promise<BothSystemsRow[]> {
  const names = await readReportPeople(
    db,
    rows.map(({ member }) => member.personId),
  );
  return rows.flatMap(({ member: { personId, college }, did, doneAt }) =>
    did === 'both' ? [] : [{ person: names.person(personId), college, did, doneAt }],
  );
}
