import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { symptomGroups } from '../../domain/abnormal-health.ts';
import { addDays, dayOf, utcDay } from '../../domain/campus-day.ts';
import { foldClusters, type ClusterAlarm, type ClusterMember } from '../../domain/cluster-alarm.ts';
import { illDays } from '../../domain/ill-days.ts';
import { readFact } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Directory, Home } from '../../domain/person.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import type { ClusterList, ClusterRow, ClustersQuery } from '../../protocol/office-alarms.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { maskName } from '../../domain/mask.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { readRoundPlaces } from '../rounds/round-places.ts';
import { readClassesBefore, readRoomsBefore } from './places-before.ts';
import { readAccountNames } from './read-rolls.ts';
import { readTold, readToldOfPeople } from './read-told.ts';
import { phonesReadFrom } from './read-policy.ts';
import { reportRulesNow } from './session-asked.ts';

/** So long after the day on which it was met an alarm is still shown. */
const SHOWN_DAYS = 7;

export async function readClusters(
  deps: Dependencies,
  { state = 'all' }: ClustersQuery,
): Promise<ClusterList> {
  const { db } = deps;
  const { now, policy, clock } = await reportRulesNow(deps);
  const { zone } = clock;
  const firstShown = addDays(dayOf(now, zone), -SHOWN_DAYS);
  // Not from the first day shown: an outbreak that goes on began when it began, and was taken on then.
  const from = phonesReadFrom(utcDay(now), policy);
  const types = ['self-report', 'session-check'] as const;
  const told = await readTold(db, { types, from, now, isWanted: mayBeIll(policy) });
  const mayBe = [
    ...withoutTheWell(told, policy),
    ...(await readFacts(db, { types: ['absence', 'cluster-acknowledgement'], from })),
  ];
  const illIds = new Set(illDays(mayBe, { policy, zone }).map(({ personId }) => personId));
  const facts = [...mayBe, ...(await readToldOfPeople(db, illIds, { types, from }))];
  const people = await listDocuments(db, 'directory', [...illIds]);
  const personById = new Map(people.map(({ id, body }) => [id, body]));
  const names = await readClusterPlaces(db);
  const rooms = await readRoomsBefore(db, [...illIds], names.roomId);
  const classes = await readClassesBefore(db, [...illIds]);
  const members = [...personById.values()].map(({ id, home, classId }): ClusterMember => ({
    personId: id,
    roomId: home && names.roomId(home),
    classId,
    roomsBefore: rooms.get(id) ?? [],
    classesBefore: classes.get(id) ?? [],
  }));
  const alarms = foldClusters(facts, { members, policy, zone });
  const account = await readAccountNames(db);
  const shown = alarms.filter(
    ({ lastDay, acknowledged }) =>
      lastDay >= firstShown && (state === 'all' || acknowledged.length === 0),
  );
  return {
    now,
    from: firstShown,
    rows: shown.map((alarm) => describe(alarm, { names, personById, account })),
  };
}

/** Warm by a line of another site only, and never amended: the fold would find nothing in them. */
function withoutTheWell(facts: readonly Fact[], policy: PolicyPack): Fact[] {
  const reads = facts.map((fact) => ({ fact, read: readFact(fact) }));
  const amended = new Set(
    reads.map(({ read }) => (read?.type === 'self-report' ? read.body.amends : null)),
  );
  return reads.flatMap(({ fact, read }) => {
    if (read?.type !== 'self-report' || read.body.amends !== null || amended.has(fact.id))
      return [fact];
    return symptomGroups(read.body, policy).size > 0 ? [fact] : [];
  });
}

/**
 * Surely everybody whom the fold finds ill: with symptoms, absent through illness, or with a reading that does not
 * begin like one below every line. What a note says looks like none of this: its quotation marks are escaped.
 */
function mayBeIll({ temperature }: PolicyPack): RawBuilder<SqlBool> {
  const lowest = Math.min(...Object.values(temperature.thresholdC));
  const isCool = sql.join(
    coolBeginnings(lowest).map((text) => sql<SqlBool>`"envelope" like ${`%"tempC":${text}%`}`),
    sql` or `,
  );
  return sql<SqlBool>`("envelope" not like '%"symptoms":[]%' or "envelope" like '%"isIllness":true%' or "envelope" not like '%"reading":null%' and not (${isCool}))`;
}

/** How temperatures below a line begin, the usual ones first: `36`, `35`, `37.0`, `37.1`, … and `37` itself. */
function coolBeginnings(lowestC: number): string[] {
  const whole = Math.floor(lowestC);
  const tenths = Array.from(
    { length: Math.floor((lowestC - whole) * 10 + 1e-6) },
    (_, tenth) => tenth,
  );
  return [
    String(whole - 1),
    String(whole - 2),
    ...tenths.map((tenth) => `${String(whole)}.${String(tenth)}`),
    ...(whole < lowestC ? [`${String(whole)},`] : []),
  ];
}

interface ClusterPlaces {
  roomId: (home: Home) => Id | null;
  name: (place: ClusterAlarm['place']) => Pick<ClusterRow['place'], 'name' | 'groupName'>;
}

async function readClusterPlaces(db: Reader): Promise<ClusterPlaces> {
  const places = await readRoundPlaces(db);
  const rooms = (await listDocuments(db, 'room')).map(({ body }) => body);
  const roomById = new Map(rooms.map((room) => [room.id, room]));
  const idByCode = new Map(rooms.map(({ id, unitId, code }) => [`${unitId} ${code}`, id]));
  const classes = await listDocuments(db, 'class');
  const classById = new Map(classes.map(({ id, body }) => [id, body]));
  return {
    roomId: ({ unitId, buildingId, room }) =>
      idByCode.get(`${unitId ?? buildingId} ${room ?? ''}`) ?? null,
    name: ({ kind, id }) => {
      if (kind === 'class') {
        const one = classById.get(id);
        return { name: one?.name ?? null, groupName: one?.college ?? null };
      }
      const room = roomById.get(id);
      if (room === undefined) return { name: null, groupName: null };
      const unit = places.code(room.unitId);
      const name = unit === null ? room.code : `${unit}-${room.code}`;
      return { name, groupName: places.building(room.buildingId) };
    },
  };
}

function describe(
  alarm: ClusterAlarm,
  of: {
    names: ClusterPlaces;
    personById: ReadonlyMap<Id, Directory>;
    account: (id: Id) => string | null;
  },
): ClusterRow {
  const { place, rule, group, firstDay, lastDay, since, dueAt, personIds, acknowledged } = alarm;
  return {
    place: { ...place, ...of.names.name(place) },
    rule,
    group,
    firstDay,
    lastDay,
    since,
    dueAt,
    people: personIds.map((personId) => {
      const person = of.personById.get(personId);
      const name = maskName(person?.name ?? '');
      return { personId, name, room: person?.home?.room ?? null };
    }),
    acknowledged: acknowledged.map(({ at, by, body }) => ({
      at,
      by: of.account(by),
      note: body.note,
    })),
  };
}
